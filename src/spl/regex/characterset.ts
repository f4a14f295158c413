/** Sets of characters by their numbers, and as the class that JavaScript reads. */
import { otherCases, otherCasesOf } from './lettercase.js';

export type Range = readonly [low: number, high: number];

export interface CharacterSet {
  readonly negated: boolean;
  /** In order, not touching. */
  readonly ranges: readonly Range[];
  /** Unicode properties as JavaScript writes them: `\p{Lu}`. */
  readonly properties: readonly string[];
}

const LAST = 0x10ffff;

export function setOf(ranges: readonly Range[], properties: readonly string[] = [], negated = false): CharacterSet {
  return { negated, ranges: merged(ranges), properties };
}

export function oneCharacter(code: number): CharacterSet {
  return { negated: false, ranges: [[code, code]], properties: [] };
}

function merged(ranges: readonly Range[]): Range[] {
  const found: [number, number][] = [];
  for (const [low, high] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else found.push([low, high]);
  }
  return found;
}

/** Every character outside the ranges. */
export function complement(ranges: readonly Range[]): Range[] {
  const gaps: Range[] = [];
  let from = 0;
  for (const [low, high] of merged(ranges)) {
    if (low > from) gaps.push([from, low - 1]);
    from = high + 1;
  }
  return from <= LAST ? [...gaps, [from, LAST]] : gaps;
}

/** The ranges with the other cases of their letters. */
export function foldedRanges(ranges: readonly Range[]): Range[] {
  const others = ranges.flatMap(([low, high]) => (low === high ? otherCases(low) : otherCasesOf(low, high)));
  return merged([...ranges, ...others.map((code): Range => [code, code])]);
}

/** Whether a character can be in both; of properties it is taken as possible. */
export function overlap(a: CharacterSet, b: CharacterSet): boolean {
  if (a.properties.length > 0 || b.properties.length > 0) return true;
  const [left, right] = [a, b].map(({ negated, ranges }) => (negated ? complement(ranges) : ranges));
  if (!left || !right) return false;
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const [[lowA, highA], [lowB, highB]] = [left[i] ?? [1, 0], right[j] ?? [1, 0]];
    if (lowA <= highB && lowB <= highA) return true;
    if (highA < highB) i++;
    else j++;
  }
  return false;
}

export function setText({ negated, ranges, properties }: CharacterSet): string {
  const [first] = ranges;
  if (!negated && properties.length === 0 && ranges.length === 1 && first && first[0] === first[1]) return codeText(first[0]);
  return `[${negated ? '^' : ''}${ranges.map(rangeText).join('')}${properties.join('')}]`;
}

function rangeText([low, high]: Range): string {
  if (low === high) return codeText(low);
  return low + 1 === high ? codeText(low) + codeText(high) : `${codeText(low)}-${codeText(high)}`;
}

/** A character by its number, safe anywhere in a pattern. */
function codeText(code: number): string {
  const c = String.fromCodePoint(code);
  if (/^[A-Za-z0-9_ !"#%&',:;<=>@`~]$/.test(c)) return c;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
