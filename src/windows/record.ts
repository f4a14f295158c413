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

export interface Extra {
  readonly actor?: Actor;
  readonly result?: number;
  readonly bytes?: number;
}

/** Nothing where nothing has been read. */
export function recordOf(evidence: Evidence, row: Row, { acts, carriers, hidden, others, decoded }: Reading, extra: Extra = {}): Facts | undefined {
  if (acts.length === 0) return undefined;
  const user = fieldOf(row, 'user');
  const originalName = fieldOf(row, 'originalName');
  const code = codeOf(row);
  return {
    evidence,
    tools: unique(acts.map(({ tool }) => tool)),
    verbs: unique(acts.flatMap(({ verbs }) => verbs)),
    jobs: distinct(acts.flatMap(({ jobs }) => jobs ?? [])),
    transfers: distinct(directed(acts)),
    notify: distinct(acts.flatMap(({ notify }) => notify ?? [])),
    settings: distinct(acts.flatMap(({ settings }) => settings ?? [])),
    carriers: unique(carriers),
    hidden: unique(hidden),
    others: unique(others),
    hasCredentials: acts.some((act) => act.hasCredentials === true || (act.transfers ?? []).some(holdsCredentials)),
    actor: actorOf(fieldOf(row, 'image'), fieldOf(row, 'commandLine')),
    parent: actorOf(fieldOf(row, 'parentImage'), fieldOf(row, 'parentLine')),
    ...(user !== undefined && { user }),
    ...(code !== undefined && { code }),
    ...(originalName !== undefined && { originalName }),
    ...(decoded !== undefined && decoded !== '' && { decoded: withoutSecrets(decoded.slice(0, longestText)) }),
    ...extra,
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
  return { ...(image !== undefined && { image, name: baseName(image) }), ...(commandLine !== undefined && { commandLine: withoutSecrets(commandLine.slice(0, longestText)) }) };
}

function holdsCredentials({ source, destination }: Transfer): boolean {
  return source?.hasCredentials === true || destination?.hasCredentials === true;
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)].slice(0, mostItems);
}

/** Records are the same when they say the same. */
function distinct<T>(items: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return items.slice(0, mostItems).filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
}
