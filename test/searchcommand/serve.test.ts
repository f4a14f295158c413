/** The conversation over bytes in memory. */
import fc from 'fast-check';
import { bitsscore, serve, serveBytes } from '../../src/searchcommand/index.js';
import { chunk, execute, getinfo, records, replies, table, signsOfTwoWords, twoWords } from './conversation.js';

const command = bitsscore(twoWords, signsOfTwoWords);
const talk = (...requests: Uint8Array[]) => serveBytes(Buffer.concat(requests), command);
const answer = (body: string | Uint8Array, ...args: string[]) => replies(talk(getinfo(...args), execute(body)).output)[1]?.body ?? Buffer.alloc(0);
const own = ['bits_score', 'bits_severity', 'bits_reasons', '__mv_bits_reasons', 'bits_signals', '__mv_bits_signals'];

test('a row that our code throws over costs no other row: it says so, and so do the search and the log, once', () => {
  const broken: unknown[] = [];
  const scorer = { ...twoWords, scoring: (...given: Parameters<typeof twoWords.scoring>) => {
    const score = twoWords.scoring(...given);
    return (row: Parameters<typeof score>[0]) => {
      if (row('process')?.includes('crash') === true) throw new RangeError('an invented fault');
      return score(row);
    };
  } };
  const body = 'process,_chunked_idx\nbitsadmin a,0\nbitsadmin crash,1\nbitsadmin b,2\nbitsadmin crash again,3\n';
  const { output, outcome } = serveBytes(Buffer.concat([getinfo(), execute(body, false), execute(body)]), bitsscore(scorer, signsOfTwoWords, (error) => broken.push(error)));
  const [, first, second] = replies(output);
  for (const answered of [first, second]) {
    expect(records(answered?.body ?? '').map((row) => [row['_chunked_idx'], row['bits_score']])).toEqual([['0', '40'], ['1', ''], ['2', '40'], ['3', '']]);
    expect(records(answered?.body ?? '').map((row) => row['bits_reasons']?.includes('a fault of this app'))).toEqual([false, true, false, true]);
  }
  expect(first?.metadata['inspector']).toEqual({ messages: [['WARN', expect.stringContaining('could not be scored')]] });
  expect(second?.metadata).toEqual({ finished: true });
  expect(broken).toEqual([expect.objectContaining({ message: 'an invented fault' })]);
  expect(outcome.kind).toBe('done');
});

test('where nobody is told, as in the lab, an error of ours is thrown', () => {
  const broken = { ...twoWords, scoring: () => () => { throw new RangeError('an invented fault'); } };
  expect(() => serveBytes(Buffer.concat([getinfo(), execute('process\nbitsadmin\n')]), bitsscore(broken, signsOfTwoWords))).toThrow('an invented fault');
});

test('getinfo is answered without rows, as stateful, with the fields that are read', () => {
  const { output, outcome } = talk(getinfo());
  expect(replies(output)).toEqual([{ metadata: { type: 'stateful', generating: false, required_fields: ['process', 'CommandLine'] }, body: Buffer.alloc(0) }]);
  expect(outcome).toEqual({ kind: 'done', message: '', chunks: 1 });
  expect(replies(talk(getinfo('raw=t', 'process=cmd')).output)[0]?.metadata['required_fields']).toEqual(['cmd', 'process', 'CommandLine', '_raw']);
});

test('one reply a request, finished as asked, and an end at a chunk is an end', () => {
  const { output, outcome } = talk(getinfo(), execute('process\nx\n', false), execute('', false), execute('process\n'));
  expect(replies(output).map(({ metadata }) => metadata['finished'])).toEqual([undefined, false, false, true]);
  expect(replies(output)[2]?.body.length).toBe(0);
  expect(table(replies(output)[3]?.body ?? '')).toHaveLength(1);
  expect(outcome.kind).toBe('done');
});

test('with _chunked_idx the index comes back as it was, with our columns and no other', () => {
  const rows = table(answer('process,"host",_chunked_idx\n"BITSADMIN /transfer x",h,"07"\nnotepad,h,1\n'));
  expect(rows[0]?.slice(0, 7)).toEqual(['_chunked_idx', ...own]);
  expect(rows.map((row) => row.slice(0, 2))).toEqual([['_chunked_idx', 'bits_score'], ['07', '80'], ['1', '']]);
  expect(rows.every((row) => row.length === rows[0]?.length)).toBe(true);
});

test('an open quote in a column that is not copied leaves the index as it was', () => {
  expect(table(answer('_chunked_idx,process\n7,"bitsadmin')).map((row) => row.slice(0, 2))).toEqual([['_chunked_idx', 'bits_score'], ['7', '40']]);
});

test('several values are joined, and told apart in the companion column', () => {
  const [row] = records(answer('process\nbitsadmin /transfer\n'));
  expect([row?.['bits_signals'], row?.['__mv_bits_signals']]).toEqual(['bitsadmin\n/transfer', '$bitsadmin$;$/transfer$']);
  expect(row?.['__mv_bits_reasons']).toBe('$has $$bitsadmin$$;$;$has $$/transfer$$;$');
  expect(records(answer('process\nbitsadmin\n'))[0]).toMatchObject({ bits_signals: 'bitsadmin', __mv_bits_signals: '' });
});

test('without an index every byte of a row goes through, and columns of our names are replaced', () => {
  const text = 'process,bits_score,"a b",__mv_bits_score\r\n"x ""y""\nz",99,"é",q\r\n';
  const [header, row] = table(answer(text));
  expect([header?.slice(0, 3), row?.slice(0, 3)]).toEqual([['process', 'a b', 'bits_score'], ['x "y"\nz', 'é', '']]);
  expect(header?.filter((name) => name === 'bits_score')).toHaveLength(1);
  const bytes = Buffer.concat([Buffer.from('process,b\nbitsadmin,'), Buffer.from([0xff, 0xfe]), Buffer.from('\n')]);
  expect(answer(bytes).includes(Buffer.from([0x2c, 0xff, 0xfe, 0x2c]))).toBe(true);
});

test.each([
  ['rows shorter and longer than the header', 'process,a\nx\ny,1,2,3\n', [['x', ''], ['y', '1']]],
  ['blank lines', 'process,a\n\nx,1\n\n', [['x', '1']]],
  ['no line end behind the last row', 'process,a\nx,1', [['x', '1']]],
  ['a quote that is never closed', 'process,a\nx,"1', [['x', '1']]],
  ['a quote that is never closed, in a row that is too short', 'process,a\n"x,1', [['x,1', '']]],
  ['a quote that is never closed, in a cell too many', 'process,a\nx,1,"2', [['x', '1']]],
  ['text behind a quote', 'process,a\n"x"y,1\n', [['xy', '1']]],
  ['an empty field in the middle', 'process,a\n"",\n', [['', '']]],
])('%s', (_, body, expected) => {
  expect(table(answer(body)).slice(1).map((row) => row.slice(0, 2))).toEqual(expected);
});

test('names from outside are names: __proto__, constructor, a column twice', () => {
  expect(table(answer('__proto__,constructor,process,process\n1,2,x,bitsadmin\n'))[1]?.slice(0, 5)).toEqual(['1', '2', 'x', 'bitsadmin', '40']);
  expect(replies(talk(chunk('{"action":"getinfo","searchinfo":{"__proto__":{"args":["a"]},"args":[]}}')).output)[0]?.metadata['type']).toBe('stateful');
});

test('the field that is named comes before process, _raw only when it is allowed', () => {
  expect(records(answer('cmd,process\nbitsadmin,x\n,bitsadmin /transfer\n', 'process=cmd')).map((row) => row['bits_score'])).toEqual(['40', '80']);
  expect(records(answer('_raw\nbitsadmin\n'))[0]?.['bits_score']).toBe('');
  expect(records(answer('_raw\nbitsadmin\n', 'raw=yes'))[0]?.['bits_score']).toBe('40');
});

test.each([
  ['no header', Buffer.from('GET / HTTP/1.1\n\n')], ['another version', Buffer.from('chunked 2.0,2,0\n{}')], ['no end of line', Buffer.alloc(300, 'x')],
  ['negative length', Buffer.from('chunked 1.0,-1,0\n')], ['too large', Buffer.from('chunked 1.0,10,99999999999\n')], ['absurd', Buffer.from(`chunked 1.0,${'9'.repeat(40)},0\n`)],
  ['no JSON', chunk('{', '')], ['a list', chunk('[]')], ['no action', chunk('{}')], ['unknown action', chunk({ action: 'stop' })], ['args no list', chunk({ action: 'getinfo', searchinfo: { args: [1] } })],
  ['rows first', execute('a\n1\n')],
])('one clear error: %s', (_, input) => {
  const { output, outcome } = serveBytes(input, command);
  const found = replies(output);
  expect(found).toHaveLength(1);
  expect(found[0]?.metadata).toMatchObject({ finished: true, error: expect.stringMatching(/\w{3}/) as unknown });
  expect(outcome.kind).toBe('broken');
});

test('an end inside a chunk is answered by nothing; blanks and CR in a header are allowed', () => {
  const whole = Buffer.concat([getinfo(), execute('process\nx\n')]);
  for (let length = 1; length < whole.length; length++) {
    if (length === getinfo().length) continue;
    const { output, outcome } = serveBytes(whole.subarray(0, length), command);
    expect(outcome.kind).toBe('broken');
    expect(replies(output)).toHaveLength(length < getinfo().length ? 0 : 1);
  }
  expect(serveBytes(Buffer.from('chunked  1.0 , 20 , 0 \r\n{"action":"getinfo"}'), command).outcome.kind).toBe('done');
});

test('the same answer whatever the size of the pieces', () => {
  const input = Buffer.concat([getinfo(), execute('process,é\r\n"bitsadmin\n/transfer",ü\r\n', false), execute('process\nx\n')]);
  const whole = serveBytes(input, command).output;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
      const written: Buffer[] = [];
      let [at, turn] = [0, 0];
      const read = (into: Uint8Array, offset: number, length: number): number => {
        const piece = input.subarray(at, at + Math.min(length, sizes[turn++ % sizes.length] ?? 1));
        into.set(piece, offset);
        at += piece.length;
        return piece.length;
      };
      serve({ read, write: (bytes) => written.push(Buffer.from(bytes)) }, command);
      expect(Buffer.concat(written).equals(whole)).toBe(true);
    }),
  );
});

const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', '$', 'é', 'x', ' ') }));
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

test('whatever the cells hold, each comes back, with as many rows', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const body = ['process,"b"', ...rows.map((row) => row.map(quoted).join(','))].join(end) + end;
      const found = records(answer(body));
      expect(found.map((row) => [row['process'], row['b']])).toEqual(rows);
      expect(found.map((row) => row['bits_decoded'] !== '')).toEqual(rows.map(([line]) => /bitsadmin|\/transfer/i.test(line)));
    }),
    { numRuns: 300 },
  );
});

test('any bytes at all: replies that can be read, or nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 60 }), (body, tail) => {
      const { output } = serveBytes(Buffer.concat([getinfo(), execute(body), tail]), command);
      const found = replies(output);
      expect(found.length).toBeLessThanOrEqual(3);
      const rows = table(found[1]?.body.toString('latin1') ?? '');
      expect(new Set(rows.map((row) => row.length)).size).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

test('cells of 10 MB and 10,000 columns', () => {
  const large = 'x"y'.repeat(3_500_000);
  expect(records(answer(`process,a\n${quoted(`bitsadmin ${large}`)},1\n`))[0]).toMatchObject({ a: '1', bits_score: '40' });
  const names = Array.from({ length: 10_000 }, (_, index) => `f${index}`);
  const body = `${names.join(',')},process\n${`${names.map(() => '1').join(',')},bitsadmin\n`.repeat(20)}`;
  expect(table(answer(body)).map((row) => row[10_001])).toEqual(['bits_score', ...Array<string>(20).fill('40')]);
});
