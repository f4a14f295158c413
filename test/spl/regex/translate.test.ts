import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { compiledRegex } from '../../../src/spl/functions/regexcache.js';
import { translateRegex } from '../../../src/spl/regex/index.js';
import type { TranslatedRegex } from '../../../src/spl/regex/index.js';
import { cases } from './cases.js';
import { generatedQuestions } from './generated.js';
import { askPcre, isInstalled } from './pcre2test.js';
import type { Answer, Question } from './pcre2test.js';

const questions: readonly Question[] = cases.map(([pattern, ...texts]) => ({ pattern, texts }));

/** What pcre2test answered to the cases. Written by it: `PCRE_GOLDEN=write` with the command of the tests. */
const goldenFile = join(import.meta.dirname, 'golden.json');
if (isInstalled && process.env['PCRE_GOLDEN'] === 'write') {
  const lines = askPcre(questions).map((answers, index) => JSON.stringify([questions[index]?.pattern, answers]));
  writeFileSync(goldenFile, `[\n${lines.join(',\n')}\n]\n`);
}
const golden = existsSync(goldenFile) ? (JSON.parse(readFileSync(goldenFile, 'utf8')) as [string, readonly Answer[]][]) : [];

/** As pcre2test has it: groups at the end that took no part are left out. Of a group that may be lost, nothing is said. */
function ours({ regex, numbers, lost }: TranslatedRegex, text: string): Answer {
  const match = regex.exec(text);
  return match && told(numbers.map((number) => match[number] ?? null), lost);
}

function told(groups: readonly (string | null)[], lost: readonly number[]): (string | null)[] {
  const kept = groups.map((group, index) => (lost.includes(index) ? null : group));
  while (kept.at(-1) === null) kept.pop();
  return kept;
}

function translated(pattern: string): TranslatedRegex {
  const result = translateRegex(pattern);
  if ('problem' in result) throw new Error(`${pattern}: ${result.problem}`);
  return result;
}

test('there is an answer of pcre2test to every case', () => {
  expect(golden.map(([pattern]) => pattern)).toEqual(questions.map(({ pattern }) => pattern));
});

test.each(questions.map(({ pattern, texts }, index) => [pattern, texts, golden[index]?.[1]] as const))('%s', (pattern, texts, answers) => {
  const result = translated(pattern);
  expect(texts.map((text) => ours(result, text))).toEqual(answers?.map((answer) => answer && told(answer, result.lost)));
});

(isInstalled ? describe : describe.skip)(`against pcre2test${isInstalled ? '' : ' (skipped: it is not installed)'}`, () => {
  test('the stored answers are those it gives', () => {
    expect(askPcre(questions)).toEqual(golden.map(([, answers]) => answers));
  });

  test('patterns made at random match the same, or are refused', () => {
    const made = generatedQuestions(1197, 6_000);
    const different: unknown[] = [];
    let compared = 0;
    askPcre(made).forEach((answers, index) => {
      const { pattern, texts } = made[index] ?? { pattern: '', texts: [] };
      const result = translateRegex(pattern);
      if (answers === 'refused' || 'problem' in result) return;
      texts.forEach((text, at) => {
        const answer = answers[at];
        if (answer === undefined) return;
        compared++;
        const [found, wanted] = [ours(result, text), answer && told(answer, result.lost)];
        if (JSON.stringify(found) !== JSON.stringify(wanted)) different.push({ pattern, text, found, wanted });
      });
    });
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(10_000);
  });
});

test.each<[string, RegExp]>([
  ['(?R)', /recursion/], ['(a)(?1)', /recursion/], ['(?<n>a)(?&n)', /recursion/], ['(?P<n>a)(?P>n)', /recursion/], ['(?(1)a|b)', /conditional/], ['(?|(a)|(b))', /share/], ['(*SKIP)a', /verbs/], ['a\\K', /cannot be said/], ['\\X', /cannot be said/], ['\\G', /cannot be said/], ['\\u0041', /cannot be said/], ['\\N{DIGIT ONE}', /cannot be said/],
  ['(?J)(?<a>x)', /mode/], ['(?xx)a', /mode/], ['(?i)(a)\\1', /backreference/], ['(?<a>x)(?<a>y)', /two groups/], [`(?<${'n'.repeat(33)}>x)`, /32 characters/], ['(?<a.b>x)', /begins no group/],
  ['a)', /no \( before/], ['(a', /not closed/], ['a(?#', /not closed/], ['[a', /not closed/], ['[]', /not closed/], ['*a', /nothing to repeat/], ['a|{2}', /nothing to repeat/], ['a**', /nothing to repeat/], ['^*a', /nothing to repeat/], ['\\b+a', /nothing to repeat/], ['a(?i)*', /nothing to repeat/], ['a\\', /ends the regex/],
  ['\\2(a)', /no group/], ['\\1(a)', /no group/], ['(a)?\\1', /no part/], ['(a)|\\1', /no part/], ['(a\\1)', /no part/], ['(?!(a))b\\1', /no part/], ['(?:(a)|b)*\\1', /no part/],
  ['(?:(?<x>a)|b)*', /group x/], ['(?<x>a*)*', /group x/], ['(?:|a)*', /before it matches something/], ['(?:^|,)+a', /before it matches something/], ['(?:a??)+', /before it matches something/], ['(?<=a+)b', /one length/], ['(?<=a(b|cd))e', /one length/], ['(?<=(a)\\1)b', /one length|inside the lookbehind/],
  ['[b-a]', /out of order/], ['[\\d-x]', /range/], ['[\\w-.]', /hyphen/], ['[a-\\d]', /hyphen/], ['a{3,2}', /out of order/], ['a{70000}', /65535/], ['[[:nope:]]', /no class/], ['[[.a.]]', /no class/], ['[:alpha:]', /inside a class/], ['[\\R]', /inside a class/], ['\\x{110000}', /no character/], ['\\x{d800}', /no character/], ['\\x{}', /missing/], ['\\p{Nope}', /no property/],
  ['('.repeat(300), /deep/], ['x'.repeat(30_000), /more than/],
])('%s is refused', (pattern, why) => {
  expect(translateRegex(pattern)).toEqual({ problem: expect.stringMatching(why) as string, at: expect.any(Number) as number });
});

test('names of groups, in order, and numbers over added groups', () => {
  expect(translated('(?<a>x)(?P<b>y)').groups).toEqual(['a', 'b']);
  expect(translated('a++(b)').numbers).toEqual([0, 2]);
  expect(translated('(a)++(?>(b))').numbers).toEqual([0, 2, 4]);
  expect(translated('(?<__proto__>x)').groups).toEqual(['__proto__']);
});

test('groups whose text a loop may lose are told', () => {
  expect(translated('(?:(a)|(b))*').lost).toEqual([1, 2]);
  expect(translated('(?:(a)(b)?)+').lost).toEqual([2]);
  expect(translated('(?:(a)|(b))(c)*').lost).toEqual([]);
});

test('whatever is written, there is an answer, and soon', () => {
  const text = fc.oneof(fc.string(), fc.array(fc.constantFrom(...Array.from('(?[\\{|*+^$.)]}PQE<>=!:-,iksx1é')), { maxLength: 60 }).map((parts) => parts.join('')));
  fc.assert(
    fc.property(text, (pattern) => {
      const result = translateRegex(pattern);
      expect('problem' in result ? result.at : result.numbers.length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 5_000 },
  );
  const start = performance.now();
  for (const pattern of ['(a|b)*'.repeat(3_000), `(${Array.from({ length: 2_000 }, (_, n) => `w${n}`).join('|')})*`, 'a?'.repeat(9_000), '(?:'.repeat(150) + 'a*' + ')*'.repeat(150), '[a-z]'.repeat(4_000), '(?i)[\u0100-\uffff]'.repeat(20)]) translateRegex(pattern);
  expect(performance.now() - start).toBeLessThan(20_000);
});

test('functions say which regex is meant', () => {
  expect(() => compiledRegex('(?R)', (why) => { throw new Error(why); })).toThrow('recursion');
});
