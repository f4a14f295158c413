/** Cells as texts: what the row before held must not show. */
import fc from 'fast-check';
import { readHeader } from '../../src/searchcommand/protocol/csv.js';

/** Cells that look alike, in quotes and without, with bytes that are no UTF-8. */
const cells = ['', 'a', '"a"', '"a', 'a"', '"a"b', '"a""b"', 'a""b', '"""a"', '""', '""""', '"a,b"', '"a\nb"', 'é', '"é"', 'ab', '"ab"'].map((text) => Buffer.from(text));
const odd = [[0xe9], [0xc3, 0xa9], [0xff, 0xfe], [0x22, 0xe9, 0x22], [0xef, 0xbf, 0xbd]].map((bytes) => Buffer.from(bytes));

function textsOf(lines: readonly Buffer[]): string[] {
  const body = Buffer.concat([Buffer.from('x,y\n'), ...lines]);
  const { rows } = readHeader(body, 0, body.length);
  const texts: string[] = [];
  while (rows.next()) texts.push(rows.text(0), rows.text(0));
  return texts;
}

test('a cell has the text that it has alone, whatever stood in the row before', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...cells.filter((cell) => readsToItsEnd(cell)), ...odd), { minLength: 2, maxLength: 12 }), (chosen) => {
    const lines = chosen.map((cell) => Buffer.concat([cell, Buffer.from(',z\n')]));
    expect(textsOf(lines)).toEqual(lines.flatMap((line) => textsOf([line])));
  }), { numRuns: 2_000 });
});

/** An open quote takes the rows behind it along. */
function readsToItsEnd(cell: Buffer): boolean {
  return textsOf([Buffer.concat([cell, Buffer.from(',z\n')])]).length === 2 && textsOf([Buffer.concat([cell, Buffer.from(',z\n')]), Buffer.from('q,z\n')]).length === 4;
}
