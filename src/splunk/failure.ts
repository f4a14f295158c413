/**
 * - `unreachable`: no connection, no answer within the time allowed, or half of one; what was asked for may have been done
 * - `untrusted`: its certificate is not the one to expect
 * - `busy`: it answers that it cannot now
 * - `refused`: not logged in, no right, or a request that it does not take
 * - `missing`: there is no such thing
 * - `conflict`: there is such a thing already
 * - `damaged`: its answer cannot be understood
 */
export type SplunkFailureCode = 'unreachable' | 'untrusted' | 'busy' | 'refused' | 'missing' | 'conflict' | 'damaged';

/** splunkd does not do what it is asked. The message is for a person and holds no secret. */
export class SplunkFailure extends Error {
  override readonly name = 'SplunkFailure';
  readonly code: SplunkFailureCode;

  constructor(code: SplunkFailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Made from an answer with a status of 400 or more; `what` says what was asked for. */
export function failureOf(status: number, data: unknown, what: string): SplunkFailure {
  return new SplunkFailure(codeOf(status), `${what}: splunkd answers ${status}${said(data)}.${advice(status)}`);
}

/** splunkd answers 500 and 503 while KV Store starts or changes its captain (rest_api_reference.md, "HTTP Status Codes"). */
function codeOf(status: number): SplunkFailureCode {
  if (status === 404) return 'missing';
  if (status === 409) return 'conflict';
  return status === 429 || status >= 500 ? 'busy' : 'refused';
}

function advice(status: number): string {
  if (status === 401) return ' Log in again: the session has ended, or the token is not valid.';
  return status === 403 ? ' The user of this session does not have the right to it.' : '';
}

/** Texts of `{"messages": [{"type": "ERROR", "text": ...}]}`. */
function said(data: unknown): string {
  const texts = messagesOf(data).map((text) => text.slice(0, 300).trim().replace(/\.$/, ''));
  return texts.length > 0 ? `, ${texts.join('; ')}` : '';
}

function messagesOf(data: unknown): string[] {
  const messages: unknown = data !== null && typeof data === 'object' && 'messages' in data ? data.messages : [];
  if (!Array.isArray(messages)) return [];
  return messages.flatMap((message: unknown) => (message !== null && typeof message === 'object' && 'text' in message && typeof message.text === 'string' ? [message.text] : []));
}
