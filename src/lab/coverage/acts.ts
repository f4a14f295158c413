/**
 * Searches over acts: the events of each by themselves, as if nothing else had ever happened. Searches are planned and their
 * sources compiled once; between two acts the engine forgets its rows.
 */
import { Refusal } from '../../spl/index.js';
import type { Plan, Row } from '../../spl/index.js';
import type { InstalledApp, InstalledSearch } from '../app.js';
import { Engine } from '../engine.js';
import type { Clock, MappedEvent } from '../engine.js';
import { actionsOf, makeOf, Throttle } from '../finding.js';
import type { Actions, Made, Tier } from '../finding.js';
import { planOf } from '../prove.js';
import type { LabOptions } from '../prove.js';

/** A search that gave rows for an act. */
export interface Fired {
  readonly stanza: string;
  readonly tier: Tier;
  readonly rows: readonly Row[];
  /** What throttling leaves of them: an act is over within its period. */
  readonly made: readonly Made[];
}

export interface ActOptions extends LabOptions, Pick<Clock, 'now' | 'random'> {}

interface Running {
  readonly stanza: string;
  readonly plan: Plan;
  readonly actions: Actions;
}

export class ActRunner {
  /** Stanza -> why it cannot be run here. */
  readonly refusals = new Map<string, string>();
  private readonly engine: Engine;
  private readonly running: readonly Running[];
  private readonly now: number;

  constructor(searches: readonly InstalledSearch[], app: InstalledApp, options: ActOptions) {
    this.now = options.now;
    this.engine = new Engine({ ...options, findLookup: app.findLookup });
    this.running = searches.flatMap((search) => this.prepare(search, app, options));
  }

  /** `events` of a row are places in the list given. */
  async run(events: readonly MappedEvent[]): Promise<readonly Fired[]> {
    this.engine.clear();
    events.forEach((event, index) => { this.engine.take(event, [index]); });
    const fired: Fired[] = [];
    for (const one of this.running) {
      const rows = this.engine.hasRows(one.plan) ? await this.rowsOf(one) : [];
      if (rows.length > 0) fired.push({ stanza: one.stanza, tier: tierOf(one.actions), rows, made: this.madeOf(one.actions, rows) });
    }
    return fired;
  }

  private madeOf(actions: Actions, rows: readonly Row[]): readonly Made[] {
    const throttle = new Throttle(actions.throttling);
    return rows.filter((row) => throttle.passes(row, this.now)).flatMap((row) => makeOf(actions, row));
  }

  private prepare(search: InstalledSearch, app: InstalledApp, options: LabOptions): readonly Running[] {
    const plan = planOf(search.search, app, options);
    const why = plan.problems[0]?.message ?? plan.stages.find(({ refusal }) => refusal !== undefined)?.refusal ?? this.refusalOf(() => { this.engine.add(plan); });
    if (why === undefined) return [{ stanza: search.name, plan, actions: actionsOf(search) }];
    this.refusals.set(search.name, why);
    return [];
  }

  private async rowsOf({ stanza, plan }: Running): Promise<readonly Row[]> {
    try {
      return (await this.engine.run(plan)).table.rows;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refusals.set(stanza, error.message);
      return [];
    }
  }

  private refusalOf(work: () => void): string | undefined {
    try {
      work();
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      throw error;
    }
  }
}

function tierOf({ isFinding, isRisk }: Actions): Tier {
  return isFinding ? 'finding' : isRisk ? 'risk' : 'hunt';
}
