/** The port by which an entry is tried on past results: a job of Splunk, or the lab over the samples. */
import type { ResultRow, ShippedDetection } from '../model/index.js';
import type { Session } from './session.js';

export interface Preview {
  /** Starts the search of a detection, without its filter, over so many past days, with the rights of the session. */
  start(detection: ShippedDetection, days: number, session: Session): Promise<Look>;
  /** How far a job is that this session started for this detection. */
  look(detection: ShippedDetection, job: string, session: Session): Promise<Look>;
}

/** `job` is what `look` is asked for; there is none where everything was done at once. */
export type Look =
  | { readonly state: 'running'; readonly job: string; /** 0 to 1. */ readonly progress: number }
  | { readonly state: 'done'; readonly job?: string; readonly rows: readonly ResultRow[]; /** False where there were more. */ readonly complete: boolean }
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'busy'; /** Seconds. */ readonly retryAfter: number; readonly detail: string };
