/** Patterns made at random, the same ones for the same seed: whatever can be put together, put together. */
import type { Question } from './pcre2test.js';

/** Numbers from 0 to 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LETTERS = ['a', 'b', 'c', 'A', 'B', 'k', 'K', 's', '1', '_', '-', ' ', 'é', 'É', 'ß', 'ſ', '\\.', '/'];
const ESCAPES = ['\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\h', '\\H', '\\v', '\\V', '\\N', '\\R', '.', '\\x41', '\\x{e9}', '\\t', '\\n', '\\e', '\\101', '\\Qa.\\E', '\\pL', '\\p{Lu}', '\\P{L}', '\\p{^Nd}', '\\p{Greek}'];
const ANCHORS = ['^', '$', '\\b', '\\B', '\\A', '\\z', '\\Z'];
const MODES = ['(?i)', '(?s)', '(?m)', '(?-i)', '(?x)', '(?U)', '(?im-s)', '(?#c)', '(?^)', '(?n)'];
// Not beside others in a class: \S, \W and [:^digit:], of which PCRE2 10.42 then forgets what is beyond U+00FF.
const MEMBERS = ['a', 'b', 'A-C', 'a-k', '0-9', '\\d', '\\s', '[:alpha:]', '[:punct:]', '[:upper:]', '[:lower:]', '\\-', '\\]', '.', 'é', 'à-ö', '\\h', '\\pL', '\\P{Lu}', '\\x{100}', '\\\\', '&&', '~', '{', '}', '(', '|'];
const OPENINGS = ['(', '(', '(?:', '(?:', '(?=', '(?!', '(?i:', '(?s-i:', '(?m:', '(?>', '(?<=', '(?<!'];
const QUANTIFIERS = ['*', '+', '?', '{2}', '{1,}', '{0,2}', '{,2}', '{1'];
const SUBJECT = ['a', 'b', 'c', 'A', 'B', 'k', 'K', 's', '1', '_', '-', ' ', 'é', 'É', 'ß', 'ſ', '\u212a', '.', '/', '\n', '\r', '\u2028', '\t', '\u0085', '\u00a0', 'Ω', '\\', '{', '\u{1f600}', ']'];

export function generatedQuestions(seed: number, count: number): Question[] {
  const random = randomNumbers(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const some = (most: number, make: () => string): string => Array.from({ length: 1 + Math.floor(random() * most) }, make).join('');
  let groups = 0;

  function atom(depth: number): string {
    const kind = random();
    if (kind < 0.4 || depth > 3) return pick(LETTERS);
    if (kind < 0.55) return pick(ESCAPES);
    if (kind < 0.65) return `[${random() < 0.3 ? '^' : ''}${some(3, () => pick(MEMBERS))}]`;
    if (kind < 0.7) return pick(ANCHORS);
    if (kind < 0.73) return pick(MODES);
    if (kind < 0.76 && groups > 0) return pick([`\\${1 + Math.floor(random() * groups)}`, '\\g{-1}']);
    const opening = kind < 0.79 ? `(?<n${groups}>` : pick(OPENINGS);
    if (opening === '(' || opening.startsWith('(?<n')) groups++;
    return `${opening}${alternatives(depth + 1)})`;
  }
  const piece = (depth: number): string => atom(depth) + (random() < 0.35 ? pick(QUANTIFIERS) + pick(['', '', '?', '+']) : '');
  const branch = (depth: number): string => some(4, () => piece(depth));
  const alternatives = (depth: number): string => (random() < 0.25 ? `${branch(depth)}|${branch(depth)}` : branch(depth));

  return Array.from({ length: count }, () => {
    groups = 0;
    const pattern = alternatives(0);
    const near = pattern.replace(/[\\()?*+^$|{}[\]]/g, '').slice(0, 8);
    return { pattern, texts: [near, ...Array.from({ length: 3 }, () => some(8, () => pick(SUBJECT)))] };
  });
}
