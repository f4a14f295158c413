/** Problems of what was thrown: a store that fails, or a bug of ours. */
import { SplunkFailure } from '../splunk/index.js';
import type { SplunkFailureCode } from '../splunk/index.js';
import { problem } from './answer.js';
import type { Answer, ProblemStatus } from './answer.js';
import type { Ports } from './route.js';
import { StoreFailure } from './store/store.js';
import type { StoreFailureCode } from './store/store.js';

/** A Splunk that is not to be trusted is as good as none. */
const splunkStatuses: Readonly<Record<SplunkFailureCode, ProblemStatus>> = { unreachable: 503, untrusted: 503, busy: 503, refused: 502, missing: 502, conflict: 502, damaged: 502 };

const statuses: Readonly<Record<StoreFailureCode, ProblemStatus>> = { unreachable: 503, busy: 503, full: 507, refused: 502, damaged: 502 };

/** Seconds after which another try is worth it. */
const RETRY_AFTER = '5';

export function problemOf(error: unknown, { log, newId }: Pick<Ports, 'log' | 'newId'>): Answer {
  if (error instanceof StoreFailure || error instanceof SplunkFailure) {
    log({ kind: 'error', message: `${error.name} ${error.code}: ${error.message}` });
    const status = error instanceof StoreFailure ? statuses[error.code] : splunkStatuses[error.code];
    return problem(status, error.message, { ...(status === 503 && { headers: { 'retry-after': RETRY_AFTER } }), members: { code: error.code } });
  }
  const id = newId();
  const trace = typeof error === 'object' && error !== null && 'stack' in error ? String(error.stack) : String(error);
  log({ kind: 'error', message: `bug ${id}: ${trace}` });
  return problem(500, `this is a bug of ours; the handler's log tells more under ${id}`);
}
