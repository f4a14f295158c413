/**
 * Characters that a reader cannot see or takes for others. An entry is read by people who decide by it what is hidden: it has to
 * be what it looks like (Unicode Technical Report 36, "Unicode Security Considerations", sections 2 and 3).
 */

/** What is wrong with a text that is read by people only; it completes "<field> ...". */
export function faultOfHidden(text: string): string | undefined {
  const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.exec(text)?.[0];
  return hidden === undefined ? undefined : `holds ${codePoint(hidden)}, which cannot be seen or printed`;
}

/** What is wrong with the characters of a text that values are compared with. */
export function faultOfCharacters(text: string): string | undefined {
  const hidden = faultOfHidden(text);
  if (hidden !== undefined) return hidden;
  const other = Array.from(text).find((character) => character.normalize('NFKC') !== character);
  if (other !== undefined) return `holds ${codePoint(other)}, which looks like ${JSON.stringify(other.normalize('NFKC'))} and is not`;
  if (text.normalize('NFC') !== text) return 'holds letters and their marks as characters of their own: write them composed (NFC)';
  const word = mixedWord(text);
  return word === undefined ? undefined : `mixes letters of several alphabets in ${JSON.stringify(word.slice(0, 40))}: one of them looks like another`;
}

/** The alphabets whose letters pass for each other. */
const ALPHABETS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u];

function mixedWord(text: string): string | undefined {
  const words = text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.find((word) => ALPHABETS.filter((alphabet) => alphabet.test(word)).length > 1);
}

function codePoint(character: string): string {
  return `the character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
