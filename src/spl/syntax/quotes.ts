/**
 * Where a double quote is missing. A quote that is not closed is noticed at the end of the text, far from where it
 * is missing; behind that place, what stands between quotes and what does not are exchanged, which shows.
 */
import type { SyntaxProblem } from '../codes.js';
import { lex } from './lexer.js';
import type { Token } from './lexer.js';

/** A pipe and the begin of a command: strings seldom hold one. */
const COMMAND = /\|\s*(?:`|[a-z]{2,}\b)/gi;

/** Of a text with an odd number of quotes: the first command with an odd number, and in it the first string that looks inverted. */
export function missingQuote(text: string): SyntaxProblem {
  const begins = [0, ...[...text.matchAll(COMMAND)].map(({ index }) => index)];
  for (const [i, start] of begins.entries()) {
    const end = begins[i + 1] ?? text.length;
    if (countQuotes(text.slice(start, end)) % 2 === 1) return within(text, start, end);
  }
  return within(text, 0, text.length);
}

function countQuotes(text: string): number {
  return (text.replace(/\\[\s\S]/g, '').match(/"/g) ?? []).length;
}

function within(text: string, start: number, end: number): SyntaxProblem {
  const strings = lex(text.slice(start, end)).filter(({ kind }) => kind === 'string').map((token) => ({ ...token, start: token.start + start, end: token.end + start }));
  const suspect = strings.find((token) => looksInverted(text, token)) ?? strings.at(-1);
  return { code: 'S101', message: 'a double quote is not closed', start: suspect?.start ?? start, end: suspect ? Math.min(suspect.end, suspect.start + 60) : end };
}

/** Opens behind a letter, closes before one, or holds what stands between strings. */
function looksInverted(text: string, { text: written, start, end }: Token): boolean {
  if (/[\w*.\\/)-]/.test(text.charAt(start - 1))) return true;
  if (/[\w*\\]/.test(text.charAt(end)) && !/^(?:AND|OR|by)\b/i.test(text.slice(end, end + 4))) return true;
  return /^"(?:\s*[,)]|\s+(?:OR|AND|by|as|NOT)\b|\s*\|)/i.test(written) || /(?:[=(,]\s*|\b(?:OR|AND|as)\s+)"$/.test(written);
}
