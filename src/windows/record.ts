/** What has been read of a row, as its record. */
import { transferOf } from './act.js';
import type { Act, Reading } from './act.js';
import type { Actor, Direction, Evidence, Facts, Transfer } from './facts.js';
import { fieldOf } from './fields.js';
import type { Row } from './fields.js';
import { baseName } from './program.js';
import { withoutSecrets } from './secrets.js';

/** More says no more. */
const mostItems = 200;
const longestText = 4_096;

/** What is known of the row already, or tells something else than its fields. */
export interface Extra {
  readonly line?: string;
  readonly actor?: Actor;
  readonly parent?: Actor;
  readonly user?: string | undefined;
  readonly result?: number | undefined;
  readonly bytes?: number | undefined;
}

/** Nothing where nothing has been read. */
export function recordOf(evidence: Evidence, row: Row, { acts, carriers, hidden, others, decoded }: Reading, extra: Extra = {}): Facts | undefined {
  if (acts.length === 0) return undefined;
  const { tools, verbs, jobs, transfers, notify, settings, hasCredentials } = deedsOf(acts);
  const line = extra.line ?? fieldOf(row, 'commandLine');
  const actor = extra.actor ?? actorOf(fieldOf(row, 'image'), line);
  return {
    evidence,
    tools: unique(tools),
    verbs: unique(verbs),
    jobs: distinct(jobs),
    transfers: distinct(transfers),
    notify: distinct(notify),
    settings: distinct(settings),
    carriers: unique(carriers),
    hidden: unique(hidden),
    others: unique(others),
    hasCredentials: hasCredentials || transfers.some(holdsCredentials),
    actor,
    parent: extra.parent ?? actorOf(fieldOf(row, 'parentImage'), fieldOf(row, 'parentLine')),
    user: extra.user ?? fieldOf(row, 'user'),
    code: codeOf(row),
    result: extra.result,
    bytes: extra.bytes,
    decoded: decoded === undefined || decoded === '' ? undefined : decoded === line ? actor.commandLine : withoutSecrets(decoded.slice(0, longestText)),
    originalName: fieldOf(row, 'originalName'),
  };
}

type Deeds = Pick<Facts, 'tools' | 'verbs' | 'jobs' | 'transfers' | 'notify' | 'settings' | 'hasCredentials'>;

const none: readonly never[] = [];

/** What all acts do. Nearly all events have one. */
function deedsOf(acts: readonly Act[]): Deeds {
  const [only] = acts;
  if (acts.length === 1 && only) {
    const { tool, verbs, jobs = none, transfers = none, notify = none, settings = none, hasCredentials = false } = only;
    return { tools: [tool], verbs, jobs, transfers, notify, settings, hasCredentials };
  }
  return {
    tools: acts.map(({ tool }) => tool),
    verbs: acts.flatMap(({ verbs }) => verbs),
    jobs: acts.flatMap(({ jobs = none }) => jobs),
    transfers: directed(acts),
    notify: acts.flatMap(({ notify = none }) => notify),
    settings: acts.flatMap(({ settings = none }) => settings),
    hasCredentials: acts.some(({ hasCredentials = false }) => hasCredentials),
  };
}

/** A file that is added goes the way of its job, where the same text made the job. */
function directed(acts: readonly Act[]): readonly Transfer[] {
  const ways = new Map<string, Direction>();
  return acts.flatMap(({ verbs, jobs, transfers = [] }) => {
    const job = (jobs?.[0]?.name ?? jobs?.[0]?.id ?? '').toLowerCase();
    const [made] = transfers;
    if (verbs.includes('create') && made?.direction) ways.set(job, made.direction);
    const way = verbs.includes('addfile') ? ways.get(job) : undefined;
    return way ? transfers.map((one) => (one.direction ? one : transferOf(way, one.source, one.destination))) : transfers;
  });
}

export function codeOf(row: Row): number | undefined {
  const code = fieldOf(row, 'code');
  return code !== undefined && /^\d{1,5}$/.test(code) ? Number(code) : undefined;
}

export function actorOf(image: string | undefined, commandLine: string | undefined): Actor {
  return {
    image,
    name: image === undefined ? undefined : nameOf(image),
    commandLine: commandLine === undefined ? undefined : withoutSecrets(commandLine.slice(0, longestText)),
  };
}

/** A fleet has few programs: their names are kept. */
const names = new Map<string, string>();
const mostNames = 256;
const longestPath = 512;

function nameOf(image: string): string {
  const known = names.get(image);
  if (known !== undefined) return known;
  const name = baseName(image);
  if (names.size >= mostNames) names.clear();
  if (image.length <= longestPath) names.set(image, name);
  return name;
}

function holdsCredentials({ source, destination }: Transfer): boolean {
  return source?.hasCredentials === true || destination?.hasCredentials === true;
}

function unique<T>(items: readonly T[]): readonly T[] {
  return items.length < 2 ? items : [...new Set(items)].slice(0, mostItems);
}

/** Records are the same when they say the same. */
function distinct<T>(items: readonly T[]): readonly T[] {
  if (items.length < 2) return items;
  const seen = new Set<string>();
  return items.slice(0, mostItems).filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
}
