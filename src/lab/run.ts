/** Detections over somebody's own logs: one pass of the events, then every search over what its source let through. */
import { Refusal } from '../spl/index.js';
import type { Plan } from '../spl/index.js';
import type { InstalledApp, InstalledSearch } from './app.js';
import { Engine } from './engine.js';
import type { Clock, Window } from './engine.js';
import { prefilters, readEvents } from './events/index.js';
import type { Defaults, ReadOptions, ReadSummary } from './events/index.js';
import { actionsOf, makeOf, Throttle } from './finding.js';
import type { Actions, Made } from './finding.js';
import { literalsOf } from './literals.js';
import { planOf } from './prove.js';
import type { LabOptions } from './prove.js';
import { runTimes } from './schedule.js';

export interface RunOptions extends LabOptions, Pick<ReadOptions, 'signal' | 'progress'>, Pick<Clock, 'random'> {
  readonly files: readonly string[];
  readonly defaults: Defaults;
  /** Seconds since 1970. */
  readonly now: number;
  /** Cut windows and throttle as the scheduler would; else all time at once. */
  readonly schedule: boolean;
  /** A clock for durations, in milliseconds. */
  readonly clock: () => number;
  /** Parse every record, as a check of what is passed over. */
  readonly everything?: boolean;
}

export interface SearchRun {
  readonly name: string;
  readonly rows: number;
  readonly made: readonly Made[];
  /** Results that throttling held back. */
  readonly throttled: number;
  readonly milliseconds: number;
  readonly warnings: readonly string[];
  /** Why it was not run. */
  readonly refusal: string | undefined;
}

export interface RunSummary {
  readonly reading: ReadSummary;
  readonly searches: readonly SearchRun[];
  /** Records that were parsed; the others cannot matter to any search. */
  readonly parsed: number;
  readonly readMilliseconds: number;
}

interface Planned {
  readonly search: InstalledSearch;
  readonly plan: Plan;
  readonly actions: Actions;
  readonly refusal: string | undefined;
}

export async function runSearches(searches: readonly InstalledSearch[], app: InstalledApp, options: RunOptions): Promise<RunSummary> {
  const { now, timeZone, random, findExternal, guard } = options;
  const engine = new Engine({ now, timeZone, random, findExternal, guard, findLookup: app.findLookup });
  const planned = searches.map((search) => plan(search, app, engine, options));
  const running = planned.filter(({ refusal }) => refusal === undefined);
  const literals = options.everything ? undefined : literalsOf(running.flatMap(({ plan: { sources } }) => sources));
  const start = options.clock();
  let earliest = Infinity;
  let latest = -Infinity;
  const reading = await readEvents(options.files, {
    ...options,
    ...(literals && literals.size > 0 && { prefilter: prefilters(literals) }),
    event: (event, records) => {
      const time = Number(event.fields.get('_time') ?? 0);
      earliest = Math.min(earliest, time);
      latest = Math.max(latest, time);
      engine.take(event, records);
    },
  });
  const readMilliseconds = options.clock() - start;
  const runs: SearchRun[] = [];
  for (const one of planned) runs.push(await runOne(one, engine, options, { earliest, latest }));
  return { reading, searches: runs, parsed: reading.places.length, readMilliseconds };
}

function plan(search: InstalledSearch, app: InstalledApp, engine: Engine, options: LabOptions): Planned {
  const planned = planOf(search.search, app, options);
  const actions = actionsOf(search);
  const [problem] = planned.problems;
  const refusal = problem?.message ?? planned.stages.find((stage) => stage.refusal !== undefined)?.refusal;
  if (refusal !== undefined) return { search, plan: planned, actions, refusal };
  try {
    engine.add(planned);
    return { search, plan: planned, actions, refusal: undefined };
  } catch (error) {
    if (error instanceof Refusal) return { search, plan: planned, actions, refusal: error.message };
    throw error;
  }
}

async function runOne({ search, plan: planned, actions, refusal }: Planned, engine: Engine, options: RunOptions, span: Window): Promise<SearchRun> {
  const nothing: SearchRun = { name: search.name, rows: 0, made: [], throttled: 0, milliseconds: 0, warnings: [], refusal };
  if (refusal !== undefined) return nothing;
  const start = options.clock();
  try {
    const throttle = new Throttle(actions.throttling);
    const made: Made[] = [];
    const warnings = new Set<string>();
    let rows = 0;
    let throttled = 0;
    for (const { time, window } of options.schedule ? runTimes(search, span, options.timeZone) : [{ time: options.now, window: undefined }]) {
      if (window && !engine.hasRows(planned, window)) continue;
      const outcome = await engine.run(planned, window);
      for (const warning of outcome.warnings) warnings.add(warning);
      for (const row of outcome.table.rows) {
        rows++;
        if (throttle.passes(row, time)) made.push(...makeOf(actions, row));
        else throttled++;
      }
    }
    return { name: search.name, rows, made, throttled, milliseconds: options.clock() - start, warnings: [...warnings], refusal: undefined };
  } catch (error) {
    if (error instanceof Refusal) return { ...nothing, refusal: error.message, milliseconds: options.clock() - start };
    throw error;
  }
}
