/** Previews on Splunk: a shipped search as a job of the user, with limits. No value of a request is ever part of its text. */
import type { ResultRow, ShippedDetection } from '../model/index.js';
import { resultsOf, SplunkFailure, startSearch, stateOf } from '../splunk/index.js';
import type { Client, ResultRow as SplunkRow } from '../splunk/index.js';
import type { Look, Preview } from './preview.js';
import type { Session } from './session.js';

/** Rows that are looked at; a preview says so where there are more. */
const MOST_ROWS = 10_000;
const PAGE = 1_000;
/** Seconds: of the search, until nobody asks any more, and that the results are kept (search/jobs). */
const LIMITS = { max_time: 300, auto_cancel: 120, timeout: 600 };
const RETRY_AFTER = 10;

export interface SplunkPreviewOptions {
  /** A client with the rights of the session's user. */
  readonly client: (session: Session) => Client;
  readonly newId: () => string;
}

export function splunkPreview({ client, newId }: SplunkPreviewOptions): Preview {
  const ours = ({ id }: ShippedDetection): string => `bits_preview_${id}_`;
  return {
    start: (detection, days, session) => told(async () => {
      const limits = { ...LIMITS, id: `${ours(detection)}${newId()}`, earliest_time: `-${days}d`, latest_time: 'now', max_count: MOST_ROWS };
      return { state: 'running', job: await startSearch(client(session), detection.search, limits), progress: 0 };
    }),
    look: (detection, job, session) => told(async () => {
      // Of the jobs that the user may see only those that were started for this.
      if (!job.startsWith(ours(detection))) return { state: 'failed', detail: `${job} is no preview of ${detection.name}` };
      return lookAt(client(session), job);
    }),
  };
}

async function lookAt(client: Client, job: string): Promise<Look> {
  const { done, failed, results, progress, messages } = await stateOf(client, job);
  if (failed) return { state: 'failed', detail: messages[0] ?? 'the search failed' };
  if (!done) return { state: 'running', job, progress };
  const rows: SplunkRow[] = [];
  for (let offset = 0; offset < Math.min(results, MOST_ROWS); offset += PAGE) rows.push(...(await resultsOf(client, job, { offset, count: PAGE })));
  return { state: 'done', job, rows: rows.map(resultOf), complete: results < MOST_ROWS };
}

function resultOf(row: SplunkRow): ResultRow {
  const cells = Object.entries(row).flatMap(([name, value]): [string, string | readonly string[]][] =>
    (typeof value === 'string' ? [[name, value]] : Array.isArray(value) ? [[name, value.filter((one) => typeof one === 'string')]] : []));
  return new Map(cells);
}

/** What splunkd refuses is said of this search; the others may go on. */
async function told(work: () => Promise<Look>): Promise<Look> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SplunkFailure)) throw error;
    if (error.code === 'busy') return { state: 'busy', retryAfter: RETRY_AFTER, detail: `Splunk runs no more searches for you now: ${error.message}` };
    return { state: 'failed', detail: error.code === 'missing' ? 'the search is gone: start again' : error.message };
  }
}
