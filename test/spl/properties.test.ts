/** What holds for any search and any rows: reading what was printed, and stats against a way of counting that is too simple to be wrong. */
import fc from 'fast-check';
import { parseSearch, printExpression, printSearch, printTerms } from '../../src/spl/index.js';
import type { Expression, Terms, Value } from '../../src/spl/index.js';
import { run } from './running.js';

const place = { start: 0, end: 0 };
const text = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '"', '\\', '|', '*', "'", '(', ')', ',', '=', 'é', '[', '`', '$', '.'), maxLength: 8 });
const name = fc.constantFrom('a', 'b_c', 'Processes.process', 'with blank', 'x-y', 'AND', 'd{}');

const expression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    text.map((value): Expression => ({ kind: 'string', value, ...place })),
    fc.constantFrom('1', '2.5', '.5', '1e3').map((written): Expression => ({ kind: 'number', value: Number(written), text: written, ...place })),
    name.map((field): Expression => ({ kind: 'field', name: field, ...place })),
    tie('expression').map((operand): Expression => ({ kind: 'not', operand, ...place })),
    tie('expression').map((operand): Expression => ({ kind: 'minus', operand, ...place })),
    fc.tuple(fc.constantFrom('+', '-', '*', '/', '%', '.', '=', '!=', '<', '<=', '>', '>=', 'AND', 'OR', 'XOR', 'LIKE'), tie('expression'), tie('expression')).map(([operator, left, right]): Expression => ({ kind: 'binary', operator: operator as '+', left, right, ...place })),
    fc.tuple(tie('expression'), fc.array(tie('expression'), { minLength: 1, maxLength: 3 })).map(([operand, list]): Expression => ({ kind: 'in', operand, list, ...place })),
    fc.array(tie('expression'), { minLength: 1, maxLength: 3 }).map((args): Expression => ({ kind: 'call', name: 'coalesce', args, ...place })),
  ),
})).expression;

test('an expression reads as it was printed', () => {
  fc.assert(fc.property(expression, (value) => {
    const printed = printExpression(value);
    const { search, problems } = parseSearch(`| makeresults | eval x=${printed}`);
    expect([printed, problems]).toEqual([printed, []]);
    const [assignment] = (search.stages[1]?.args ?? []) as readonly { value: Expression }[];
    expect(plain(assignment?.value)).toEqual(plain(value));
  }), { numRuns: 1_500 });
});

const leaf: fc.Arbitrary<Terms> = fc.oneof(
  fc.tuple(name, fc.constantFrom('=', '!=', '<', '>='), text).map(([field, operator, value]): Terms => ({ kind: 'comparison', field, operator: operator as '=', value, ...place })),
  fc.tuple(name, fc.array(text, { minLength: 1, maxLength: 3 })).map(([field, values]): Terms => ({ kind: 'in', field, values, ...place })),
  text.map((value): Terms => ({ kind: 'phrase', value, quoted: true, ...place })),
);
const terms: fc.Arbitrary<Terms> = fc.letrec<{ terms: Terms }>((tie) => ({
  terms: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('terms').map((term): Terms => ({ kind: 'not', term, ...place })),
    fc.tuple(fc.constantFrom('and', 'or'), fc.array(tie('terms'), { minLength: 2, maxLength: 3 })).map(([kind, list]): Terms => ({ kind: kind as 'and', terms: list, ...place })),
  ),
})).terms;

test('terms read as they were printed', () => {
  fc.assert(fc.property(terms, (value) => {
    const printed = printTerms(value);
    const { search, problems } = parseSearch(`search ${printed}`);
    expect([printed, problems]).toEqual([printed, []]);
    expect(plain(search.stages[0]?.args)).toEqual(plain(value));
    expect(printSearch(search)).toBe(`search ${printed}`);
  }), { numRuns: 1_500 });
});

/** Without places. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key: string, inner: unknown) => (key === 'start' || key === 'end' ? undefined : inner)));
}

const rows = fc.array(fc.record({ g: fc.constantFrom('x', 'y', 'Z'), h: fc.constantFrom('1', '2'), v: fc.oneof(fc.integer({ min: -50, max: 50 }).map(String), fc.constantFrom('text', 'b')) }, { requiredKeys: ['g'] }), { maxLength: 40 });

test('stats is what counting one by one gives', async () => {
  await fc.assert(fc.asyncProperty(rows, async (given) => {
    const result = await run('search g=* | stats count count(v) as c dc(v) as d sum(v) as s min(v) as lo max(v) as hi values(v) as vs by g h', { rows: given });
    const keys = [...new Set(given.filter(({ h }) => h !== undefined).map(({ g, h }) => `${g}/${h ?? ''}`))];
    expect(result.map(({ g, h }) => `${String(g)}/${String(h)}`).sort()).toEqual(keys.sort());
    for (const row of result) {
      const group = given.filter(({ g, h }) => g === row['g'] && h === row['h']);
      const values = group.flatMap(({ v }) => (v === undefined ? [] : [v]));
      const numbers = values.filter((value) => /^-?\d+$/.test(value)).map(Number);
      const distinct = [...new Set(values)].sort((a, b) => (Buffer.from(a) < Buffer.from(b) ? -1 : Buffer.compare(Buffer.from(a), Buffer.from(b))));
      expect(row['count']).toBe(group.length);
      expect([row['c'], row['d']]).toEqual([values.length, distinct.length]);
      expect(row['s'] ?? null).toBe(numbers.length === 0 ? null : numbers.reduce((sum, next) => sum + next, 0));
      const allNumbers = numbers.length === values.length && values.length > 0;
      if (allNumbers) expect([row['lo'], row['hi']]).toEqual([Math.min(...numbers), Math.max(...numbers)]);
      const shown: Value = distinct.length > 1 ? distinct : (distinct[0] ?? null);
      expect(row['vs'] ?? null).toEqual(shown);
    }
  }), { numRuns: 300 });
});

test('eventstats gives each row what stats gives its group', async () => {
  await fc.assert(fc.asyncProperty(rows, async (given) => {
    const [each, groups] = await Promise.all([run('search g=* | eventstats count as n by g', { rows: given }), run('search g=* | stats count as n by g', { rows: given })]);
    const counts = new Map(groups.map(({ g, n }) => [g, n]));
    expect(each.map(({ n }) => n)).toEqual(given.map(({ g }) => counts.get(g)));
  }), { numRuns: 100 });
});
