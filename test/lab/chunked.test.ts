/** Splunk's side of the protocol, by what Splunk was recorded to write. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chunkedCommand } from '../../src/lab/index.js';
import { Refusal } from '../../src/spl/index.js';
import type { Value } from '../../src/spl/index.js';
import { dataFolder, describeWithData } from '../data.js';
import { chunk, records, replies } from '../searchcommand/conversation.js';

type Rows = readonly ReadonlyMap<string, Value>[];

const rowsOf = (...rows: readonly Readonly<Record<string, Value>>[]): Rows => rows.map((row) => new Map(Object.entries(row)));
const plain = (rows: Rows) => rows.map((row) => Object.fromEntries(row));
const info = (metadata: object = {}) => chunk({ type: 'stateful', required_fields: ['a'], ...metadata });
const answer = (csv: string, metadata: object = {}) => chunk({ finished: false, ...metadata }, csv);
const end = chunk({ finished: true });

/** What a program answers, whatever it is asked; getinfo alone gets the first chunk. */
function says(...answers: readonly Buffer[]) {
  const sent: Buffer[] = [];
  const command = chunkedCommand('other', (bytes) => {
    sent.push(Buffer.from(bytes));
    return Buffer.concat(sent.length === 1 ? answers.slice(0, 1) : answers);
  });
  return { command, sent };
}

async function told(answers: readonly Buffer[], rows: Rows = rowsOf({ a: 'x' })): Promise<string> {
  const error: unknown = await says(...answers).command([], rows, () => undefined).catch((reason: unknown) => reason);
  return error instanceof Refusal ? error.message : 'it was not refused';
}

describeWithData('recorded conversations', () => {
  test.each(['doubleage-streaming', 'accumages-stateful'])('%s: the rows are written byte by byte as Splunk writes them, and merged', async (name) => {
    const [input, output] = ['input', 'output'].map((kind) => readFileSync(join(dataFolder, `scp-recordings/${name}.${kind}`)));
    const requests = replies(input ?? Buffer.alloc(0));
    const [, recorded] = requests;
    const [first, ...answers] = replies(output ?? Buffer.alloc(0));
    const rows = records(recorded?.body ?? '').map(({ age = '' }, index) => ({ age, name: `person ${index}` }));
    const { command, sent } = says(chunk(first?.metadata ?? {}), answer(answers[0]?.body.toString() ?? ''), end);
    const merged = plain(await command([], rowsOf(...rows), () => undefined));
    const [, execute, finished] = replies(sent[1] ?? Buffer.alloc(0));
    expect([execute?.metadata, execute?.body.toString()]).toEqual([recorded?.metadata, recorded?.body.toString()]);
    expect([finished?.metadata, finished?.body.toString()]).toEqual([{ action: 'execute', finished: true }, requests.at(-1)?.body.toString()]);
    const answered = records(answers[0]?.body ?? '');
    expect(merged).toEqual(rows.map((row, index) => ({ ...row, age: answered[index]?.['age'], ...(name.startsWith('accum') && { accum_age: answered[index]?.['accum_age'] }) })));
  });
});

test('a program is asked for getinfo alone before it gets rows, with its arguments', async () => {
  const { command, sent } = says(info(), answer('_chunked_idx\n'), end);
  await command(['threshold=5', 'two words'], rowsOf({ a: 'x' }), () => undefined);
  expect(sent.map((bytes) => replies(bytes).map(({ metadata }) => metadata['action']))).toEqual([['getinfo'], ['getinfo', 'execute', 'execute']]);
  expect(replies(sent[0] ?? Buffer.alloc(0))[0]?.metadata['searchinfo']).toMatchObject({ args: ['threshold=5', 'two words'] });
});

test('several values go out and come back; an empty cell leaves no field; a row that is not answered is gone', async () => {
  const { command, sent } = says(info(), answer('_chunked_idx,b,__mv_b,c\n2,,"$x$;$y$$;z$",\n0,"é, ""q""",,d\n'), end);
  const rows = await command([], rowsOf({ a: ['one', 't$wo'], c: 'old' }, { a: 'gone' }, { c: 'old', d: 'kept' }), () => undefined);
  expect(plain(rows)).toEqual([{ b: ['x', 'y$;z'], d: 'kept' }, { a: ['one', 't$wo'], b: 'é, "q"', c: 'd' }]);
  expect(records(replies(sent[1] ?? Buffer.alloc(0))[1]?.body ?? '')[0]).toEqual({ a: 'one\nt$wo', _chunked_idx: '0', __mv_a: '$one$;$t$$wo$', __mv__chunked_idx: '' });
});

test('more rows than a chunk holds go in several, each counted from 0', async () => {
  const command = chunkedCommand('other', (bytes) => {
    const bodies = replies(Buffer.from(bytes)).slice(1).map(({ body }) => records(body));
    return Buffer.concat([info(), ...bodies.map((rows) => answer(`_chunked_idx,b\n${rows.map(({ _chunked_idx: index = '', a = '' }) => `${index},${index}-${a}\n`).join('')}`))]);
  });
  const rows = plain(await command([], Array.from({ length: 50_001 }, (_, index) => new Map([['a', String(index)]])), () => undefined));
  expect([rows.length, rows[49_999], rows[50_000]]).toEqual([50_001, { a: '49999', b: '49999-49999' }, { a: '50000', b: '0-50000' }]);
});

test.each<[string, readonly Buffer[], string]>([
  ['an error at getinfo', [info({ error: 'no such thing' })], 'other says: no such thing'],
  ['an error behind rows', [info(), answer('', { error: 'broke' }), end], 'other says: broke'],
  ['no chunk', [Buffer.from('Traceback\n')], 'other answers what is no chunk: byte 0 begins no chunk'],
  ['a chunk that is cut', [info().subarray(0, 30)], 'it ends inside a chunk'],
  ['metadata that is no object', [chunk('[]')], 'is no JSON object'],
  ['too few chunks', [info(), answer('_chunked_idx\n')], 'answers 2 of 3 chunks'],
  ['rows without their number', [info(), answer('b\nx\n'), end], 'answers rows without _chunked_idx'],
  ['a row that was not sent', [info(), answer('_chunked_idx\n7\n'), end], 'a row that it was not sent (_chunked_idx "7")'],
  ['a type of another kind', [info({ type: 'events' })], 'a command of type "events"'],
  ['all fields', [info({ required_fields: ['*'] })], 'does not say which fields it needs'],
])('%s is refused with a word', async (_, answers, why) => {
  expect(await told(answers)).toContain(why);
});

test('messages for people are warnings, each once', async () => {
  const messages = { inspector: { messages: [['WARN', 'mind'], ['DEBUG', 'never']] } };
  const warnings: string[] = [];
  await says(info(messages), answer('_chunked_idx\n', messages), end).command([], rowsOf({ a: 'x' }), (text) => warnings.push(text));
  expect(warnings).toEqual(['other: mind']);
});
