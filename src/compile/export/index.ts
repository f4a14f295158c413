/** Content of either dialect as an ESCU 6 repository that Splunk's own builder takes as it is. What is lost is told. */
import type { Diagnostic } from '../../diagnostic/index.js';
import { defaultScheduleNames } from '../../model/index.js';
import type { Attack, Content, NamedSchedule } from '../../model/index.js';
import { ExportContext } from './context.js';
import type { ExportedFile, Plain } from './context.js';
import { detectionFile, ownFilter } from './detection.js';
import type { Known } from './detection.js';
import { fileStem, headerOf } from './header.js';
import { baselineFile, dataSourceFile, lookupFiles, macroFile, removedFile, storyFile } from './others.js';
import { lookupNames, macroNames } from './spl.js';
import { yamlOf } from './yaml.js';

export { exportCodes } from './codes.js';
export type { ExportedFile } from './context.js';

export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Folders that the builder wants to see, even if they are empty. */
const folders = ['baselines', 'dashboards', 'data_sources', 'detections', 'lookups/csv', 'lookups/kvstore', 'macros', 'playbooks', 'removed', 'schedules', 'stories'];

export function exportEscu6(content: Content, attack: Attack): Exported {
  const context = new ExportContext(content, attack);
  const known = knownNames(content);
  const files: ExportedFile[] = [
    ...content.stories.map((story) => storyFile(story, context)),
    ...content.detections.flatMap((detection) => detectionFile(detection, known, context) ?? []),
    ...content.baselines.map((baseline) => baselineFile(baseline, known, context)),
    ...content.macros.map((macro) => macroFile(macro, context)),
    ...content.lookups.flatMap((lookup) => lookupFiles(lookup, context)),
    ...content.dataSources.map((source) => dataSourceFile(source, context)),
    ...schedules(content, context),
    ...content.removed.map((removed) => removedFile(removed, context)),
    ...content.dashboards.flatMap((dashboard) => {
      const stem = fileStem(dashboard.name);
      return [{ path: `dashboards/${stem}.yml`, content: yamlOf(headerOf(dashboard, context)) }, { path: `dashboards/${stem}.json`, content: dashboard.definition }];
    }),
    ...(content.findingBasedDetections === undefined ? [] : [{ path: 'static_configs/savedsearches_fbd.conf', content: content.findingBasedDetections }]),
    { path: 'build.yml', content: yamlOf(build(content, context)) },
  ];
  if (Object.keys(content.app.extensions).length > 0) context.lose('extensions of build.yml', { origin: content.app.origin, stem: 'build' });
  const all = [...files, ...folders.map((folder) => ({ path: `${folder}/.gitkeep`, content: '' }))];
  return { files: all.sort((a, b) => (a.path < b.path ? -1 : 1)), diagnostics: context.finish() };
}

function knownNames(content: Content): Known {
  const names = (objects: readonly { readonly name: string }[]): ReadonlySet<string> => new Set(objects.map(({ name }) => name));
  return { stories: names(content.stories), dataSources: names(content.dataSources), baselines: names(content.baselines), schedules: names(content.schedules) };
}

function build({ app, macros, lookups, detections, baselines }: Content, context: ExportContext): Plain {
  const spl = [...detections.map(({ search }) => search), ...baselines.map(({ search }) => search), ...macros.map(({ definition }) => definition)];
  const ownMacros = new Set([...macros.map(({ name }) => name), ...detections.map(ownFilter)]);
  const ownLookups = new Set(lookups.flatMap((lookup) => (lookup.external === 'csv' && lookup.csv === undefined ? [] : [lookup.name])));
  const foreignMacros = others(spl.flatMap(macroNames), ownMacros, app.externalMacros);
  const foreignLookups = others(spl.flatMap(lookupNames), ownLookups, app.externalLookups);
  const undeclared = [...foreignMacros.filter((name) => !app.externalMacros.has(name)), ...foreignLookups.filter((name) => !app.externalLookups.has(name))];
  if (undeclared.length > 0) {
    const shown = undeclared.slice(0, 8).join(', ');
    context.report('X105', { origin: app.origin, stem: 'build' }, [], `declared as content of other apps: ${shown}${undeclared.length > 8 ? ` and ${undeclared.length - 8} more` : ''}`);
  }
  const external = [{ app_name: 'Other apps', ...(foreignMacros.length > 0 && { macros: foreignMacros }), ...(foreignLookups.length > 0 && { lookups: foreignLookups }) }];
  return {
    author: app.author,
    author_email: app.email,
    id: app.id,
    content_prefix: app.prefix,
    label: app.label,
    description: app.description,
    app_version: app.version,
    ...((foreignMacros.length > 0 || foreignLookups.length > 0) && { external_app_content: external }),
  };
}

function others(used: readonly string[], own: ReadonlySet<string>, declared: ReadonlySet<string>): string[] {
  return [...new Set([...used.filter((name) => !own.has(name) && !name.endsWith('_filter')), ...declared])].filter((name) => name !== '').sort();
}

/** The two default schedules are written where the content has none. */
function schedules(content: Content, context: ExportContext): ExportedFile[] {
  const written = new Set(content.schedules.map(({ name }) => name));
  const day = content.detections.reduce((newest, { modification_date: date }) => (date > newest ? date : newest), '1970-01-01');
  const usual = [
    { name: defaultScheduleNames.detection, id: '5a3e0c5e-7d1f-4c7e-9a53-8f0b1c2d3e4f', cron_schedule: '0 * * * *', earliest_time: '-70m@m' },
    { name: defaultScheduleNames.baseline, id: '6b4f1d6f-8e20-4d8f-8b64-9a1c2d3e4f50', cron_schedule: '10 0 * * *', earliest_time: '-1450m@m' },
  ].filter(({ name }) => !written.has(name));
  return [
    ...content.schedules.map((schedule) => scheduleFile(schedule, headerOf(schedule, context))),
    ...usual.map(({ name, id, ...timing }) =>
      scheduleFile({ ...timing, latest_time: '-10m@m', schedule_window: 'auto' }, { name, id, version: 1, creation_date: day, modification_date: day, author: content.app.author, description: 'Used where content names no schedule.' })),
  ];
}

function scheduleFile({ cron_schedule, earliest_time, latest_time, schedule_window }: Pick<NamedSchedule, 'cron_schedule' | 'earliest_time' | 'latest_time' | 'schedule_window'>, header: Plain): ExportedFile {
  return { path: `schedules/${fileStem(String(header['name']))}.yml`, content: yamlOf({ ...header, cron_schedule, earliest_time, latest_time, schedule_window }) };
}
