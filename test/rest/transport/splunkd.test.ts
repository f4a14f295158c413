import fc from 'fast-check';
import { LARGEST_BLOCK, PacketReader } from '../../../src/rest/transport/packet.js';
import type { Broken, Packet } from '../../../src/rest/transport/packet.js';
import { packReply } from '../../../src/rest/transport/splunkd.js';
import { converse, request, string, stringsOf } from './wire.js';

/** The vector of the contract, byte for byte. */
const BLOCK = '{"output_mode":"json","method":"GET","path_info":"hello","query":[["a","1"],["a","2"]],"session":{"user":"admin","authtoken":"T"}}';
const VECTOR = Buffer.from(`\x071\n38\n/opt/splunk/etc/apps/myapp/bin/rest.js0\n130\n${BLOCK}`);
const ANSWER = '0\n36\n{"status":200,"payload":{"ok":true}}';

const bytewise = (bytes: Buffer): Buffer[] => [...bytes].map((byte) => Buffer.from([byte]));
const done = (requests: number) => ({ kind: 'done', message: '', requests });

test('the vector of the contract', async () => {
  const { output, ending, asked } = await converse([VECTOR]);
  expect(output).toBe(ANSWER);
  expect(asked).toEqual([BLOCK]);
  expect(ending).toEqual(done(1));
});

test('one byte at a time', async () => {
  const { output, ending } = await converse(bytewise(VECTOR));
  expect([output, ending]).toEqual([ANSWER, done(1)]);
});

test('begin, block and end in packets of their own: each is answered when it is there', async () => {
  const begin = Buffer.concat([Buffer.from([0x01]), Buffer.from('1\n'), string('/x'), string('free argument')]);
  const block = Buffer.concat([Buffer.from([0x02]), string(BLOCK)]);
  expect((await converse([begin])).output).toBe('0\n');
  expect((await converse([begin, block])).output).toBe(ANSWER);
  const { output, ending } = await converse([begin, block, Buffer.from([0x04]), VECTOR]);
  expect(output).toBe(ANSWER + ANSWER);
  expect(ending).toEqual(done(2));
});

test('several requests on one connection, line feeds between them, streams allowed', async () => {
  const bytes = Buffer.concat([VECTOR, Buffer.from('\n\n'), request({ method: 'GET' }, { opcode: 0x0f }), Buffer.from('\n'), VECTOR, Buffer.from('\n')]);
  for (const pieces of [[bytes], bytewise(bytes)]) {
    const { output, ending, asked } = await converse(pieces);
    expect(output).toBe(ANSWER.repeat(3));
    expect(asked).toEqual([BLOCK, '{"method":"GET"}', BLOCK]);
    expect(ending).toEqual(done(3));
  }
});

test('answers keep the order of requests, however long they take', async () => {
  let waited = 3;
  const { output } = await converse([Buffer.concat([VECTOR, VECTOR, VECTOR])], async () => {
    const mine = waited--;
    for (let turn = 0; turn < mine * 10; turn++) await Promise.resolve();
    return String(mine);
  });
  expect(stringsOf(output)).toEqual(['', '3', '', '2', '', '1']);
});

test('lengths count bytes, not letters', async () => {
  const text = JSON.stringify({ reason: 'naïve ☃ 𝒳' });
  const { output, asked } = await converse(bytewise(request({ reason: 'naïve ☃ 𝒳' })), () => Promise.resolve(text));
  expect(asked).toEqual([text]);
  expect(output).toBe(`0\n${Buffer.byteLength(text)}\n${text}`);
});

test('a begin without a script is taken: the driver is started already', async () => {
  const { output } = await converse([Buffer.concat([Buffer.from([0x07]), Buffer.from('0\n'), string(''), string('{}')])]);
  expect(output).toBe(ANSWER);
});

test('the input may end between packets, and nowhere else', async () => {
  expect((await converse([])).ending).toEqual(done(0));
  expect((await converse([Buffer.from('\n')])).ending).toEqual(done(0));
  const whole = Buffer.concat([VECTOR, VECTOR]);
  for (let length = 1; length < whole.length; length++) {
    const { ending } = await converse([whole.subarray(0, length)]);
    expect([length, ending.kind]).toEqual([length, length === VECTOR.length ? 'done' : 'broken']);
  }
});

test.each([
  ['an opcode that is none', Buffer.from([0x10]), 'there is no opcode 16'],
  ['opcode 0', Buffer.from([0x00]), 'there is no opcode 0'],
  ['text in the place of packets', Buffer.from('GET / HTTP/1.1\r\n'), 'there is no opcode 71'],
  ['a negative length', Buffer.from('\x01-1\n'), 'a length is no number'],
  ['a length with a blank', Buffer.from('\x01 1\n'), 'a length is no number'],
  ['a length with a carriage return', Buffer.from('\x011\r\n'), 'a length is no number'],
  ['a length without end', Buffer.from(`\x01${'9'.repeat(40)}`), 'a length has more than 15 digits'],
  ['a hundred arguments', Buffer.from('\x01100\n'), '100 arguments of a script are too many'],
  ['an argument of many megabytes', Buffer.concat([Buffer.from('\x011\n70000\n'), Buffer.alloc(70_000, 97)]), 'an argument of the script is too large'],
  ['a begin inside a request', Buffer.concat([request({}, { opcode: 0x03 }), request({})]), 'a request begins inside another'],
  ['a block before any request', Buffer.concat([Buffer.from([0x02]), string('{}')]), 'a block came before its request began'],
  ['a block behind the end', Buffer.concat([VECTOR, Buffer.from([0x02]), string('{}')]), 'a block came before its request began'],
])('%s ends the conversation', async (_, bytes, message) => {
  for (const pieces of [[bytes], bytewise(bytes)]) {
    const { ending } = await converse(pieces);
    expect(ending).toMatchObject({ kind: 'broken', message });
  }
});

test('an absurd length takes no memory, and what it announces is passed over', () => {
  const reader = new PacketReader();
  const before = process.memoryUsage().arrayBuffers;
  expect(reader.push(Buffer.from('\x071\n1\nx0\n999999999999999\n'))).toEqual([]);
  const chunk = Buffer.alloc(1 << 20);
  for (let megabytes = 0; megabytes < 64; megabytes++) expect(reader.push(chunk)).toEqual([]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20);
  expect(reader.isBetweenPackets).toBe(false);
});

test('a block above the limit is told of, and the next request is read', async () => {
  const large = Buffer.concat([Buffer.from('\x070\n0\n'), Buffer.from(`${LARGEST_BLOCK + 1}\n`), Buffer.alloc(LARGEST_BLOCK + 1, 32)]);
  const { asked, ending } = await converse([large, VECTOR]);
  expect(asked).toEqual(['too large', BLOCK]);
  expect(ending).toEqual(done(2));
});

test('a text of any kind goes through a reply unharmed', () => {
  const body = 'a "quote", \n line \u2028 and ☃';
  const reply: unknown = JSON.parse(packReply({ status: 201, headers: { 'content-type': 'text/csv', 'etag': '"3"', 'set-cookie': ['no'], 'connection': 'close' }, body }));
  expect(reply).toEqual({ status: 201, payload: body, headers: { 'content-type': 'text/csv', 'etag': '"3"' } });
});

/** Whatever comes, in whatever pieces, the reader says the same, never throws, and never takes more than is there. */
describe('any bytes', () => {
  const read = (pieces: readonly Uint8Array[]): (Packet | Broken)[] => {
    const reader = new PacketReader(1000);
    return pieces.flatMap((piece) => reader.push(piece));
  };
  const plain = (found: readonly (Packet | Broken)[]): unknown[] => found.map((one) => (one.kind === 'packet' ? { ...one, block: one.block?.toString() } : one));
  const anyPacket = fc.record({ begins: fc.boolean(), ends: fc.boolean(), stream: fc.boolean(), pieces: fc.array(fc.string(), { maxLength: 3 }), block: fc.option(fc.string({ maxLength: 1200 })) }).map(
    ({ begins, ends, stream, pieces, block }) =>
      Buffer.concat([
        Buffer.from([(begins ? 1 : 0) | (block === null ? 0 : 2) | (ends || (!begins && block === null) ? 4 : 0) | (stream ? 8 : 0)].map((opcode) => (opcode === 0x0a ? 0x02 : opcode))),
        ...(begins ? [Buffer.from(`${pieces.length}\n`), ...pieces.map(string), string('')] : []),
        ...(block === null ? [] : [string(block)]),
      ]),
  );
  const cuts = fc.array(fc.nat(4000), { maxLength: 30 });
  const cut = (bytes: Buffer, at: readonly number[]): Buffer[] => {
    const places = [0, ...[...at].filter((place) => place < bytes.length).sort((a, b) => a - b), bytes.length];
    return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
  };

  test('packets are the same in any pieces', () => {
    fc.assert(fc.property(fc.array(anyPacket, { maxLength: 5 }), cuts, (packets, at) => {
      const bytes = Buffer.concat(packets);
      const whole = plain(read([bytes]));
      expect(whole).toHaveLength(packets.length);
      expect(plain(read(cut(bytes, at)))).toEqual(whole);
    }));
  });

  test('noise is the same in any pieces', () => {
    const noise = fc.oneof(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), fc.array(fc.constantFrom('\x07', '\x01', '\x02', '\x04', '\n', '0', '1', '12', '-', 'x'), { maxLength: 60 }).map((parts) => Buffer.from(parts.join(''))));
    fc.assert(fc.property(noise, cuts, (bytes, at) => {
      const whole = plain(read([bytes]));
      expect(plain(read(cut(bytes, at)))).toEqual(whole);
      expect(whole.filter((one, index) => (one as { kind: string }).kind === 'broken' && index < whole.length - 1)).toEqual([]);
    }), { numRuns: 500 });
  });
});
