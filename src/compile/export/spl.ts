/** Searches as Splunk's builder must be able to read them: it finds macros and lookups by patterns, not by a parser. */
import { filterMacroOf } from '../../model/index.js';
import { lex, macroCalls } from '../../spl/index.js';

/** The search with blanks between macro calls and what touches them, and under the filter macro's new name. */
export function portableSearch(search: string, oldStem: string, newStem: string): string {
  const tokens = lex(search.trim());
  return tokens
    .map((token, index) => {
      if (token.kind !== 'macro') return token.text;
      const text = token.text === `\`${filterMacroOf(oldStem)}\`` ? `\`${filterMacroOf(newStem)}\`` : token.text;
      const glued = tokens[index + 1]?.kind === 'pipe' || tokens[index + 1]?.kind === 'macro';
      return glued ? `${text} ` : text;
    })
    .join('');
}

/** Names of macros that the builder will look for: calls without a blank inside. */
export function macroNames(spl: string): string[] {
  return macroCalls(spl).map(({ name }) => name);
}

/** Names of lookups that the builder will look for: the word behind the command and its options, comments included. */
export function lookupNames(spl: string): string[] {
  return [...spl.matchAll(/\b(?:lookup|inputlookup|outputlookup)\s+(?:\w+\s*=\s*\S+\s+)*["']?(\w+)/gi)].map((match) => match[1] ?? '');
}
