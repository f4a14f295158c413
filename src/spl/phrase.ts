/** Words and phrases of a search in the raw text of an event, as the index divides it (segmenters.conf). */
import { literalLength } from '../match/index.js';

const MAJOR = /[\s[\]<>(){}|!;,'"*?&+]/;
const MINOR = /[/:=@.\-$#%\\_]/;

/**
 * Found where its ends meet breaks: major ones for TERM, minor ones too for all else, so that `bitsadmin` is in
 * `C:\bitsadmin.exe`, and `bits` is not. `*` stands for text without a major break. Letter case matters in CASE only.
 */
export function compilePhrase(value: string, directive: 'CASE' | 'TERM' | undefined): (raw: string) => boolean {
  const fold = directive === 'CASE' ? (text: string) => text : (text: string) => text.toLowerCase();
  const breaks = (c: string): boolean => c === '' || MAJOR.test(c) || (directive !== 'TERM' && MINOR.test(c));
  const parts = fold(value).split('*');
  if (literalLength(value) === 0) return (raw) => raw !== '';
  return (raw) => findParts(fold(raw), parts, breaks);
}

/** Tries each place of the first literal part; the parts behind follow as near as they can. */
function findParts(raw: string, parts: readonly string[], breaks: (c: string) => boolean): boolean {
  const first = parts.findIndex((part) => part !== '');
  const head = parts[first] ?? '';
  for (let at = raw.indexOf(head); at >= 0; at = raw.indexOf(head, at + 1)) {
    if (first === 0 && !breaks(raw.charAt(at - 1)) && !breaks(head.charAt(0))) continue;
    if (endsWell(raw, at + head.length, parts.slice(first + 1), breaks)) return true;
  }
  return false;
}

function endsWell(raw: string, from: number, parts: readonly string[], breaks: (c: string) => boolean): boolean {
  let at = from;
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    if (part === '') {
      if (last) return true;
      continue;
    }
    const next = last ? lastFit(raw, at, part, breaks) : within(raw, at, part);
    if (next < 0) return false;
    at = next + part.length;
  }
  return breaks(raw.charAt(at)) || breaks(raw.charAt(at - 1));
}

/** The part behind a star, in the same word. */
function within(raw: string, at: number, part: string): number {
  const next = raw.indexOf(part, at);
  return next >= 0 && !MAJOR.test(raw.slice(at, next)) ? next : -1;
}

/** The part that ends the word. */
function lastFit(raw: string, at: number, part: string, breaks: (c: string) => boolean): number {
  for (let next = within(raw, at, part); next >= 0; next = within(raw, next + 1, part)) {
    if (breaks(raw.charAt(next + part.length))) return next;
    if (MAJOR.test(raw.charAt(next))) return -1;
  }
  return -1;
}
