/**
 * Wildcards as SPL's `search` and lookups have them: `*` stands for any text, nothing else is special,
 * and a star cannot be escaped. Matched without RegExp and without going back: the text is walked once, whatever
 * the number of stars. (A literal of m characters can cost its search m steps a character at worst: callers bound it.)
 */
export interface CaseRule {
  readonly caseSensitive: boolean;
}

/** Decides about the pattern once; the function returned is for many texts. */
export function compileWildcard(pattern: string, { caseSensitive }: CaseRule): (text: string) => boolean {
  const fold = caseSensitive ? (text: string) => text : lowerCase;
  const parts = fold(pattern).split('*');
  const first = parts[0] ?? '';
  if (parts.length === 1) return (text) => fold(text) === first;
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1).filter((part) => part !== '');
  return (text) => matches(fold(text), first, middle, last);
}

/** Letter by letter, so that parts of a text fold as the whole does: a sigma at the end of a word would not. */
function lowerCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}

/** The leftmost place for each part in turn is always the best one, so that nothing is tried twice. */
function matches(text: string, first: string, middle: readonly string[], last: string): boolean {
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of middle) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}

/** How many characters of a pattern stand for themselves. */
export function literalLength(pattern: string): number {
  return pattern.replaceAll('*', '').length;
}
