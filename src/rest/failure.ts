/** Problems of what was thrown: a store that fails, or a bug of ours. */
import { problem } from './answer.js';
import type { Answer, ProblemStatus } from './answer.js';
import type { Ports } from './route.js';
import { StoreFailure } from './store/store.js';
import type { StoreFailureCode } from './store/store.js';

const statuses: Readonly<Record<StoreFailureCode, ProblemStatus>> = { unreachable: 503, busy: 503, full: 507, refused: 502, damaged: 502 };

/** Seconds after which another try is worth it. */
const RETRY_AFTER = '5';

export function problemOf(error: unknown, { log, newId }: Pick<Ports, 'log' | 'newId'>): Answer {
  if (error instanceof StoreFailure) {
    log({ kind: 'error', message: `store ${error.code}: ${error.message}` });
    const status = statuses[error.code];
    return problem(status, error.message, { ...(status === 503 && { headers: { 'retry-after': RETRY_AFTER } }), members: { code: error.code } });
  }
  const id = newId();
  const trace = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : String(error);
  log({ kind: 'error', message: `bug ${id}: ${trace}` });
  return problem(500, `this is a bug of ours; the handler's log tells more under ${id}`);
}
