/** What the handler says back, whichever way the question came. Faults are problem details (RFC 9457). */
import type { FieldProblem } from '../model/index.js';

export interface Answer {
  readonly status: number;
  /** application/json unless it says otherwise. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text goes out as it is, anything else as JSON. */
  readonly content: unknown;
}

export const PROBLEM = 'application/problem+json';

/** One fault: in the body (`pointer`, RFC 6901; '' is the whole) or in a parameter of the query. */
export type Fault = FieldProblem | { readonly parameter: string; readonly detail: string };

/** Short name of each status that the handler answers with, when it does not do what it was asked. */
export const problemTitles = {
  400: 'Bad request',
  401: 'Not logged in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'No such method here',
  409: 'In conflict with other entries',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Media type not supported',
  422: 'Not a valid entry',
  429: 'Too many at once',
  500: 'A bug of ours',
  502: 'Splunk or the store refuses',
  503: 'Splunk or the store does not answer',
  507: 'The store is full',
} as const;

export type ProblemStatus = keyof typeof problemTitles;

export interface ProblemExtras {
  readonly headers?: Readonly<Record<string, string>>;
  readonly errors?: readonly Fault[];
  /** Further members, such as the entry that stands in the way. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** `detail` is for a person: what is wrong, and how to mend it. */
export function problem(status: ProblemStatus, detail: string, { headers, errors, members }: ProblemExtras = {}): Answer {
  const content = { type: 'about:blank', title: problemTitles[status], status, detail, ...(errors && { errors }), ...members };
  return { status, type: PROBLEM, content, ...(headers && { headers }) };
}

export function ok(content: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, content, headers };
}

/** The bytes of the body, and all headers. */
export function written({ status, type = 'application/json', headers, content }: Answer): { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const isText = typeof content === 'string';
  return {
    status,
    headers: { 'content-type': type.includes('charset') || type === PROBLEM ? type : `${type}; charset=utf-8`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers },
    body: isText ? content : JSON.stringify(content),
  };
}
