/** Many searches over one pass of events: each takes the rows that its source wants, then runs over them. */
import { compileTerms, hasSubsearch, Refusal, runSearch } from '../spl/index.js';
import type { ExternalCommand, Fields, Lookup, Plan, Row, Source, Surroundings, Table, Value } from '../spl/index.js';

/** An event, mapped: its fields as the add-on names them, and a row for each dataset that it belongs to. */
export interface MappedEvent {
  readonly fields: ReadonlyMap<string, Value>;
  /** By model and dataset, such as `Endpoint.Processes`; fields without the dataset's name. */
  readonly datasets: ReadonlyMap<string, ReadonlyMap<string, Value>>;
}

export interface Clock {
  /** Seconds since 1970: what now() gives. */
  readonly now: number;
  readonly timeZone: string;
  readonly random: () => number;
}

export interface EngineOptions extends Clock {
  readonly findLookup: (name: string) => Lookup | undefined;
  readonly findExternal: (name: string) => ExternalCommand | undefined;
  /** Runs what may take long, a regex that never ends included, and stops it after a while. */
  readonly guard: <T>(work: () => T) => T;
}

/** More rows than this are not kept for one source: the search is refused, memory is not. */
const MOST_ROWS = 1_000_000;

interface Tap {
  readonly source: Source;
  readonly accepts: (fields: Fields) => boolean;
  readonly rows: Row[];
  overflow: boolean;
}

export interface Outcome {
  readonly table: Table;
  readonly warnings: readonly string[];
}

export interface Window {
  readonly earliest: number;
  readonly latest: number;
}

export class Engine {
  private readonly byDataset = new Map<string, Tap[]>();
  private readonly events: Tap[] = [];
  /** By the terms of the source, which are one object however often the search runs. */
  private readonly taps = new Map<unknown, Tap>();
  private readonly options: EngineOptions;

  constructor(options: EngineOptions) {
    this.options = options;
  }

  /** Makes room for the rows of a search. Throws a Refusal where its source cannot be followed. */
  add(plan: Plan): void {
    for (const source of plan.sources) {
      if (source.kind !== 'dataset' && source.kind !== 'events') continue;
      const { where } = source;
      const tap: Tap = { source, accepts: where && !hasSubsearch(where) ? compileTerms(where, this.options) : () => true, rows: [], overflow: false };
      this.taps.set(where ?? keyOf(source), tap);
      if (source.kind === 'events') this.events.push(tap);
      else this.byDataset.set(keyOf(source), [...(this.byDataset.get(keyOf(source)) ?? []), tap]);
    }
  }

  /** `number` is what the rows name the record by. */
  take(event: MappedEvent, numbers: readonly number[]): void {
    for (const [dataset, fields] of event.datasets) {
      const taps = this.byDataset.get(dataset);
      if (taps) offer(taps, prefixed(dataset, fields, event.fields), numbers);
    }
    if (this.events.length > 0) offer(this.events, event.fields, numbers);
  }

  /** Forgets all rows, and keeps what the searches ask for: what is taken next is looked at by itself. */
  clear(): void {
    for (const tap of [...this.events, ...[...this.byDataset.values()].flat()]) {
      tap.rows.length = 0;
      tap.overflow = false;
    }
  }

  /** Whether any row of its sources lies in the window; without one, whether there is any at all. */
  hasRows(plan: Plan, window?: Window): boolean {
    const taps = plan.sources.flatMap((source) => this.tapOf(source) ?? []);
    return taps.length === 0 || taps.some(({ rows }) => (window ? rows.some((row) => isInside(row, window)) : rows.length > 0));
  }

  /** Throws a Refusal where the search cannot be followed exactly. */
  async run(plan: Plan, window?: Window): Promise<Outcome> {
    const warnings: string[] = [];
    const surroundings: Surroundings = {
      now: this.options.now,
      timeZone: this.options.timeZone,
      random: this.options.random,
      earliest: window?.earliest,
      latest: window?.latest,
      lookup: this.options.findLookup,
      external: this.options.findExternal,
      guard: this.options.guard,
      warn: (message) => warnings.push(message),
      rows: (source) => this.rowsOf(source, window),
    };
    return { table: await runSearch(plan.search, surroundings), warnings };
  }

  private tapOf(source: Source): Tap | undefined {
    return source.kind === 'dataset' || source.kind === 'events' ? this.taps.get(source.where ?? keyOf(source)) : undefined;
  }

  /** Newest first, as Splunk gives events. */
  private rowsOf(source: Source, window: Window | undefined): readonly Row[] {
    const tap = this.tapOf(source);
    if (tap?.overflow) throw new Refusal(`more than ${MOST_ROWS} rows meet its first command`);
    const rows = tap?.rows ?? [];
    const inside = window ? rows.filter((row) => isInside(row, window)) : rows;
    return [...inside].sort((a, b) => timeOf(b) - timeOf(a));
  }
}

function keyOf(source: Source): string {
  return source.kind === 'dataset' ? `${source.model}.${source.dataset}` : source.kind;
}

function timeOf({ fields }: Row): number {
  return Number(fields.get('_time') ?? 0);
}

function isInside(row: Row, { earliest, latest }: Window): boolean {
  const time = timeOf(row);
  return time >= earliest && time < latest;
}

function offer(taps: readonly Tap[], fields: Fields, events: readonly number[]): void {
  for (const tap of taps) {
    if (!tap.accepts(fields)) continue;
    if (tap.rows.length >= MOST_ROWS) tap.overflow = true;
    else tap.rows.push({ fields, events });
  }
}

/** Fields that tstats names without the dataset. */
const UNPREFIXED = ['_time', 'host', 'source', 'sourcetype', 'index'];

function prefixed(dataset: string, fields: Fields, event: Fields): Fields {
  const root = dataset.slice(dataset.indexOf('.') + 1);
  const named = new Map([...fields].map(([name, value]) => [`${root}.${name}`, value]));
  for (const name of UNPREFIXED) {
    const value = event.get(name);
    if (value !== undefined) named.set(name, value);
  }
  return named;
}
