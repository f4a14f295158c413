/** A route as data: the router serves it, and the OpenAPI document is written from it. */
import type { JsonSchema, Lifetimes, ShippedDetection, Table } from '../model/index.js';
import type { Answer, ProblemStatus } from './answer.js';
import type { LogLine } from './log.js';
import type { Preview } from './preview.js';
import type { Capability, Session } from './session.js';
import type { Store } from './store/store.js';

/** What whoever starts the handler gives it. No route keeps anything in memory: splunkd runs several processes. */
export interface Ports {
  readonly store: (session: Session) => Store;
  readonly detections: readonly ShippedDetection[];
  readonly preview: Preview;
  readonly lifetimes: Lifetimes;
  /** Seconds since 1970. */
  readonly clock: () => number;
  readonly log: (line: LogLine) => void;
  /** A UUID that nobody can guess. */
  readonly newId: () => string;
  readonly version: string;
}

/** A question whose session, right, query and body have been looked at as far as the route's own data says. */
export interface Ask {
  readonly session: Session;
  /** The segment that the path names `{id}`; else ''. */
  readonly id: string;
  /** Values of the query, read by the route's table. */
  readonly query: ReadonlyMap<string, unknown>;
  /** The media type of the body, in lower case and without parameters. */
  readonly mediaType: string;
  readonly body: Buffer;
  readonly ifMatch?: string;
  readonly ports: Ports;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the root of the API, such as /entries/{id}. */
  readonly path: string;
  /** Its name in the document and in generated clients. */
  readonly operation: string;
  readonly summary: string;
  readonly capability: Capability;
  readonly query: Table;
  readonly body?: BodyDoc;
  /** The answers that are no problems, by status. */
  readonly answers: Readonly<Record<number, AnswerDoc>>;
  readonly problems: readonly ProblemStatus[];
  readonly run: (ask: Ask) => Promise<Answer>;
}

export interface BodyDoc {
  /** Media types to schemas; the first is the usual one. */
  readonly content: Readonly<Record<string, JsonSchema>>;
  /** Bytes. */
  readonly largest: number;
}

export interface AnswerDoc {
  readonly doc: string;
  readonly content: Readonly<Record<string, JsonSchema>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A schema of an object with all of these and nothing else; `optional` ones may be missing. */
export function object(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties).filter((name) => !optional.includes(name)), properties };
}

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** A part of the document that others point to. */
export function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

export const json = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> => ({ 'application/json': schema });

/** A value of the query that the table has read; absent where nobody gave it. */
export function textIn({ query }: Ask, name: string): string | undefined {
  const value = query.get(name);
  return typeof value === 'string' ? value : undefined;
}

export function numberIn({ query }: Ask, name: string): number | undefined {
  const value = query.get(name);
  return typeof value === 'number' ? value : undefined;
}
