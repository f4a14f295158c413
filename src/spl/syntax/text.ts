/** Strings and field names as they are written, and back. */

/**
 * The text of a string token, quotes taken off: a backslash before `"` or itself goes, and stays before all else
 * (Search Manual, "Quotes and escaping"): `\s` is `\s`, and so is `\\s`. A regex keeps its `\|`.
 */
export function unescapeString(written: string): string {
  return unquote(written).replace(/\\(["\\])/g, '$1');
}

/** In the terms of a search, quoted or not, a backslash escapes the pipe too. */
export function unescapeTerm(written: string): string {
  return unquote(written).replace(/\\(["|\\])/g, '$1');
}

function unquote(written: string): string {
  if (!written.startsWith('"')) return written;
  return written.slice(1, written.endsWith('"') && written.length > 1 ? -1 : undefined);
}

/** As both kinds of string are read. */
export function quoteString(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

const PLAIN = /^[\p{L}_][\p{L}\p{N}_{}@#:]*$/u;
const WORDS: ReadonlySet<string> = new Set(['AND', 'OR', 'XOR', 'NOT', 'LIKE', 'IN']);

/** A field name as an expression writes it. */
export function fieldText(name: string): string {
  return PLAIN.test(name) && !WORDS.has(name.toUpperCase()) ? name : `'${name}'`;
}

/** A field name as the arguments of a command write it. */
export function nameText(name: string): string {
  return /^[^\s"'|[\](),=<>!`]+$/.test(name) && !WORDS.has(name.toUpperCase()) ? name : quoteString(name);
}
