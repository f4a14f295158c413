/** Searches on splunkd: started, looked after, read, ended. What they run is ours or a shipped search; no value of a request gets into SPL. */
import type { Client, Parameters } from './client.js';
import { SplunkFailure } from './failure.js';

export interface JobState {
  readonly done: boolean;
  readonly failed: boolean;
  /** 0 to 1. */
  readonly progress: number;
  /** Of a search that is done. */
  readonly results: number;
  /** Errors and warnings that it tells, for a person. */
  readonly messages: readonly string[];
}

/** As splunkd gives it: several values of a field are a list. */
export type ResultRow = Readonly<Record<string, unknown>>;

/** Starts a saved search by its stanza, and tells the id of its job. */
export function startSaved(client: Client, stanza: string): Promise<string> {
  return start(client, `saved/searches/${encodeURIComponent(stanza)}/dispatch`, { trigger_actions: 0 });
}

/** Starts a search; `limits` are settings of search/jobs such as earliest_time, latest_time, max_count, max_time. */
export function startSearch(client: Client, search: string, limits: Parameters): Promise<string> {
  return start(client, 'search/jobs', { ...limits, search: /^\s*(\||search\s)/.test(search) ? search : `search ${search}`, exec_mode: 'normal' });
}

async function start(client: Client, path: string, form: Parameters): Promise<string> {
  const answer = await client.ask({ method: 'POST', path, form, repeatable: false });
  const sid = of(answer, 'sid');
  if (typeof sid !== 'string' || sid === '') throw new SplunkFailure('damaged', 'splunkd started a search without telling its id.');
  return sid;
}

export async function stateOf(client: Client, sid: string): Promise<JobState> {
  const answer = await client.ask({ method: 'GET', path: jobPath(sid), repeatable: true });
  const entries = of(answer, 'entry');
  const content = of(Array.isArray(entries) ? entries[0] : undefined, 'content');
  const messages = of(content, 'messages');
  return {
    done: isTrue(of(content, 'isDone')),
    failed: isTrue(of(content, 'isFailed')),
    progress: Math.min(1, Math.max(0, Number(of(content, 'doneProgress') ?? 0) || 0)),
    results: Number(of(content, 'resultCount') ?? 0),
    messages: (Array.isArray(messages) ? messages : []).flatMap(worthTelling),
  };
}

export async function resultsOf(client: Client, sid: string, page: { readonly offset: number; readonly count: number }): Promise<readonly ResultRow[]> {
  const answer = await client.ask({ method: 'GET', path: `search/v2/jobs/${encodeURIComponent(sid)}/results`, query: page, repeatable: true });
  const rows = of(answer, 'results');
  if (!Array.isArray(rows)) throw new SplunkFailure('damaged', 'The results of a search cannot be understood.');
  return rows as readonly ResultRow[];
}

/** Ends a search and forgets what it found. One that is gone already needs no ending. */
export async function cancel(client: Client, sid: string): Promise<void> {
  try {
    await client.ask({ method: 'POST', path: `${jobPath(sid)}/control`, form: { action: 'cancel' }, repeatable: true });
  } catch (error) {
    if (!(error instanceof SplunkFailure) || error.code !== 'missing') throw error;
  }
}

export interface Run {
  readonly sid: string;
  /** Seconds since 1970. */
  readonly started: number;
  readonly done: boolean;
}

/** Jobs of a saved search that are kept, the latest first, by hand or scheduled. claims: history-tells-when. */
export async function runsOf(client: Client, stanza: string): Promise<Run[]> {
  const answer = await client.ask({ method: 'GET', path: `saved/searches/${encodeURIComponent(stanza)}/history`, query: { count: 20 }, repeatable: true });
  const entries = of(answer, 'entry');
  const runs = (Array.isArray(entries) ? entries : []).map((entry) => ({
    sid: String(of(entry, 'name')),
    started: Date.parse(String(of(entry, 'published'))) / 1000,
    done: isTrue(of(of(entry, 'content'), 'isDone')),
  }));
  return runs.filter(({ started }) => !Number.isNaN(started)).sort((a, b) => b.started - a.started);
}

/**
 * When the saved search ran last without a failure, with at least so many results; seconds since 1970. Nothing where no such job is kept
 * any more. claims: job-tells-failure.
 */
export async function lastRun(client: Client, stanza: string, results: number): Promise<number | undefined> {
  for (const { sid, started } of await runsOf(client, stanza)) {
    const state = await stateIfKept(client, sid);
    if (state?.done === true && !state.failed && state.results >= results) return started;
  }
  return undefined;
}

async function stateIfKept(client: Client, sid: string): Promise<JobState | undefined> {
  try {
    return await stateOf(client, sid);
  } catch (error) {
    if (error instanceof SplunkFailure && error.code === 'missing') return undefined;
    throw error;
  }
}

function jobPath(sid: string): string {
  return `search/jobs/${encodeURIComponent(sid)}`;
}

function worthTelling(message: unknown): string[] {
  const [kind, text] = [of(message, 'type'), of(message, 'text')];
  return typeof text === 'string' && /^(FATAL|ERROR|WARN)$/i.test(String(kind)) ? [text] : [];
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === '1';
}

function of(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined;
}
