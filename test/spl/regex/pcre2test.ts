/** Asks pcre2test, the test program of PCRE2 (Debian: pcre2-utils), what it makes of patterns and texts. */
import { spawnSync } from 'node:child_process';

/** The text of the whole match and of each group, null for a group that took no part; null where nothing matches. */
export type Answer = readonly (string | null)[] | null;

export interface Question {
  readonly pattern: string;
  readonly texts: readonly string[];
}

export const isInstalled = !spawnSync('pcre2test', ['-C'], { encoding: 'utf8' }).error;

/** What pcre2test takes around a pattern that does not hold it. */
const DELIMITERS = ['/', '~', '!', '"', '%', '@', ';', ',', '_', '&', '=', ':'];
/** Patterns that go back for ever are nobody's gain here. */
const LIMIT = '\\=match_limit=100000';

/** For each question an answer a text, or 'refused' where PCRE2 takes no such pattern. Undefined where it gave up. */
export function askPcre(questions: readonly Question[]): (readonly (Answer | undefined)[] | 'refused')[] {
  const heads = questions.map(({ pattern }) => head(pattern));
  const input = questions.map(({ texts }, index) => `${heads[index] ?? ''}${texts.map((text) => `${escaped(text)}${LIMIT}\n`).join('')}\n`).join('');
  const { stdout } = spawnSync('pcre2test', ['-q'], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  let at = 0;
  return heads.map((line, index) => {
    // It repeats each pattern before it answers.
    const start = stdout.indexOf(line, at) + line.length;
    if (start < line.length) throw new Error(`pcre2test skipped ${line}`);
    at = index + 1 < heads.length ? stdout.indexOf(heads[index + 1] ?? '', start) : stdout.length;
    const block = stdout.slice(start, at);
    return block.startsWith('Failed') ? 'refused' : answers(block);
  });
}

/** Without auto-possessification, which 10.42 has wrong for \S before \h. */
function head(pattern: string): string {
  const delimiter = DELIMITERS.find((mark) => !pattern.includes(mark)) ?? '';
  return `${delimiter}${pattern}${delimiter}utf,no_auto_possess\n`;
}

function escaped(text: string): string {
  return Array.from(text, (c) => `\\x{${(c.codePointAt(0) ?? 0).toString(16)}}`).join('');
}

function answers(block: string): (Answer | undefined)[] {
  return block.split(/^.*\\=match_limit=\d+\n/m).slice(1).map((part) => {
    if (part.startsWith('No match')) return null;
    const lines = part.split('\n').filter((line) => /^ ?\d+: /.test(line));
    return lines.length === 0 ? undefined : lines.map((line) => textOf(line.replace(/^ ?\d+: /, '')));
  });
}

function textOf(shown: string): string | null {
  return shown === '<unset>' ? null : shown.replace(/\\x\{([0-9a-f]+)\}|\\x([0-9a-f]{2})/g, (_, wide: string | undefined, narrow: string | undefined) => String.fromCodePoint(Number.parseInt(wide ?? narrow ?? '', 16)));
}
