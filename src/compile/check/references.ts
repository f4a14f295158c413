/** Names that content refers to exist: stories, data sources, baselines, schedules, macros, lookups. */
import type { Origin, Path } from '../../diagnostic/index.js';
import { ACTIVE_LOOKUP, defaultScheduleNames, filterMacroOf } from '../../model/index.js';
import { lookupReferences } from '../../spl/index.js';
import type { MacroCall } from '../../spl/index.js';
import type { Check, CheckContext } from './context.js';
import { isDetection } from './context.js';

interface Reference {
  readonly origin: Origin;
  readonly path: Path;
  readonly offset?: number;
}

function mustExist(context: CheckContext, kind: string, name: string, known: ReadonlySet<string>, { origin, path, offset }: Reference): void {
  if (known.has(name)) return;
  const hint = (): string | undefined => {
    const meant = context.nearestOnce(name, known);
    return meant === undefined ? undefined : `Did you mean ${JSON.stringify(meant)}?`;
  };
  context.report('C110', origin, path, `there is no ${kind} ${JSON.stringify(name.slice(0, 100))}`, hint, offset);
}

export const namedReferences: Check = (context) => {
  const { stories, dataSources, baselines, schedules, detections, app } = context.content;
  const storyNames = new Set([...stories.map(({ name }) => name), ...(app.extensions.external_stories ?? [])]);
  const sourceNames = new Set(dataSources.map(({ name }) => name));
  const baselineNames = new Set(baselines.map(({ name }) => name));
  const scheduleNames = new Set(schedules.map(({ name }) => name));
  const detectionNames = new Set(detections.map(({ name }) => name));
  for (const search of context.searches) {
    const { origin } = search;
    const at = (key: string) => (index: number): Reference => ({ origin, path: [key, index] });
    for (const [index, entry] of (search.data_source ?? []).entries()) {
      for (const name of entry.split(' AND ')) mustExist(context, 'data source', name, sourceNames, at('data_source')(index));
    }
    if (search.schedule !== undefined) mustExist(context, 'schedule', search.schedule, scheduleNames, { origin, path: ['schedule'] });
    if (!isDetection(search)) continue;
    for (const [index, name] of search.analytic_story.entries()) mustExist(context, 'story', name, storyNames, at('analytic_story')(index));
    for (const [index, name] of (search.baselines ?? []).entries()) mustExist(context, 'baseline', name, baselineNames, at('baselines')(index));
    for (const [index, name] of (search.extensions?.supersedes ?? []).entries()) {
      mustExist(context, 'detection', name, detectionNames, { origin, path: ['extensions', 'supersedes', index] });
    }
  }
  for (const hunt of context.content.hunts) {
    for (const [index, { covered_by: names }] of (hunt.watchlists ?? []).entries()) {
      for (const [entry, name] of names.entries()) {
        mustExist(context, 'detection', name, detectionNames, { origin: hunt.origin, path: ['watchlists', index, 'covered_by', entry] });
      }
    }
  }
};

/** Content without a schedule of its own uses the default of its kind, which must then be there. */
export const schedules: Check = (context) => {
  const names = new Set(context.content.schedules.map(({ name }) => name));
  for (const search of context.searches) {
    if (search.schedule !== undefined && search.custom_schedule) {
      context.report('C111', search.origin, ['schedule'], 'both schedule and custom_schedule are given');
    }
    const wanted = isDetection(search) ? defaultScheduleNames.detection : defaultScheduleNames.baseline;
    if (search.schedule === undefined && !search.custom_schedule && !names.has(wanted)) {
      context.report('C110', search.origin, ['name'], `there is no schedule "${wanted}", which is used where none is named`, `Add schedules/${wanted.toLowerCase().replace(' ', '_')}.yml, or name a schedule.`);
    }
  }
};

export const macros: Check = (context) => {
  const { app } = context.content;
  const filters = context.content.detections.map(({ stem }) => filterMacroOf(stem));
  const known = new Set([...context.macrosByName.keys(), ...filters, ...app.externalMacros]);
  const check = (call: MacroCall, origin: Origin, path: Path): void => {
    mustExist(context, 'macro', call.name, known, { origin, path, offset: call.start });
    const macro = context.macrosByName.get(call.name);
    const wanted = macro?.arguments?.length ?? 0;
    if (macro && wanted !== call.args.length) {
      context.report('C122', origin, path, `the macro ${call.name} has ${wanted} argument${wanted === 1 ? '' : 's'}, ${call.args.length} given`, undefined, call.start);
    }
  };
  for (const { search, origin } of context.searches) for (const call of context.parse(search).calls) check(call, origin, ['search']);
  for (const { definition, origin } of context.content.macros) for (const call of context.parse(definition).calls) check(call, origin, ['definition']);
};

export const lookups: Check = (context) => {
  const { lookups: declared, app } = context.content;
  const known = new Set([...declared.map(({ name }) => name), ...app.externalLookups, ...(app.extensions.allowlist === true ? [ACTIVE_LOOKUP] : [])]);
  const check = (spl: string, origin: Origin, path: Path): void => {
    for (const { name, start } of lookupReferences(context.parse(spl).pipeline)) {
      mustExist(context, 'lookup', name.replace(/\.csv$/, ''), known, { origin, path, offset: start });
    }
  };
  for (const { search, origin } of context.searches) check(search, origin, ['search']);
  for (const { definition, origin } of context.content.macros) check(definition, origin, ['definition']);
};
