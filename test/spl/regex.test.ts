import { spawnSync } from 'node:child_process';
import { translateRegex } from '../../src/spl/regex/index.js';
import { compiledRegex } from '../../src/spl/functions/regexcache.js';

/** Pattern, then texts. What PCRE says of each is asked of pcre2test where it is installed. */
const table: readonly (readonly [string, ...string[]])[] = [
  ['(?i)bits(admin)?\\.exe', 'BITSADMIN.EXE', 'bits.exe', 'bitsexe'],
  ['a(?i)b(?-i)c', 'aBc', 'aBC', 'ABc'], ['(?i:a)b', 'Ab', 'AB'], ['(?i)[a-c]x', 'BX', 'dx'], ['(?i)[^a]', 'A', 'b'], ['(a(?i)b)c', 'aBc', 'aBC'],
  ['(?P<job>\\w+)\\s+(?<url>https?://\\S+)', 'j1 http://x/y', 'j1 ftp://x'], ["(?'n'a)\\k'n'", 'aa', 'ab'], ['(?P<x>ab)(?P=x)', 'abab', 'aba'], ['(a)(b)\\2\\1', 'abba', 'abab'], ['(a)\\g{-1}', 'aa', 'ab'], ['(a)\\g1', 'aa'],
  ['a++b', 'aaab', 'aaa'], ['a*+a', 'aaa'], ['(?>a+)b', 'aab', 'aac'], ['(?>a|ab)c', 'abc', 'ac'], ['x?+x', 'x', 'xx'], ['a{2,3}+a', 'aaa', 'aaaa'],
  ['\\Aab', 'ab', 'cab'], ['ab\\z', 'ab', 'ab\\n'], ['ab\\Z', 'ab', 'ab\\n', 'abc'], ['ab$', 'ab\\n', 'ab\\nc'], ['(?m)^b$', 'a\\nb\\nc', 'ab'], ['(?m)^', 'a\\n'], ['a.b', 'a\\nb', 'axb'], ['(?s)a.b', 'a\\nb'], ['a\\Nb', 'axb', 'a\\nb'],
  ['\\h+', 'a \\tb'], ['\\H', ' x'], ['\\v', 'a\\nb', 'ab'], ['\\R', 'a\\r\\nb'], ['\\s', 'a\\x{0b}b', 'ab'], ['\\S+', ' ab '], ['\\d+', 'a12'], ['\\D+', '12ab'], ['\\w+', '-a_1-'], ['\\W', 'a-'], ['\\bfoo\\b', 'a foo b', 'afoo'], ['\\Boo', 'foo', 'oo'],
  ['\\Qa.b\\E+', 'a.bb', 'axb'], ['\\Q[x\\E]', '[x]'], ['[[:alpha:]]+', '1ab2'], ['[[:^digit:]]+', '12ab'], ['[[:punct:]]', 'a!'], ['[]a]+', 'x]a'], ['[^]a]+', ']ab'], ['[a\\]b]+', 'a]b'], ['[\\w.-]+', 'a-b.c d'], ['[a-]+', 'a-b'], ['[\\b]', 'a\\x{08}'], ['[\\x41-\\x43]+', 'xABCD'], ['[\\\\/]', 'a\\\\b', 'a/b'],
  ['\\x41\\x{42}\\103', 'ABC'], ['\\e', '\\x{1b}'], ['\\a', '\\x{07}'], ['\\ta', '\\ta'], ['\\0', 'a\\x{00}'], ['\\cA', '\\x{01}'],
  ['a{2}', 'aaa', 'a'], ['a{1,}', 'aaa'], ['a{,2}', 'a{,2}', 'aa'], ['a{x', 'a{x'], ['a{2,3}?', 'aaaa'], ['a+?', 'aaa'], ['(a|b)*c', 'ababc'], ['(?U)a+', 'aaa'], ['(?U)a+?', 'aaa'],
  ['a(?=b)', 'ab', 'ac'], ['a(?!b)', 'ac', 'ab'], ['(?<=a)b', 'ab', 'cb'], ['(?<!a)b', 'cb', 'ab'], ['(?:ab)+', 'ababx'], ['(?x) a b # words\n c', 'abc', 'a b c'], ['a(?#note)b', 'ab'], ['(?=a)*b', 'b'],
  ['\\pL+', '1ab'], ['\\p{Lu}', 'aB'], ['\\P{L}', 'a1'], ['\\p{^L}', 'a1'], ['\\.', 'a.b'], ['\\-\\/\\:', '-/:'], ['\\_', '_'], ['a\\|b', 'a|b', 'ab'], ['a|', 'a', 'b'], ['()', 'a'], ['(a)?(b)', 'b', 'ab'], ['(a)|(b)', 'b'],
  ['^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}', '198.51.100.7', '300.1.1.1'], ['(?i)\\b(?:start|add)-bits(?:transfer|file)\\b', 'Start-BitsTransfer x', 'restart-bitstransfe'],
  ['(\\d+)(?:px|em)(?=;)', '12px;', '3em'], ['[^\\x00-\\x7f]', 'abc'], ['(?i)ß', 'ß'], ['\\$\\{', '${'], ['"[^"]*"', 'a "b" c'], ['(?i)k', 'K'], ['\\R', 'a\\x{85}'],
];

const refused: readonly (readonly [string, RegExp])[] = [
  ['(?R)', /recursion/], ['^*a', /nothing to repeat/], ['\\b+a', /nothing to repeat/], ['(a)(?1)', /recursion/], ['(?(1)a|b)', /conditional/], ['(?|(a)|(b))', /share/], ['(*SKIP)a', /verbs/], ['a\\K', /cannot be said/], ['\\X', /cannot be said/], ['\\G', /cannot be said/],
  ['(?i)(a)\\1', /backreference/], ['(?<a>x)(?<a>y)', /two groups/], [`(?<${'n'.repeat(33)}>x)`, /32 characters/], ['a)', /no \( before/], ['(a', /not closed/], ['[a', /not closed/], ['*a', /nothing before/], ['a\\', /ends the regex/],
  ['\\2(a)', /no group/], ['[b-a]', /out of order/], ['[\\d-x]', /range/], ['a{3,2}', /out of order/], ['a{70000}', /65535/], ['[[:nope:]]', /no class/], ['(?<a.b>x)', /begins no group/], ['(?>(a)b)', /atomic/], ['('.repeat(300), /deep/], ['x'.repeat(30_000), /more than/], ['\\p{Nope}', /cannot/],
];

function translated(pattern: string): Exclude<ReturnType<typeof translateRegex>, { problem: string }> {
  const result = translateRegex(pattern);
  if ('problem' in result) throw new Error(`${pattern}: ${result.problem}`);
  return result;
}

const unescape = (text: string): string => text.replace(/\\x\{([0-9a-f]+)\}|\\([ntr\\])/g, (_, hex: string | undefined, c: string | undefined) => (hex === undefined ? ({ n: '\n', t: '\t', r: '\r', '\\': '\\' }[c ?? ''] ?? '') : String.fromCodePoint(Number.parseInt(hex, 16))));

/** The whole match and each group, or nothing. */
function ours(pattern: string, subject: string): (string | undefined)[] | undefined {
  const { regex, numbers } = translated(pattern);
  const match = regex.exec(subject);
  return match ? numbers.map((number) => match[number]) : undefined;
}

describe('against pcre2test', () => {
  const installed = !spawnSync('pcre2test', ['-C'], { encoding: 'utf8' }).error;
  const only = installed ? test : test.skip;

  only.each(table.flatMap(([pattern, ...subjects]) => subjects.map((subject) => [pattern, subject] as const)))('%s on %s', (pattern, subject) => {
    const run = spawnSync('pcre2test', ['-q'], { input: `~${pattern}~utf,aftertext\n${subject.replace(/^ /, '\\x{20}')}\\=no_jit\n`, encoding: 'utf8' });
    const lines = run.stdout.split('\n').filter((line) => /^ ?\d+: |^No match|^Failed|^\*\*/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    const match = ours(pattern, unescape(subject));
    const shown = (text: string | undefined): string => (text === undefined ? '<unset>' : text.replace(/[^ -~]/gu, (c) => (c.codePointAt(0) ?? 0) < 256 ? `\\x{${(c.codePointAt(0) ?? 0).toString(16)}}` : c));
    const wanted = lines[0] === 'No match' ? undefined : lines.map((line) => line.replace(/^ ?\d+: /, '').replace(/\\x\{?0*([0-9a-f]+)\}?/g, '\\x{$1}'));
    // Groups at the end that took no part are left out by pcre2test.
    const found = match?.map(shown);
    while (found && wanted && found.length > wanted.length && found.at(-1) === '<unset>') found.pop();
    expect(found).toEqual(wanted);
  });
});

test.each(refused)('%s is refused', (pattern, why) => {
  expect(translateRegex(pattern)).toMatchObject({ problem: expect.stringMatching(why) as string });
});

test('what repeats inside what repeats is marked', () => {
  expect(translated('(a+)+b').risky).toBe(true);
  expect(translated('(?:\\w*x)*').risky).toBe(true);
  expect(translated('a+b+').risky).toBe(false);
});

test('names of groups, in order, and numbers over added groups', () => {
  expect(translated('(?<a>x)(?P<b>y)').groups).toEqual(['a', 'b']);
  expect(translated('a++(b)').numbers).toEqual([0, 2]);
  expect(() => compiledRegex('(?R)', (why) => { throw new Error(why); })).toThrow('recursion');
});
