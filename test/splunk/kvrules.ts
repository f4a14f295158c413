/**
 * What KV Store does with the rows of a collection, as far as it is documented: rest_api_reference.md ("KV store endpoint
 * descriptions") and limits.conf.spec, [kvstore], both of Splunk 10.2.3; what no source settles is a claim of the conformance pack
 * (src/lab/requests.ts), named beside the rule.
 */
export interface Limits {
  /** max_rows_per_query: what is beyond is left out without a word. */
  readonly rowsPerQuery: number;
  /** max_size_per_result_mb, in bytes. */
  readonly bytesPerResult: number;
  /** max_documents_per_batch_save. */
  readonly documentsPerBatch: number;
  /** max_size_per_batch_save_mb, in bytes. */
  readonly bytesPerBatch: number;
}

export const defaultLimits: Limits = { rowsPerQuery: 50_000, bytesPerResult: 50 * 1024 * 1024, documentsPerBatch: 1_000, bytesPerBatch: 50 * 1024 * 1024 };

export type Document = Readonly<Record<string, unknown>> & { readonly _key: string };

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What splunkd says where it refuses. */
export function refusal(status: number, text: string): Answer {
  return { status, body: { messages: [{ type: 'ERROR', text }] } };
}

/** `field.<name>` of collections.conf. */
export type FieldTypes = Readonly<Record<string, 'string' | 'number' | 'bool'>>;

export class RuledCollection {
  private readonly rows = new Map<string, Document>();
  /** accelerated_fields: keys of rows by field and value. They change how fast a query is, not what it gives. */
  private readonly index = new Map<string, Map<unknown, Set<string>>>();
  private made = 0;
  /** By key; made when asked for and nothing has changed since. */
  private sorted: readonly Document[] | undefined;
  private readonly limits: Limits;
  private readonly types: FieldTypes;

  /** `types`: of fields that have one; enforceTypes = true. */
  constructor(limits: Limits, accelerated: readonly string[], types: FieldTypes = {}) {
    this.limits = limits;
    this.types = types;
    for (const field of accelerated) this.index.set(field, new Map());
  }

  /** All rows by their keys, whatever the limits. */
  documents(): readonly Document[] {
    this.sorted ??= [...this.rows.values()].sort(orderOf('_key:1'));
    return this.sorted;
  }

  /** claims: kvstore-insert-refuses. */
  insert(value: unknown): Answer {
    if (!isDocument(value)) return refusal(400, 'JSON in the request is invalid.');
    if (!this.isTyped(value)) return refusal(400, 'Value type does not match the type of the field.');
    const key = keyOf(value) ?? this.newKey();
    if (this.rows.has(key)) return refusal(409, 'A document with the same key and user already exists.');
    this.put({ ...value, _key: key, _user: 'nobody' });
    return { status: 201, body: { _key: key } };
  }

  /** claims: kvstore-replace-needs-row. */
  replace(key: string, value: unknown): Answer {
    if (!isDocument(value)) return refusal(400, 'JSON in the request is invalid.');
    if (!this.isTyped(value)) return refusal(400, 'Value type does not match the type of the field.');
    if (!this.rows.has(key)) return refusal(404, 'Could not find object.');
    this.put({ ...value, _key: key, _user: 'nobody' });
    return { status: 200, body: { _key: key } };
  }

  /** claims: kvstore-batch-replaces. */
  save(values: unknown, bytes: number): Answer {
    if (!Array.isArray(values) || !values.every(isDocument)) return refusal(400, 'JSON in the request is invalid.');
    const { documentsPerBatch, bytesPerBatch } = this.limits;
    const exceeded = 'Request exceeds API limits - see limits.conf for details.';
    if (values.length > documentsPerBatch) return refusal(400, `${exceeded} (Too many documents for a single batch save, max_documents_per_batch_save=${documentsPerBatch})`);
    if (bytes > bytesPerBatch) return refusal(400, `${exceeded} (Too large data for a single batch save)`);
    if (!values.every((value) => this.isTyped(value))) return refusal(400, 'Value type does not match the type of the field.');
    const keys = values.map((value) => {
      const key = keyOf(value) ?? this.newKey();
      this.put({ ...value, _key: key, _user: 'nobody' });
      return key;
    });
    return { status: 200, body: keys };
  }

  /** claims: kvstore-keys-sorted. */
  find(query: URLSearchParams): Answer {
    const condition = conditionOf(query);
    if (condition === undefined) return refusal(400, 'Query is not valid JSON.');
    const limit = Math.min(Number(query.get('limit') ?? 0) || Infinity, this.limits.rowsPerQuery);
    const skip = Number(query.get('skip') ?? 0);
    const fields = query.get('fields')?.split(',');
    const found = inOrder(this.matching(condition), query.get('sort') ?? '');
    return { status: 200, body: this.fitting(found.slice(skip, skip + limit).map((row) => projected(row, fields))) };
  }

  get(key: string): Answer {
    const row = this.rows.get(key);
    return row ? { status: 200, body: row } : refusal(404, 'Could not find object.');
  }

  remove(key: string): Answer {
    const row = this.rows.get(key);
    if (!row) return refusal(404, 'Could not find object.');
    this.drop(row);
    return { status: 200, body: undefined };
  }

  /** Without a query everything goes. claims: kvstore-delete-by-query. */
  removeAll(query: URLSearchParams): Answer {
    const condition = conditionOf(query);
    if (condition === undefined) return refusal(400, 'Query is not valid JSON.');
    for (const row of this.matching(condition)) this.drop(row);
    return { status: 200, body: undefined };
  }

  private matching(condition: Readonly<Record<string, unknown>>): readonly Document[] {
    const test = testOf(condition);
    for (const [field, values] of this.index) {
      const sought = condition[field];
      if (typeof sought !== 'string' && typeof sought !== 'number') continue;
      const keys = [...(values.get(sought) ?? [])].sort();
      return keys.flatMap((key) => this.rows.get(key) ?? []).filter(test);
    }
    return this.documents().filter(test);
  }

  /** "If set to true, an insert of a value that does not match the type fails" (collections.conf.spec, enforceTypes). */
  private isTyped(value: Readonly<Record<string, unknown>>): boolean {
    return Object.entries(this.types).every(([field, type]) => !(field in value) || typeof value[field] === (type === 'bool' ? 'boolean' : type));
  }

  private put(row: Document): void {
    const old = this.rows.get(row._key);
    if (old) this.drop(old);
    this.rows.set(row._key, row);
    this.sorted = undefined;
    for (const [field, values] of this.index) values.set(row[field], (values.get(row[field]) ?? new Set()).add(row._key));
  }

  private drop(row: Document): void {
    this.rows.delete(row._key);
    this.sorted = undefined;
    for (const [field, values] of this.index) values.get(row[field])?.delete(row._key);
  }

  private newKey(): string {
    this.made += 1;
    return this.made.toString(16).padStart(24, '0');
  }

  private fitting(rows: readonly Document[]): readonly Document[] {
    let bytes = 0;
    const end = rows.findIndex((row) => {
      bytes += Buffer.byteLength(JSON.stringify(row));
      return bytes > this.limits.bytesPerResult;
    });
    return end < 0 ? rows : rows.slice(0, end);
  }
}

/** Names that the database under KV Store reserves are refused. */
function isDocument(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).every((key) => !key.startsWith('$') && !key.includes('.'));
}

function keyOf(value: Readonly<Record<string, unknown>>): string | undefined {
  return typeof value['_key'] === 'string' && value['_key'] !== '' ? value['_key'] : undefined;
}

function conditionOf(query: URLSearchParams): Readonly<Record<string, unknown>> | undefined {
  try {
    const condition: unknown = JSON.parse(query.get('query') ?? '{}');
    return condition !== null && typeof condition === 'object' ? { ...condition } : undefined;
  } catch {
    return undefined;
  }
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $ne: (order) => order !== 0,
};

type Test = (row: Document) => boolean;

function testOf(condition: Readonly<Record<string, unknown>>): Test {
  const tests = Object.entries(condition).map(([key, sought]): Test => {
    const parts = (Array.isArray(sought) ? (sought as Readonly<Record<string, unknown>>[]) : []).map(testOf);
    if (key === '$and') return (row) => parts.every((part) => part(row));
    if (key === '$or') return (row) => parts.some((part) => part(row));
    if (typeof sought !== 'object' || sought === null) return (row) => row[key] === sought;
    if (key === '$not') return not(testOf({ ...sought }));
    const bounds = Object.entries(sought);
    return (row) => bounds.every(([name, value]) => compares(name, row[key], value));
  });
  return (row) => tests.every((test) => test(row));
}

function not(test: Test): Test {
  return (row) => !test(row);
}

/** Values of different kinds are never greater or less than each other. */
function compares(operator: string, value: unknown, sought: unknown): boolean {
  if (operator === '$ne') return value !== sought;
  return typeof value === typeof sought && (comparisons[operator]?.(compare(value, sought)) ?? false);
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  return (a as string | number) < (b as string | number) ? -1 : 1;
}

/** Rows are in the order of their keys already. */
function inOrder(rows: readonly Document[], sort: string): readonly Document[] {
  return sort === '' || sort === '_key:1' ? rows : [...rows].sort(orderOf(sort));
}

function orderOf(sort: string): (a: Document, b: Document) => number {
  const keys = sort.split(',').filter((part) => part !== '').map((part) => part.split(':'));
  return (a, b) => {
    for (const [field = '', sign = '1'] of keys) {
      const order = compare(a[field], b[field]);
      if (order !== 0) return order * Number(sign);
    }
    return 0;
  };
}

function projected(row: Document, fields: readonly string[] | undefined): Document {
  if (!fields) return row;
  return { ...Object.fromEntries(fields.filter((field) => field in row).map((field) => [field, row[field]])), _key: row._key };
}
