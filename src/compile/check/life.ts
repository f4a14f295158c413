/** Status, folders, versions and dates. */
import type { Check, CheckContext } from './context.js';
import { isDetection } from './context.js';
import { namedObjects } from './names.js';

export const dates: Check = (context) => {
  const { today } = context.options;
  const { detections, baselines, stories, macros, lookups, dataSources, schedules, dashboards, removed, hunts } = context.content;
  const dated = [...detections.filter(({ hunt }) => hunt === undefined), ...baselines, ...stories, ...macros, ...lookups, ...dataSources, ...schedules, ...dashboards, ...removed, ...hunts];
  for (const { creation_date: created, modification_date: modified, origin } of dated) {
    if (modified > today) context.report('C180', origin, ['modification_date'], `the modification date ${modified} lies in the future`);
    if (created > modified) context.report('C180', origin, ['creation_date'], `the creation date ${created} lies after the modification date ${modified}`);
  }
};

export const placeholders: Check = (context) => {
  for (const object of namedObjects(context.content)) {
    for (const [key, value] of Object.entries(object)) {
      if (typeof value === 'string' && value.includes('__UPDATE__')) context.report('C181', object.origin, [key], `${key} still holds __UPDATE__`);
    }
  }
};

/** Key, status and folder `<type>/deprecated/` go together or not at all. */
export const deprecation: Check = (context) => {
  if (context.content.app.dialect !== 'escu6') return;
  const { detections, baselines, stories, app } = context.content;
  for (const object of [...detections, ...baselines, ...stories]) {
    const { status, origin, deprecation_info: info } = object;
    const folder = origin.file.includes('/deprecated/');
    const marks = [status === 'deprecated', info !== undefined, folder];
    if (marks.some(Boolean) && !marks.every(Boolean)) {
      const has = ['status deprecated', 'deprecation_info', 'the folder deprecated/'].filter((_, index) => marks[index]);
      const lacks = ['status deprecated', 'deprecation_info', 'the folder deprecated/'].filter((_, index) => !marks[index]);
      context.report('C150', origin, ['status'], `it has ${has.join(' and ')}, but not ${lacks.join(' and ')}`);
    }
    if (info && compareVersions(info.removed_in_version, app.version) <= 0) {
      context.report('C151', origin, ['deprecation_info', 'removed_in_version'], `it goes in ${info.removed_in_version}, but the app is ${app.version} already`);
    }
  }
  for (const { deprecation_info: info, origin } of context.content.removed) {
    if (compareVersions(info.removed_in_version, app.version) > 0) {
      context.report('C151', origin, ['deprecation_info', 'removed_in_version'], `it went in ${info.removed_in_version}, but the app is only ${app.version}`);
    }
  }
};

/** Numbers by number, other parts by their text; missing parts count as 0. */
export function compareVersions(a: string, b: string): number {
  const left = a.split(/[.+-]/);
  const right = b.split(/[.+-]/);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x = '0', y = '0'] = [left[i], right[i]];
    const order = /^\d+$/.test(x) && /^\d+$/.test(y) ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}

export const categoryFolder: Check = (context) => {
  if (context.content.app.dialect !== 'escu6') return;
  for (const { category, status, origin, hunt } of context.content.detections) {
    if (hunt !== undefined) continue;
    const folder = /(?:^|\/)detections\/(?:([^/]+)\/)?/.exec(origin.file)?.[1];
    const fits = status === 'deprecated' ? folder === 'deprecated' : folder === category;
    if (!fits) context.report('C152', origin, ['category'], folder === undefined ? 'it lies directly in detections/' : `the category is ${category}, the folder ${folder}/`);
  }
};

export const tests: Check = (context) => {
  for (const search of context.searches) {
    const { tests: given, origin } = search;
    const needed = isDetection(search) && search.status === 'production' && search.type !== 'Correlation' && search.hunt === undefined;
    if (needed && !given) context.report('C140', origin, ['status'], 'production detections need a test', 'Add tests; an experimental test says in words how it was tried.');
    for (const [index, test] of (given ?? []).entries()) {
      if (test.test_type === 'unit' && !test.attack_data) context.report('C140', origin, ['tests', index], 'a unit test needs attack_data');
      if (test.test_type === 'experimental' && test.description === undefined) context.report('C140', origin, ['tests', index], 'an experimental test needs a description');
    }
  }
};

/** What only contentctl 5 asks for. */
export const contentctlRules: Check = (context) => {
  if (context.content.app.dialect !== 'contentctl') return;
  for (const detection of context.content.detections) contentctlDetection(context, detection);
};

function contentctlDetection(context: CheckContext, detection: CheckContext['content']['detections'][number]): void {
  const { type, status, origin, drilldown_searches: drilldowns = [], alertActions, extensions } = detection;
  if (status === 'production' && type !== 'Hunting') {
    if (drilldowns.length < 2) context.report('C230', origin, ['name'], `it has ${drilldowns.length} drilldown${drilldowns.length === 1 ? '' : 's'}`);
    else if (!drilldowns.some(({ search }) => search.includes('%original_detection_search%'))) {
      context.report('C230', origin, ['drilldown_searches'], 'no drilldown holds %original_detection_search%');
    }
  }
  if (extensions?.enabled === true && (status !== 'production' || type === 'Hunting')) {
    context.report('C231', origin, ['enabled_by_default'], `enabled_by_default does not go with ${status} ${type}`);
  }
  const hasRisk = detection.finding !== undefined || detection.intermediate_findings !== undefined;
  if (alertActions?.risk === true && !hasRisk) context.report('C232', origin, ['name'], 'the deployment writes risk, but there are no entities');
}
