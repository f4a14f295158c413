/**
 * Kinds: what a field may hold. Each knows how to read a value, its JSON Schema and its name in the
 * documentation, so that YAML, REST and editors are told the same thing by one definition.
 *
 * Reading is as lenient as Splunk's own tools are with YAML (a version "3" in quotes is the number 3,
 * "false" in quotes is a truth value), and no more: a number is never taken for a text.
 */
import { nearest } from '../diagnostic/index.js';
import type { Hint, Path } from '../diagnostic/index.js';
import type { ModelCode } from './codes.js';
import { describe, isList, isMapping, quote } from './value.js';
import type { Value } from './value.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Told of each fault, with the path of the value below the document's root. */
export type Report = (code: ModelCode, path: Path, message: string, hint?: Hint) => void;

export interface Kind<T> {
  /** In the documentation: `text`, `list of text`, … */
  readonly name: string;
  readonly schema: JsonSchema;
  /** The value, or `undefined` after at least one report. */
  readonly read: (value: Value, path: Path, report: Report) => T | undefined;
  /** What can still be made of a value that `read` refused, for output that is to be complete all the same. */
  readonly salvage?: (value: Value) => T | undefined;
}

interface TextLimits {
  readonly min?: number;
  readonly max?: number;
}

/** Longest text of any field, in UTF-16 units: a long search has 20,000. */
const LONGEST_TEXT = 100_000;

/** A text of `min` (0) to `max` (100,000) UTF-16 units. */
export function text(limits: TextLimits = {}): Kind<string> {
  const { min = 0, max = LONGEST_TEXT } = limits;
  return {
    name: 'text',
    schema: { type: 'string', ...(min > 0 && { minLength: min }), maxLength: max },
    read(value, path, report) {
      const found = readText(value, path, report);
      if (found === undefined) return undefined;
      if (found.length < min || found.length > max) {
        const wanted = found.length < min ? `at least ${min}` : `at most ${max}`;
        report('M106', path, `${last(path)} has ${found.length} characters, ${wanted} are asked for`);
        return undefined;
      }
      return found;
    },
    salvage: asText,
  };
}

/** A text that `pattern` matches whole; `form` says to people what is asked for. */
export function pattern(form: string, regex: RegExp, max = 2_000): Kind<string> {
  return {
    name: form,
    schema: { type: 'string', pattern: regex.source, maxLength: max },
    read(value, path, report) {
      const found = readText(value, path, report);
      if (found === undefined) return undefined;
      if (found.length > max || !regex.test(found)) {
        report('M105', path, `${last(path)} is ${quote(found)}, not ${form}`, `Write ${form}.`);
        return undefined;
      }
      return found;
    },
    salvage: asText,
  };
}

export const uuid = strict(pattern(
  'a UUID such as 1e25e97a-8ea4-11ec-9767-acde48001122',
  /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
));

export const url = pattern('a web address (https://…)', /^https?:\/\/[^\s/?#]+[^\s]*$/);

/** A kind whose refused values are of no use to anybody: ids, and what becomes part of a file name. */
export function strict<T>(kind: Kind<T>): Kind<T> {
  return { name: kind.name, schema: kind.schema, read: kind.read };
}

function asText(value: Value): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A calendar day, kept as its text `YYYY-MM-DD`. */
export const date: Kind<string> = {
  name: 'a day as YYYY-MM-DD',
  schema: { type: 'string', format: 'date' },
  read(value, path, report) {
    const found = readText(value, path, report);
    if (found === undefined) return undefined;
    const day = /^\d{4}-\d{2}-\d{2}$/.test(found) ? new Date(`${found}T00:00:00Z`) : undefined;
    if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== found) {
      report('M105', path, `${last(path)} is ${quote(found)}, not a day as YYYY-MM-DD`, 'Write a day as YYYY-MM-DD.');
      return undefined;
    }
    return found;
  },
};

/** A whole number from `min` to `max`. */
export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Kind<number> {
  const range = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `${min} to ${max}`;
  return {
    name: `whole number, ${range}`,
    schema: { type: 'integer', minimum: min, ...(max < Number.MAX_SAFE_INTEGER && { maximum: max }) },
    read(value, path, report) {
      const found = typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value) ? Number(value) : value;
      if (typeof found !== 'number' || !Number.isInteger(found)) {
        report('M103', path, `${last(path)} is ${describe(value)}, not a whole number`, `Write a whole number, ${range}.`);
        return undefined;
      }
      if (found < min || found > max) {
        report('M106', path, `${last(path)} is ${found}, allowed is ${range}`);
        return undefined;
      }
      return found;
    },
  };
}

const TRUE = ['true', 'yes', 'on', 't', 'y', '1'];
const FALSE = ['false', 'no', 'off', 'f', 'n', '0'];

/** A truth value; the words and digits that YAML writers use for one are understood. */
export const flag: Kind<boolean> = {
  name: 'true or false',
  schema: { type: 'boolean' },
  read(value, path, report) {
    if (typeof value === 'boolean') return value;
    const word = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
    if (TRUE.includes(word)) return true;
    if (FALSE.includes(word)) return false;
    report('M103', path, `${last(path)} is ${describe(value)}, not true or false`, 'Write true or false.');
    return undefined;
  },
};

/** One of a closed list of words. */
export function choice<const T extends string>(values: readonly T[]): Kind<T> {
  const allowed = new Set<string>(values);
  return {
    name: values.length <= 8 ? values.join(', ') : `one of ${values.length} words`,
    schema: { enum: values },
    read(value, path, report) {
      const found = readText(value, path, report);
      if (found === undefined) return undefined;
      if (!allowed.has(found)) {
        report('M104', path, `${last(path)} is ${quote(found)}, which is not allowed here`, () => {
          const meant = nearest(found, values);
          const listed = values.length <= 12 ? `Allowed: ${values.join(', ')}.` : undefined;
          return meant ? `Did you mean ${quote(meant)}?` : listed;
        });
        return undefined;
      }
      return found as T;
    },
    // Foreign content may use a word that came after our list; what is written from it is text.
    salvage: (value) => asText(value) as T | undefined,
  };
}

/** A text with `$field$` tokens, as Enterprise Security fills them in: `$` balanced, at least one token, no blanks in it. */
export const message: Kind<string> = {
  name: 'text with $field$ tokens',
  schema: { type: 'string', pattern: '^[^$]*(\\$[^$\\s]+\\$[^$]*)+$', maxLength: LONGEST_TEXT },
  read(value, path, report) {
    const found = readText(value, path, report);
    if (found === undefined) return undefined;
    const fault = faultOfTokens(found);
    if (fault) {
      report('M107', path, `${last(path)} ${fault}`);
      return undefined;
    }
    return found;
  },
};

/** The field names between the `$` of a message, in order, each once. */
export function tokensOf(messageText: string): string[] {
  return [...new Set(messageText.split('$').filter((_, index) => index % 2 === 1))];
}

function faultOfTokens(found: string): string | undefined {
  const parts = found.split('$');
  if (parts.length % 2 === 0) return 'has an odd number of $ signs';
  if (parts.length === 1) return 'has no $field$ token';
  const bad = parts.find((part, index) => index % 2 === 1 && (part === '' || /\s/.test(part)));
  return bad === undefined ? undefined : `has ${bad === '' ? 'an empty token' : `a blank in the token ${quote(`$${bad}$`)}`}`;
}

interface ListLimits {
  readonly min?: number;
  readonly max?: number;
}

/** A list of `min` (0) to `max` (10,000) entries of one kind. */
export function list<T>(of: Kind<T>, limits: ListLimits = {}): Kind<readonly T[]> {
  const { min = 0, max = 10_000 } = limits;
  return {
    name: `list of ${of.name}`,
    schema: { type: 'array', items: of.schema, ...(min > 0 && { minItems: min }), maxItems: max },
    read(value, path, report) {
      if (!isList(value)) {
        report('M103', path, `${last(path)} is ${describe(value)}, not a list`, 'Write a list: one `- entry` a line.');
        return undefined;
      }
      if (value.length < min || value.length > max) {
        const wanted = value.length < min ? `at least ${min}` : `at most ${max}`;
        report('M106', path, `${last(path)} has ${value.length} entries, ${wanted} are asked for`);
        return undefined;
      }
      const read = value.map((entry, index) => of.read(entry, [...path, index], report));
      return read.every((entry) => entry !== undefined) ? read : undefined;
    },
    salvage(value) {
      if (!isList(value)) return undefined;
      const silent: Report = () => undefined;
      const entries = value.slice(0, max).map((entry) => of.read(entry, [], silent) ?? of.salvage?.(entry));
      return entries.filter((entry) => entry !== undefined);
    },
  };
}

/** Anything; kept as it stands (free mappings such as a data source's field mappings). */
/** A mapping whose keys are the author's own, such as names of fields. */
export function entries<T>(of: Kind<T>): Kind<ReadonlyMap<string, T>> {
  return {
    name: `mapping of ${of.name}`,
    schema: { type: 'object', additionalProperties: of.schema },
    read(value, path, report) {
      if (!isMapping(value)) {
        report('M103', path, `${last(path)} is ${describe(value)}, not a mapping`, 'Write `key: value` lines.');
        return undefined;
      }
      const read = [...value].map(([key, entry]) => [key, of.read(entry, [...path, key], report)] as const);
      return read.every((entry): entry is readonly [string, T & {}] => entry[1] !== undefined) ? new Map(read) : undefined;
    },
  };
}

export const anything: Kind<Value> = { name: 'anything', schema: {}, read: (value) => value };

export function readText(value: Value, path: Path, report: Report): string | undefined {
  if (typeof value === 'string') return value;
  const hint = typeof value === 'number' || typeof value === 'boolean' ? 'Put the value in quotes.' : 'Write a text.';
  report('M103', path, `${last(path)} is ${describe(value)}, not a text`, hint);
  return undefined;
}

/** The name by which a finding speaks of a value: its key, with the index behind it for an entry of a list. */
export function last(path: Path): string {
  const end = path.at(-1);
  if (end === undefined) return 'the document';
  return typeof end === 'number' ? `entry ${end + 1} of ${last(path.slice(0, -1))}` : quoteKey(end);
}

function quoteKey(key: string): string {
  return /^\w{1,60}$/.test(key) ? key : quote(key);
}
