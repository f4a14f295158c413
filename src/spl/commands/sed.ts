/** The two commands of sed that rex knows: `s/regex/replacement/flags` and `y/letters/letters/`. */
import { translateRegex } from '../regex/index.js';
import { refuse } from '../table.js';
import { charactersOf } from '../value.js';

/** Splits at the divider that the second character names; one behind a backslash divides nothing. */
function parts(script: string): string[] {
  const divider = script.charAt(1);
  const found: string[] = [];
  let part = '';
  for (let at = 2; at < script.length; at++) {
    if (script[at] === '\\' && at + 1 < script.length) part += script.charAt(at) + script.charAt(++at);
    else if (script[at] === divider) {
      found.push(part);
      part = '';
    } else part += script.charAt(at);
  }
  return [...found, part];
}

export function sedScript(script: string): (value: string) => string {
  const [from = '', to = '', flags = '', ...more] = parts(script.trim());
  if (more.length > 0 || script.length < 4) return refuse(`${script.slice(0, 60)} is no sed script`);
  if (script.startsWith('y')) return transliterate(from, to);
  return script.startsWith('s') ? substitute(from, to, flags) : refuse(`${script.slice(0, 60)} is no sed script`);
}

function substitute(pattern: string, replacement: string, flags: string): (value: string) => string {
  const translated = translateRegex(flags.includes('i') ? `(?i)${pattern}` : pattern);
  if ('problem' in translated) return refuse(`the regex ${pattern.slice(0, 80)}: ${translated.problem}`);
  const nth = /\d+/.exec(flags)?.[0];
  if (nth !== undefined && flags.includes('g')) return refuse('a sed script replaces the nth match or all');
  const regex = new RegExp(translated.regex.source, `${translated.regex.flags.replace(/[gy]/g, '')}g`);
  const wanted = flags.includes('g') ? undefined : Number(nth ?? 1);
  const lost = translated.lost.find((group) => replacement.includes(`\\${group}`));
  if (lost !== undefined) return refuse(`what the group ${lost} of ${pattern.slice(0, 60)} holds cannot be said`);
  return (value) => {
    let seen = 0;
    return value.replace(regex, (...match: unknown[]) => (wanted === undefined || ++seen === wanted ? filled(replacement, match, translated.numbers) : String(match[0])));
  };
}

/** `\1` is the first group; `&` is not special (Splunk's sed mode follows PCRE here). `numbers`: where each group of the pattern stands in the match. */
function filled(replacement: string, match: readonly unknown[], numbers: readonly number[]): string {
  return replacement.replace(/\\(\d|.)/gs, (_, mark: string) => {
    const group = /\d/.test(mark) ? match[numbers[Number(mark)] ?? -1] : mark;
    return typeof group === 'string' ? group : '';
  });
}

function transliterate(from: string, to: string): (value: string) => string {
  const [letters, others] = [charactersOf(from), charactersOf(to)];
  if (letters.length !== others.length) return refuse('both sides of y/// need as many letters');
  const table = new Map(letters.map((letter, index) => [letter, others[index] ?? letter]));
  return (value) => charactersOf(value).map((letter) => table.get(letter) ?? letter).join('');
}
