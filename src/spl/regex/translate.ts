/** PCRE patterns as regular expressions of JavaScript that match the same, or why there is none. */
import { isRisky } from './backtracking.js';
import { checkReferences, lostGroups } from './captures.js';
import { checkLookbehinds } from './lookbehind.js';
import { parsePattern } from './parse.js';
import { Unsayable } from './problem.js';
import { writePattern } from './write.js';

export interface TranslatedRegex {
  /** Flag `u`; letter case, lines and the dot are written out, since JavaScript cannot change them half-way. */
  readonly regex: RegExp;
  /** Names of the groups, in order. */
  readonly groups: readonly string[];
  /** For group n of the pattern, at index n, its number in `regex`; index 0 is the whole match. */
  readonly numbers: readonly number[];
  /** Groups without a name whose text JavaScript may lose, where PCRE keeps that of a round before. */
  readonly lost: readonly number[];
  /**
   * A loop of the pattern can take one text in two ways, so that time may double with each character of a hostile text
   * that fails behind the loop. Time that grows with a power of the length is not called so. This is found by looking at
   * the pattern; nothing here limits time: who runs the regex does, and limits the length of texts.
   */
  readonly risky: boolean;
}

export interface RegexProblem {
  readonly problem: string;
  /** Offset in the pattern, in UTF-16 units. */
  readonly at: number;
}

/** Longer patterns are nobody's. */
const LONGEST = 20_000;

/** PCRE2 as of 10.42, with UTF and without UCP (pcre2pattern(3)). Total, and linear but for the look at loops, which is bounded. */
export function translateRegex(pattern: string): TranslatedRegex | RegexProblem {
  if (pattern.length > LONGEST) return { problem: `a regex of more than ${LONGEST} characters is not run`, at: LONGEST };
  try {
    return translate(pattern);
  } catch (error) {
    if (error instanceof Unsayable) return { problem: error.message, at: error.at };
    if (error instanceof SyntaxError) return { problem: `JavaScript cannot say it: ${error.message.slice(-80)}`, at: 0 };
    throw error;
  }
}

function translate(pattern: string): TranslatedRegex {
  const parsed = parsePattern(pattern);
  const { tree, names } = parsed;
  checkLookbehinds(tree);
  checkReferences(tree);
  const lost = lostGroups(tree);
  const lostName = [...names].find(([, number]) => lost.has(number))?.[0];
  if (lostName !== undefined) throw new Unsayable(`what the group ${lostName} holds after its loop cannot be said`, 0);
  const { source, numbers } = writePattern(parsed);
  const regex = new RegExp(source, 'u');
  // Compiled at first use, once for each width of characters: too large is a SyntaxError then.
  for (const text of ['', '\u0100']) regex.test(text);
  return { regex, groups: [...names.keys()], numbers, lost: [...lost], risky: isRisky(tree) };
}
