/** A reader that remembers gives the answers of one that does not. */
import fc from 'fast-check';
import { remembering } from '../../src/searchcommand/remember.js';
import type { Row } from '../../src/searchcommand/port.js';

/** Reads b only where a asks for it, as facts do. */
function answerTo(row: Row): string | undefined {
  const a = row('a');
  if (a === undefined) return undefined;
  return a.startsWith('x') ? `${a}/${row('b') ?? ''}` : a;
}

const rowOf = (fields: Readonly<Record<string, string | undefined>>): Row => (field) => fields[field];

test('the same answers, in any order of rows', () => {
  const value = fc.option(fc.constantFrom('x', 'xx', 'y', '1:y', ''), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.record({ a: value, b: value, c: value }), { maxLength: 60 }), (rows) => {
      const remembered = remembering(answerTo);
      expect(rows.map((row) => remembered(rowOf(row)))).toEqual(rows.map((row) => answerTo(rowOf(row))));
    }),
    { numRuns: 1_000 },
  );
});

test('a row that agrees in what is read is not read again, whatever else differs', () => {
  let reads = 0;
  const remembered = remembering((row) => {
    reads++;
    return answerTo(row);
  });
  for (let user = 0; user < 500; user++) expect(remembered(rowOf({ a: `x${user % 5}`, b: 'b', user: String(user) }))).toBe(`x${user % 5}/b`);
  expect(reads).toBe(5);
});

test('where no row comes twice nothing is kept', () => {
  const remembered = remembering(answerTo);
  for (let row = 0; row < 20_000; row++) expect(remembered(rowOf({ a: `y${row}` }))).toBe(`y${row}`);
});

test('after a while it is tried again', () => {
  let reads = 0;
  const remembered = remembering((row) => {
    reads++;
    return answerTo(row);
  });
  for (let row = 0; row < 1_000; row++) remembered(rowOf({ a: `y${row}` }));
  for (let row = 0; row < 102_000; row++) expect(remembered(rowOf({ a: 'x', b: 'b' }))).toBe('x/b');
  expect([reads > 100_000, reads < 101_100]).toEqual([true, true]);
});
