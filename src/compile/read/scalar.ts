/** Where a character of a scalar's value stands in the file: YAML folds lines, cuts indents and doubles quotes. */
import type { Scalar } from 'yaml';

/**
 * The offset in `text` of character `offset` of the scalar's value. Where quoting makes that
 * impossible to tell, the scalar's own start: a place that is coarse, never wrong.
 */
export function offsetInSource(text: string, node: Scalar, offset: number): number {
  const [start, end] = node.range ?? [0, 0];
  const value = typeof node.value === 'string' ? node.value : '';
  const reached = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
    ? inBlock(text, start, end, value, offset)
    : inFlow(text, start, end, offset, node.type);
  return reached !== undefined && (offset >= value.length || sameCharacter(text[reached], value[offset])) ? reached : start;
}

function sameCharacter(written: string | undefined, read: string | undefined): boolean {
  return written === read || written === '\\' || (read === ' ' && written === '\n');
}

/** Block texts: the words come in order, with other white space between them. */
function inBlock(text: string, start: number, end: number, value: string, offset: number): number | undefined {
  let at = text.indexOf('\n', start) + 1;
  for (let i = 0; i < offset && at < end; i++) {
    at = align(text, at, end, value[i]);
    at++;
  }
  return align(text, at, end, value[offset]);
}

/** Skips indents that the value does not have. */
function align(text: string, at: number, end: number, wanted: string | undefined): number {
  if (wanted === undefined || /\s/.test(wanted)) return at;
  let here = at;
  while (here < end && /\s/.test(text.charAt(here))) here++;
  return here;
}

/** Plain and quoted texts: line breaks fold to one blank (or to as many breaks as there are empty lines). */
function inFlow(text: string, start: number, end: number, offset: number, type: Scalar['type']): number | undefined {
  const quoted = type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE';
  let at = start + (quoted ? 1 : 0);
  for (let read = 0; read < offset && at < end; read++) at = afterCharacter(text, at, type);
  return at < end ? at : undefined;
}

/** The offset behind the character of the value that is written at `at`. */
function afterCharacter(text: string, at: number, type: Scalar['type']): number {
  const fold = /^[ \t]*\n[ \t\n]*/.exec(text.slice(at, at + 2_000));
  if (fold) return at + fold[0].length;
  if (type === 'QUOTE_SINGLE' && text.startsWith("''", at)) return at + 2;
  if (type === 'QUOTE_DOUBLE' && text[at] === '\\') {
    const long: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };
    return at + (long[text[at + 1] ?? ''] ?? 2);
  }
  return at + 1;
}
