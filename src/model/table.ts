/**
 * Field tables: one list of keys from which the TypeScript type, the reader, the JSON Schema and the
 * documentation are taken.
 */
import { nearest } from '../diagnostic/index.js';
import type { Path } from '../diagnostic/index.js';
import { last } from './kind.js';
import type { JsonSchema, Kind, Report } from './kind.js';
import { describe, isMapping, quote } from './value.js';
import type { Value } from './value.js';

export interface Field<T, R extends boolean = boolean> {
  readonly kind: Kind<T>;
  readonly required: R;
  /** What the key means, for the documentation and the editor. */
  readonly doc: string;
}

export type Table = Readonly<Record<string, Field<unknown>>>;

type Simplify<T> = { [K in keyof T]: T[K] };

/** The TypeScript type of what a table reads: required keys are there, optional ones may be missing. */
export type TypeOf<T extends Table> = Simplify<
  { readonly [K in keyof T as T[K]['required'] extends true ? K : never]: ValueOf<T[K]> } & {
    readonly [K in keyof T as T[K]['required'] extends true ? never : K]?: ValueOf<T[K]>;
  }
>;
type ValueOf<F> = F extends Field<infer T> ? T : never;

export function required<T>(kind: Kind<T>, doc: string): Field<T, true> {
  return { kind, required: true, doc };
}

export function optional<T>(kind: Kind<T>, doc: string): Field<T, false> {
  return { kind, required: false, doc };
}

interface ReadOptions {
  /** Keys that are not in the table are passed over in silence (removed content keeps old keys). */
  readonly ignoreUnknown?: boolean;
}

/**
 * What could be read of a mapping. `complete`: nothing was refused. `usable`: every required key has
 * a value, be it one that was salvaged from a refused one.
 */
export type Reading<T extends Table> =
  | { readonly usable: true; readonly complete: boolean; readonly value: TypeOf<T> }
  | { readonly usable: false; readonly complete: false; readonly value: Partial<TypeOf<T>> };

/**
 * Reads a mapping by its table and reports every fault, not just the first. An optional key without a
 * value (`null`) is as good as missing, except where a list is asked for.
 */
export function readTable<T extends Table>(
  table: T,
  value: Value,
  path: Path,
  report: Report,
  options: ReadOptions = {},
): Reading<T> {
  if (!isMapping(value)) {
    report('M103', path, `${last(path)} is ${describe(value)}, not a mapping`, 'Write `key: value` lines.');
    return { value: {}, complete: false, usable: false };
  }
  let complete = true;
  let usable = true;
  const counted: Report = (...fault) => {
    complete = false;
    report(...fault);
  };
  if (!options.ignoreUnknown) reportUnknown(table, value.keys(), path, counted);
  const read: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(table)) {
    const found = value.get(key);
    if (found === undefined || (found === null && isOptional(field))) {
      if (field.required) counted('M101', path, `the key ${key} is missing`, `Add ${key}: ${field.doc}`);
      usable &&= !field.required;
      continue;
    }
    const taken = field.kind.read(found, [...path, key], counted) ?? field.kind.salvage?.(found);
    if (taken !== undefined) read[key] = taken;
    else usable &&= !field.required;
  }
  return { value: read, complete, usable } as Reading<T>;
}

function isOptional(field: Field<unknown>): boolean {
  return !field.required && field.kind.schema['type'] !== 'array';
}

function reportUnknown(table: Table, keys: Iterable<string>, path: Path, report: Report): void {
  for (const key of keys) {
    if (Object.hasOwn(table, key)) continue;
    report('M102', [...path, key], `the key ${quote(key)} is not known here`, () => {
      const meant = nearest(key, Object.keys(table));
      return meant && `Did you mean ${meant}?`;
    });
  }
}

/** A mapping of its own table, as the value of a field. */
export function record<T extends Table>(table: T): Kind<TypeOf<T>> {
  return {
    name: `mapping of ${Object.keys(table).join(', ')}`,
    schema: schemaOf(table),
    read(value, path, report) {
      const reading = readTable(table, value, path, report);
      return reading.complete ? reading.value : undefined;
    },
    salvage(value) {
      const reading = readTable(table, value, [], () => undefined);
      return reading.usable ? reading.value : undefined;
    },
  };
}

export function schemaOf(table: Table): JsonSchema {
  const fields = Object.entries(table);
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(([, field]) => field.required).map(([key]) => key),
    properties: Object.fromEntries(
      fields.map(([key, field]) => [key, { ...field.kind.schema, description: field.doc }]),
    ),
  };
}
