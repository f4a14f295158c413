/**
 * The syntax of a command's arguments, written once: what reads them, prints them, and tells people their usage. Parts
 * are put together as the Search Reference writes them; the type of the arguments follows.
 */
import { suggestion } from './cursor.js';
import type { Cursor } from './cursor.js';
import { printExpression, readExpression } from './expression.js';
import type { Expression } from './expression.js';
import type { Search } from './search.js';
import { printTerms, readTerms } from './terms.js';
import type { Terms } from './terms.js';
import { nameText, quoteString, unescapeString } from './text.js';

export interface Syntax<T> {
  /** As the Search Reference writes it: `<field> [, <field>]…`. */
  readonly usage: string;
  /** Whether it can begin at the cursor. */
  begins(cursor: Cursor): boolean;
  /** Throws a Fault where what stands there does not follow the syntax. */
  read(cursor: Cursor): T;
  /** Text that reads as the same value. Empty for what needs not be written. */
  print(value: T): string;
}

export type ValueOf<S> = S extends Syntax<infer T> ? T : never;

/** An option `name=value`, in any place among a command's arguments. */
interface Options<T> extends Syntax<T> {
  readonly table: Readonly<Record<string, Syntax<unknown>>>;
}

type OptionValues<T> = { readonly [K in keyof T]?: ValueOf<T[K]> };

export function options<T extends Readonly<Record<string, Syntax<unknown>>>>(table: T): Options<OptionValues<T>> {
  const entries = Object.entries(table);
  return {
    table,
    usage: entries.map(([name, { usage }]) => `[${name}=${usage}]`).join(' '),
    begins: () => true,
    read: () => ({}),
    print: (values) => {
      const found = new Map<string, unknown>(Object.entries(values));
      return entries.flatMap(([name, syntax]) => (found.has(name) ? [`${name}=${syntax.print(found.get(name))}`] : [])).join(' ');
    },
  };
}

function isOptions(syntax: Syntax<unknown>): syntax is Options<unknown> {
  return 'table' in syntax;
}

type Members = Readonly<Record<string, Syntax<unknown>>>;
type SequenceOf<T extends Members> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** One after the other, in the order of the keys. Options among them may be written anywhere between. */
export function sequence<T extends Members>(members: T): Syntax<SequenceOf<T>> {
  const entries = Object.entries(members);
  const optionsEntry = entries.find(([, syntax]) => isOptions(syntax));
  const table = optionsEntry && isOptions(optionsEntry[1]) ? optionsEntry[1].table : {};
  return {
    usage: entries.map(([, { usage }]) => usage).filter((usage) => usage !== '').join(' '),
    begins: (cursor) => entries.length === 0 || (entries[0]?.[1].begins(cursor) ?? false),
    read: (cursor) => {
      const values: Record<string, unknown> = {};
      const found: Record<string, unknown> = {};
      for (const [name, syntax] of entries) {
        if (optionsEntry) readOptions(cursor, table, found);
        values[name] = isOptions(syntax) ? found : syntax.read(cursor);
      }
      if (optionsEntry) readOptions(cursor, table, found);
      return values as SequenceOf<T>;
    },
    print: (values) => {
      const found = new Map<string, unknown>(Object.entries(values));
      return entries.map(([name, syntax]) => syntax.print(found.get(name))).filter((text) => text !== '').join(' ');
    },
  };
}

/** What is written with `=` must be an option that the command has; a macro may stand for any number of them. */
function readOptions(cursor: Cursor, table: Readonly<Record<string, Syntax<unknown>>>, found: Record<string, unknown>): void {
  for (;;) {
    const macro = cursor.peek();
    if (macro?.kind === 'macro' && !cursor.isAssignment()) {
      cursor.macros.push(cursor.take());
      continue;
    }
    if (!cursor.isAssignment()) return;
    const token = cursor.take();
    const name = token.text.toLowerCase();
    if (!Object.hasOwn(table, name)) cursor.fail('S203', `there is no option ${token.text}${suggestion(name, Object.keys(table))}`, token);
    cursor.take();
    if (cursor.is('macro')) cursor.macros.push(cursor.take());
    else found[name] = table[name]?.read(cursor);
    cursor.takeIf('comma');
  }
}

export function optional<T>(syntax: Syntax<T>): Syntax<T | undefined> {
  return {
    usage: `[${syntax.usage}]`,
    begins: () => true,
    read: (cursor) => (!cursor.done && syntax.begins(cursor) ? syntax.read(cursor) : undefined),
    print: (value) => (value === undefined ? '' : syntax.print(value)),
  };
}

/** Behind a word such as BY; the word in any case. */
export function after<T>(word: string, syntax: Syntax<T>, ...synonyms: readonly string[]): Syntax<T> {
  const words = [word, ...synonyms];
  return {
    usage: `${word.toUpperCase()} ${syntax.usage}`,
    begins: (cursor) => cursor.isWord(...words),
    read: (cursor) => {
      const token = cursor.peek();
      if (!cursor.takeWord(...words)) return cursor.fail('S202', `${word.toUpperCase()} is missing`);
      if (cursor.done) cursor.fail('S202', `something is missing behind ${token?.text ?? word}`, token);
      return syntax.read(cursor);
    },
    print: (value) => `${word} ${syntax.print(value)}`,
  };
}

/** The first whose beginning fits. The value says which it was by its shape. */
export function either<A, B>(first: Syntax<A>, second: Syntax<B>, isFirst: (value: A | B) => value is A): Syntax<A | B> {
  return {
    usage: `(${first.usage} | ${second.usage})`,
    begins: (cursor) => first.begins(cursor) || second.begins(cursor),
    read: (cursor) => (first.begins(cursor) ? first.read(cursor) : second.read(cursor)),
    print: (value) => (isFirst(value) ? first.print(value) : second.print(value)),
  };
}

/** At least one, divided by commas or blanks, until another thing begins. */
export function many<T>(syntax: Syntax<T>, { stop = [], comma = 'optional' }: { readonly stop?: readonly string[]; readonly comma?: 'optional' | 'needed' } = {}): Syntax<readonly T[]> {
  const more = (cursor: Cursor): boolean => !cursor.done && !cursor.isWord(...stop) && syntax.begins(cursor);
  return {
    usage: `${syntax.usage}${comma === 'needed' ? `[, ${syntax.usage}]…` : ` [${syntax.usage}]…`}`,
    begins: more,
    read: (cursor) => {
      if (!more(cursor)) cursor.fail('S202', `${syntax.usage} is missing`);
      const values = [syntax.read(cursor)];
      for (;;) {
        const divider = cursor.takeIf('comma');
        // Splunk takes any number of commas, behind the last item too; searches that run in the field have them.
        while (divider && comma === 'optional' && cursor.takeIf('comma'));
        if (divider && comma === 'needed' && !more(cursor)) cursor.fail('S202', `${syntax.usage} is missing behind the comma`, divider);
        if ((!divider && comma === 'needed') || !more(cursor)) return values;
        values.push(syntax.read(cursor));
      }
    },
    print: (values) => values.map((value) => syntax.print(value)).join(comma === 'needed' ? ', ' : ' '),
  };
}

interface Scalar<T> {
  readonly usage: string;
  /** Nothing where the text is no such value. */
  readonly parse: (text: string) => T | undefined;
  readonly print: (value: T) => string;
}

/** One word or string. */
function scalar<T>({ usage, parse, print }: Scalar<T>): Syntax<T> {
  const here = (cursor: Cursor): T | undefined => {
    const token = cursor.peek();
    if (token?.kind === 'word') return parse(token.text);
    return token?.kind === 'string' && token.closed ? parse(unescapeString(token.text)) : undefined;
  };
  return {
    usage,
    begins: (cursor) => here(cursor) !== undefined,
    read: (cursor) => {
      const value = here(cursor);
      if (value === undefined) {
        const token = cursor.peek();
        return cursor.fail(token ? 'S204' : 'S202', token ? `${token.text.slice(0, 60)} is no ${usage}` : `${usage} is missing`);
      }
      cursor.take();
      return value;
    },
    print,
  };
}

const TRUTH: ReadonlyMap<string, boolean> = new Map([['true', true], ['t', true], ['1', true], ['yes', true], ['y', true], ['false', false], ['f', false], ['0', false], ['no', false], ['n', false]]);

export const bool = scalar({ usage: '<bool>', parse: (text) => TRUTH.get(text.toLowerCase()), print: (value) => (value ? 'true' : 'false') });

export const integer = scalar({ usage: '<int>', parse: (text) => (/^[+-]?\d+$/.test(text) ? Number(text) : undefined), print: String });

export const number = scalar({ usage: '<num>', parse: (text) => (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined), print: String });

/** A length of time or of values: `5m`, `100`, `1d@d`, `2log5`. */
export const span = scalar({ usage: '<span>', parse: (text) => (/^-?[\d.]+[a-z0-9.]*(?:@[a-z0-9+-]+)?$/i.test(text) || /^(?:log\d+|auto)$/i.test(text) ? text : undefined), print: nameText });

export const text = scalar({ usage: '<string>', parse: (value) => value, print: (value) => quoteString(value) });

export function choice<T extends string>(...values: readonly T[]): Syntax<T> {
  return scalar({ usage: `(${values.join(' | ')})`, parse: (written) => values.find((value) => value === written.toLowerCase()), print: (value) => value });
}

/** A word that is there or not. */
export function flag(word: string): Syntax<boolean> {
  return {
    usage: `[${word}]`,
    begins: () => true,
    read: (cursor) => cursor.takeWord(word.toLowerCase()),
    print: (value) => (value ? word : ''),
  };
}

const RESERVED: ReadonlySet<string> = new Set(['by', 'as', 'where', 'groupby', 'output', 'outputnew', 'over', 'with']);

/** A field's name, bare or in quotes; `*` in it where the command takes wildcards. */
export const field: Syntax<string> = {
  usage: '<field>',
  begins: (cursor) => {
    const token = cursor.peek();
    if (token?.kind === 'word') return !RESERVED.has(token.text.toLowerCase()) && !cursor.isAssignment();
    return token?.kind === 'string' || token?.kind === 'quoted' || token?.kind === 'macro';
  },
  read: (cursor) => {
    if (!field.begins(cursor)) return cursor.fail('S202', 'a field is missing');
    const token = cursor.take();
    if (token.kind === 'macro') cursor.macros.push(token);
    if (token.kind === 'quoted') return token.text.slice(1, -1);
    const name = unescapeString(token.text);
    return token.kind === 'word' ? name + readCall(cursor, token.end) : name;
  },
  print: (name) => (/^`[^`]*`$/.test(name) ? name : nameText(name)),
};

/** The columns of statistical functions have parentheses in their names: `count(user)`, which may be written without quotes. */
function readCall(cursor: Cursor, end: number): string {
  const open = cursor.peek();
  if (open?.kind !== 'lparen' || open.start !== end) return '';
  cursor.take();
  while (!cursor.done && !cursor.is('rparen')) cursor.take();
  const close = cursor.takeIf('rparen') ?? cursor.fail('S104', 'a ( is not closed', open);
  return cursor.text.slice(open.start, close.end);
}

export const fields = many(field, { stop: ['by', 'output', 'outputnew', 'as', 'where', 'sortby'] });

export const expression: Syntax<Expression> = {
  usage: '<expression>',
  begins: (cursor) => !cursor.done,
  read: readExpression,
  print: (value) => printExpression(value),
};

/** Terms of a search up to one of the words; none where the command may stand without. */
export function terms(...stop: readonly string[]): Syntax<Terms | undefined> {
  return {
    usage: '<search-expression>',
    begins: (cursor) => !cursor.done && !cursor.isWord(...stop),
    read: (cursor) => readTerms(cursor, stop),
    print: (value) => (value ? printTerms(value) : ''),
  };
}

export const subsearch: Syntax<Search> = {
  usage: '[<subsearch>]',
  begins: (cursor) => cursor.is('open'),
  read: (cursor) => cursor.takeSubsearch(),
  print: (search) => `[${printSearch(search)}]`,
};

/** A search that begins with another command than search begins with a pipe. */
export function printSearch({ stages }: Search): string {
  const text = stages.map((stage) => stage.print()).join(' | ');
  return stages[0]?.name === 'search' || stages.length === 0 ? text : `| ${text}`;
}

/** In parentheses. */
export function enclosed<T>(syntax: Syntax<T>): Syntax<T> {
  return {
    usage: `(${syntax.usage})`,
    begins: (cursor) => cursor.is('lparen'),
    read: (cursor) => {
      cursor.expect('lparen', '(');
      const value = syntax.read(cursor);
      if (!cursor.takeIf('rparen')) cursor.fail('S104', 'a ) is missing here');
      return value;
    },
    print: (value) => `(${syntax.print(value)})`,
  };
}
