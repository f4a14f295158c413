import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileExpression } from '../../src/spl/eval/compile.js';
import { functions } from '../../src/spl/functions/index.js';
import type { EvalContext } from '../../src/spl/functions/function.js';
import { Cursor } from '../../src/spl/syntax/cursor.js';
import { readExpression } from '../../src/spl/syntax/expression.js';
import type { Value } from '../../src/spl/value.js';

/** 2026-03-02 09:00:00 UTC, a Monday. */
const context: EvalContext = {
  now: 1_772_442_000, timeZone: 'UTC', random: () => 0.5,
  refuse: (why) => {
    throw new Error(why);
  },
};

export function evaluate(text: string, given: Readonly<Record<string, Value>> = {}, changed: Partial<EvalContext> = {}): Value {
  const cursor = new Cursor({ text, start: 0, end: text.length, subsearches: new Map() });
  const expression = readExpression(cursor);
  expect(cursor.done).toBe(true);
  return compileExpression(expression, { ...context, ...changed })(new Map(Object.entries(given)));
}

const cases = functions.flatMap(({ name, examples }) => examples.map((example) => ({ name, ...example })));

test.each(cases.map((example) => [example.expression, example] as const))('%s', (_, { expression, gives, given }) => {
  expect(evaluate(expression, given ?? {})).toEqual(gives);
});

test('every function has an example that runs, or says that it is not run', () => {
  const silent = functions.filter(({ examples, about }) => examples.length === 0 && !about.includes('not run')).map(({ name }) => name);
  expect(silent).toEqual(['random']);
});

test('names are unique, lower case, and registered wherever a file of the folder defines functions', () => {
  const names = functions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => name !== name.toLowerCase())).toEqual([]);
  const folder = join(import.meta.dirname, '../../src/spl/functions');
  const index = readFileSync(join(folder, 'index.ts'), 'utf8');
  const families = readdirSync(folder).filter((file) => /export const \w+Functions/.test(readFileSync(join(folder, file), 'utf8')));
  expect(families.filter((file) => !index.includes(`'./${file.replace('.ts', '.js')}'`))).toEqual([]);
});

describe('operators', () => {
  test.each([
    ['1=1 AND missing=1', null], ['1=2 AND missing=1', false], ['1=1 OR missing=1', true], ['NOT missing="x"', null], ['NOT (1=2)', true],
    ['1=1 XOR 1=1', false], ['1=2 OR 1=1 AND 1=2', false], ['(1=2 OR 1=1) AND 1=1', true],
    ['"10" > "9"', true], ['"a10" > "a9"', false], ['"A" < "a"', true], ['"1.0" = 1', true], ['"a" = "A"', false],
    ['"a" IN ("b", "a")', true], ['"abc" LIKE "a%"', true],
    ['1 + 2', 3], ['"a" + "b"', 'ab'], ['"a" + 1', null], ['1 . 2', '12'], ['"a" . missing', null], ['7 % 4', 3], ['1 / 0', null], ['-3 + 1', -2], ['2 * 3 + 4', 10], ['2 + 3 * 4', 14], ['(2 + 3) * 4', 20],
    ['8.250*0.2', 2], ['8.250*0.200', 1.65], ['3*0.5', 1.5],
  ] as const)('%s', (expression, gives) => {
    expect(evaluate(expression)).toEqual(gives);
  });

  test('a bare word is a field, single quotes name one', () => {
    expect(evaluate("'Processes.process' . \"!\"", { 'Processes.process': 'x' })).toBe('x!');
    expect(evaluate('a=b', { a: 'x', b: 'x' })).toBe(true);
  });

  test('several values: any of them', () => {
    expect(evaluate('hosts="b"', { hosts: ['a', 'b'] })).toBe(true);
    expect(evaluate('hosts="c"', { hosts: ['a', 'b'] })).toBe(false);
  });
});

describe('time', () => {
  test.each([
    ['strftime(1772442000, "%H:%M %Z %z")', 'America/New_York', '04:00 EST -0500'],
    ['strftime(1782882000, "%F %T %z")', 'Europe/Berlin', '2026-07-01 07:00:00 +0200'],
    ['relative_time(1772442000, "@d")', 'Europe/Berlin', 1_772_406_000],
    ['relative_time(1772442000, "-1mon@mon+2h")', 'UTC', 1_769_911_200],
    ['relative_time(1774915200, "-1mon")', 'UTC', 1_772_236_800],
    ['relative_time(1772442000, "-1d@w0")', 'UTC', 1_772_323_200],
    ['relative_time(1772442000, "@q")', 'UTC', 1_767_225_600],
    ['strptime("2026-03-29 03:30", "%Y-%m-%d %H:%M")', 'Europe/Berlin', 1_774_747_800],
  ] as const)('%s in %s', (expression, timeZone, gives) => {
    expect(evaluate(expression, {}, { timeZone })).toBe(gives);
  });
});

test('what cannot be followed is refused, not guessed', () => {
  for (const expression of ['like("a", "a\\%")', 'match("a", "(?R)")', 'cidrmatch("x", "1.2.3.4")', 'mvrange(1, 2, 0)', 'case(1=1)', 'searchmatch("x")']) expect(() => evaluate(expression)).toThrow();
});

test('names of JavaScript are names like any other', () => {
  expect(evaluate('json_object("__proto__", 1)')).toBe('{"__proto__":1}');
  expect(evaluate('constructor')).toBe(null);
});
