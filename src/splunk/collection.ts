/**
 * A collection of KV Store, within the limits of limits.conf, [kvstore]. A query gives 50,000 rows at most and says nothing of those
 * that it leaves out, so nothing is ever read but in pages that are far smaller, until one comes back empty.
 */
import type { Client, Question } from './client.js';
import { SplunkFailure } from './failure.js';

/** `_key` is its name in the collection. */
export type Row = Readonly<Record<string, unknown>> & { readonly _key: string };

/** In KV Store's own language, such as `{"version": {"$gt": 1}}`. */
export type Condition = Readonly<Record<string, unknown>>;

export interface Page {
  /** Such as `at:-1,_key:1`. */
  readonly sort: string;
  readonly skip: number;
  readonly limit: number;
}

export interface Collection {
  /**
   * Puts in a new row. False: there is one with this key already, and it stays as it is; unless it is this very row, put in by an attempt
   * whose answer got lost, which `isOwn` tells.
   */
  insert(row: Row, isOwn: (there: Row) => boolean): Promise<boolean>;
  /** Puts in rows, in place of those that have their keys. Not all or nothing. */
  save(rows: readonly Row[]): Promise<void>;
  get(key: string): Promise<Row | undefined>;
  /** Part of what meets a condition. */
  find(condition: Condition, page: Page): Promise<Row[]>;
  /** All rows that meet a condition, by their keys; whole, or some short fields of them. A row that is there all the while is among them. */
  all(condition: Condition, fields?: readonly string[]): Promise<Row[]>;
  /** What is not there any more needs no removing. */
  remove(key: string): Promise<void>;
  removeAll(condition: Condition): Promise<void>;
}

/** An entry has 16 KB at the most and a row of the trail twice as much: 50 MB are the most for an answer and for a batch. */
const PAGE = 1_000;
/** Of rows of which only a few short fields are asked for. */
const SHORT_PAGE = 10_000;
const BATCH = 1_000;
const BATCH_BYTES = 16 * 1024 * 1024;

export function collection(client: Client, name: string): Collection {
  const path = `storage/collections/data/${encodeURIComponent(name)}`;
  const one = (key: string): string => `${path}/${encodeURIComponent(key)}`;
  const get = async (key: string): Promise<Row | undefined> => (await query({ _key: key }, { limit: 1 }))[0];
  const query = async (condition: Condition, options: Readonly<Record<string, string | number>>): Promise<Row[]> =>
    rowsOf(await client.ask({ method: 'GET', path, query: { query: JSON.stringify(condition), ...options }, repeatable: true }));
  return {
    insert: async (row, isOwn) => {
      if (await unless('conflict', client, { method: 'POST', path, json: row, repeatable: true })) return true;
      const there = await get(row._key);
      return there !== undefined && isOwn(there);
    },
    save: async (rows) => {
      for (const batch of batches(rows)) await client.ask({ method: 'POST', path: `${path}/batch_save`, json: batch, repeatable: true });
    },
    get,
    find: async (condition, { sort, skip, limit }) => {
      const rows: Row[] = [];
      while (rows.length < limit) {
        const found = await query(condition, { sort, skip: skip + rows.length, limit: Math.min(PAGE, limit - rows.length) });
        if (found.length === 0) break;
        rows.push(...found);
      }
      return rows;
    },
    all: (condition, fields) => everyPage((after) => query(following(condition, after), { sort: '_key:1', limit: fields ? SHORT_PAGE : PAGE, ...(fields && { fields: fields.join(',') }) })),
    remove: async (key) => {
      await unless('missing', client, { method: 'DELETE', path: one(key), repeatable: true });
    },
    removeAll: async (condition) => {
      await client.ask({ method: 'DELETE', path, query: { query: JSON.stringify(condition) }, repeatable: true });
    },
  };
}

/** False where splunkd refuses for this reason. */
async function unless(code: SplunkFailure['code'], client: Client, question: Question): Promise<boolean> {
  try {
    await client.ask(question);
    return true;
  } catch (error) {
    if (error instanceof SplunkFailure && error.code === code) return false;
    throw error;
  }
}

function following(condition: Condition, after: string | undefined): Condition {
  return after === undefined ? condition : { $and: [condition, { _key: { $gt: after } }] };
}

/** To the first empty page: one that is not full may have been cut by a limit that is lower than ours. */
async function everyPage(page: (after: string | undefined) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const found = await page(rows.at(-1)?._key);
    if (found.length === 0) return rows;
    rows.push(...found);
  }
}

function batches(rows: readonly Row[]): Row[][] {
  const found: Row[][] = [];
  let room = 0;
  for (const row of rows) {
    const bytes = Buffer.byteLength(JSON.stringify(row));
    const last = found.at(-1);
    if (last && last.length < BATCH && bytes <= room) last.push(row);
    else found.push([row]);
    room = (found.at(-1) === last ? room : BATCH_BYTES) - bytes;
  }
  return found;
}

function rowsOf(answer: unknown): Row[] {
  if (!Array.isArray(answer) || !answer.every(isRow)) throw new SplunkFailure('damaged', 'The answer of KV Store is not a list of rows.');
  return answer;
}

function isRow(value: unknown): value is Row {
  return value !== null && typeof value === 'object' && '_key' in value && typeof value._key === 'string';
}
