import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
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
  expect(silent).toEqual([]);
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
    ['strftime(1782882000, "%F %T %Z")', 'Europe/Berlin', '2026-07-01 07:00:00 CEST'],
    ['strftime(1772442000, "%z %:z %::z %:::z %Ez")', 'Asia/Kolkata', '+0530 +05:30 +05:30:00 +05 330'],
    ['strftime(1772442000.123456, "%3N %6N %9N %Q %3Q %f %s")', 'UTC', '123 123456 123456001 123 123 123456 1772442000'],
    ['strftime(1772442000, "%a %A %b %B %C %d %e %g %G %I %j %k %m %p %U %V %w %y|%c|%x|%X|%D|%%")', 'UTC', 'Mon Monday Mar March 20 02  2 26 2026 09 061  9 03 AM 09 10 1 26|Mon Mar  2 09:00:00 2026|03/02/2026|09:00:00|03/02/26|%'],
    ['strftime(1767225600, "%G-%V")', 'UTC', '2026-01'],
    ['strftime(1735603200, "%G-%V")', 'UTC', '2025-01'],
    ['relative_time(1772442000, "@d")', 'Europe/Berlin', 1_772_406_000],
    ['relative_time(1772442000, "-1mon@mon+2h")', 'UTC', 1_769_911_200],
    ['relative_time(1774915200, "-1mon")', 'UTC', 1_772_236_800],
    ['relative_time(1772442000, "-1d@w0")', 'UTC', 1_772_323_200],
    ['relative_time(1772442000, "@w7")', 'UTC', 1_772_323_200],
    ['relative_time(1772442000, "@q")', 'UTC', 1_767_225_600],
    ['relative_time(1772442000, "-15min@min")', 'UTC', 1_772_441_100],
    // A day is a day also where clocks change: 29 March 2026 has 23 hours in Berlin.
    ['relative_time(1774825200, "-1d")', 'Europe/Berlin', 1_774_742_400],
    ['relative_time(1774825200, "-24h")', 'Europe/Berlin', 1_774_738_800],
    ['relative_time(1772442000, "-")', 'UTC', null],
    ['relative_time(1772442000, "-1fortnight")', 'UTC', null],
    ['strptime("2026-03-29 03:30", "%Y-%m-%d %H:%M")', 'Europe/Berlin', 1_774_747_800],
    ['strptime("2022-9-25T09:45:22.250", "%Y-%m-%dT%H:%M:%S.%Q")', 'UTC', 1_664_099_122.25],
    ['strptime("Mon, 02 Mar 2026 09:00:00 PST", "%a, %d %b %Y %T %Z")', 'UTC', 1_772_470_800],
    ['strptime("03-02-2026 12:30 AM", "%m-%d-%Y %I:%M %p")', 'UTC', 1_772_411_400],
    ['strptime("03-02-2026 12:30 PM", "%m-%d-%Y %I:%M %p")', 'UTC', 1_772_454_600],
    ['strptime("2026-061", "%Y-%j")', 'UTC', 1_772_409_600],
    ['strptime("1772442000.5", "%s.%N")', 'UTC', 1_772_442_000.5],
    ['strptime("09:00", "%H:%M")', 'America/New_York', 1_772_460_000],
    ['strptime("Mar 2", "%b %e")', 'UTC', 1_772_409_600],
    ['strptime("2026-03", "%Y-%m")', 'UTC', null],
    ['strptime("1970-06-01", "%F")', 'UTC', null],
    ['strptime("2026-366", "%Y-%j")', 'UTC', null],
    ['strptime("13:00 PM", "%I:%M %p")', 'UTC', null],
    ['strptime("2026-03-02", "%Y-%m-%d%K")', 'UTC', null],
    ['strptime("x", "%")', 'UTC', null],
  ] as const)('%s in %s', (expression, timeZone, gives) => {
    expect(evaluate(expression, {}, { timeZone })).toBe(gives);
  });

  test('what strftime writes, strptime reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 31_622_400, max: 4_102_444_800 }), fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'), fc.constantFrom('%F %T %z', '%s', '%Y-%jT%H:%M:%S%:z', '%a %d %B %Y %I:%M:%S %p %z'), (seconds, timeZone, format) => {
        expect(evaluate('strptime(strftime(t, f), f)', { t: seconds, f: format }, { timeZone })).toBe(seconds);
      }),
    );
  });
});

describe('like', () => {
  test('is what a regex of its parts is', () => {
    const letter = fc.constantFrom('a', 'b', '%', '_', '.', '\u{1f600}');
    const pattern = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(pattern, pattern, (text, like) => {
        const source = Array.from(like, (c) => (c === '%' ? '[^]*' : c === '_' ? '[^]' : c === '.' ? '\\.' : c)).join('');
        expect(evaluate('like(t, p)', { t: text, p: like })).toBe(new RegExp(`^${source}$`, 'u').test(text));
      }),
      { numRuns: 500 },
    );
  });
});

test('printf writes reals as C does', () => {
  // The answers of printf(3) of glibc.
  expect(evaluate('printf("%g|%g|%g|%g|%#g|%G", 100000, 1000000, 0.0001, 0.00001, 1, 0.0000012)')).toBe('100000|1e+06|0.0001|1e-05|1.00000|1.2E-06');
  expect(evaluate('printf("%e|%.0e|%#.0f|%+.2f|% .1f|%08.2f|%-8.1f|", 12345.678, 15000, 3, 2.5, -2.5, -3.14159, 9.99)')).toBe('1.234568e+04|2e+04|3.|+2.50|-2.5|-0003.14|10.0    |');
  expect(evaluate('printf("%a|%a|%.1a|%x|%o", 1, 0.5, 3.9, -1, 0)')).toBe('0x1p+0|0x1p-1|0x1.fp+1|ffffffffffffffff|0');
});

test('whatever the arguments, a function gives a value or refuses', () => {
  class Refused extends Error {}
  const refuse = (why: string): never => { throw new Refused(why); };
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '0', '-1', '1e308', '9'.repeat(400), '%d', '%*.*f', '%Y%', '{"a":[1]}', '[', '__proto__', 'a{}.b{0}', '-1d@w9', '(', '\ud800'));
  const value = fc.oneof<fc.Arbitrary<Value>[]>(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { minLength: 2, maxLength: 4 }));
  for (const entry of functions) {
    const [least, most] = entry.arity;
    fc.assert(
      fc.property(fc.array(value, { minLength: least, maxLength: Math.min(most, least + 3) }), (args) => {
        const given = Object.fromEntries(args.map((arg, index) => [`a${index}`, arg]));
        try {
          const result = evaluate(`${entry.name}(${Object.keys(given).join(', ')})`, given, { refuse });
          expect(result === null || ['string', 'number', 'boolean'].includes(typeof result) || (Array.isArray(result) && result.length > 1)).toBe(true);
          expect(typeof result !== 'number' || Number.isFinite(result)).toBe(true);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
        }
      }),
      { numRuns: 150 },
    );
  }
});

test('what cannot be followed is refused, not guessed', () => {
  for (const expression of ['like("a", "a\\%")', 'match("a", "(?R)")', 'cidrmatch("x", "1.2.3.4")', 'mvrange(1, 2, 0)', 'case(1=1)', 'searchmatch("x")']) expect(() => evaluate(expression)).toThrow();
});

test('names of JavaScript are names like any other', () => {
  expect(evaluate('json_object("__proto__", 1)')).toBe('{"__proto__":1}');
  expect(evaluate('constructor')).toBe(null);
});
