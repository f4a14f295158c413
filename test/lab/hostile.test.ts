/** Files made to break a reader: nothing throws, nothing takes longer than its bytes do. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { disguises, Prefilter, readEvents } from '../../src/lab/index.js';
import type { MappedEvent, ReadSummary } from '../../src/lab/index.js';

const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-hostile-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const defaults = { time: 1_767_225_600, host: 'somewhere' };

interface Outcome {
  readonly events: readonly MappedEvent[];
  readonly lines: readonly (readonly number[])[];
  readonly summary: ReadSummary;
}

async function read(name: string, content: string | Buffer, more: Partial<Parameters<typeof readEvents>[1]> = {}): Promise<Outcome> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const events: MappedEvent[] = [];
  const numbers: (readonly number[])[] = [];
  const summary = await readEvents([path], { defaults, event: (event, records) => { events.push(event); numbers.push(records); }, ...more });
  return { events, lines: numbers.map((records) => records.map((number) => summary.places[number]?.line ?? 0)), summary };
}

const commandLines = ({ events }: Outcome): unknown[] => events.map(({ fields }) => fields.get('CommandLine'));
const json = (CommandLine: string, more: Readonly<Record<string, unknown>> = {}): string => JSON.stringify({ EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational', Computer: 'ws01.corp.example', EventData: { CommandLine, ...more } });
const xml = (inside: string): string => `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Sysmon"/><EventID>1</EventID><Channel>Microsoft-Windows-Sysmon/Operational</Channel></System>${inside}</Event>`;
const data = (text: string): string => xml(`<EventData><Data Name="CommandLine">${text}</Data></EventData>`);

describe('long and deep', () => {
  const size = 4_000_000;
  test.each([
    ['one text', json('x'.repeat(size)), 1, 0],
    ['quotes', json('"'.repeat(size / 4)), 1, 0],
    ['brackets that open', `{"EventID":1,"EventData":${'['.repeat(size)}`, 0, 1],
    ['objects in objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 0, 1],
    ['tags that open', xml(`<EventData>${'<Data '.repeat(size / 6)}</EventData>`), 1, 0],
    ['elements that open', xml(`<EventData>${'<Data>'.repeat(size / 6)}</EventData>`), 1, 0],
    ['ends of nothing', xml(`<EventData>${'</Data>'.repeat(size / 7)}</EventData>`), 1, 0],
    ['sections that open', data('<![CDATA['.repeat(size / 9)), 1, 0],
    ['comments that open', data('<!--'.repeat(size / 4)), 1, 0],
    ['attributes without end', xml(`<EventData><Data ${'a'.repeat(size)}>x</Data></EventData>`), 1, 0],
    ['quotes that open', xml(`<EventData><Data Name="${' Name='.repeat(size / 6)}>x</Data></EventData>`), 1, 0],
    ['references', data('&#'.repeat(size / 2)), 1, 0],
    ['names', xml(`<EventData>${'<a:'.repeat(size / 3)}</EventData>`), 1, 0],
    ['a cell', `process,process_name\n"${'""'.repeat(size / 2)}",x.exe\n`, 1, 0],
    ['a cell without end', `process,process_name\n"${'x'.repeat(size)}`, 1, 0],
  ] as const)('%s', async (name, text, events, broken) => {
    const start = performance.now();
    const outcome = await read(`${name.replaceAll(' ', '-')}.log`, text);
    expect([outcome.events.length, outcome.summary.brokenCount]).toEqual([events, broken]);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test('a record beyond all sizes is counted once, and the next is read', async () => {
    const { events, lines, summary } = await read('endless.jsonl', `${json('a')}\n${json('b')}\n"${'x'.repeat(70_000_000)}"\n${json('c')}\n`);
    expect(events.map(({ fields }) => fields.get('CommandLine'))).toEqual(['a', 'b', 'c']);
    expect(lines).toEqual([[1], [2], [4]]);
    expect(summary).toMatchObject({ brokenCount: 1, broken: [{ line: 3 }] });
  }, 20_000);

  test('an event beyond all sizes too, and one of a list', async () => {
    const long = 'x'.repeat(40_000_000);
    expect(commandLines(await read('endless.xml', `${data('a')}\n${data(long)}\n${data('c')}`))).toEqual(['a', 'c']);
    expect(commandLines(await read('endless.json', `[\n${json('a')},\n${json(long)},\n${json('c')}\n]`))).toEqual(['a', 'c']);
  }, 20_000);

  test('a bomb is left before it fills the memory', async () => {
    const { summary } = await read('bomb.gz', gzipSync(Buffer.alloc(100 * 1024 * 1024, '\n')));
    expect(summary.broken.map(({ why }) => why)).toEqual([expect.stringContaining('unpacks')]);
  }, 60_000);
});

describe('JSON over many lines', () => {
  const three = [json('a'), json('b {" \\" ['), json('c')];
  test.each([
    ['a list, a line each', `[\n${three.join(',\n')}\n]\n`, [2, 3, 4]],
    ['a list that begins with its first', `[${three.join(',\n')}]`, [1, 2, 3]],
    ['a list on one line', `[${three.join(',')}]`, [1, 1, 1]],
    ['printed one after the other', three.map((one) => JSON.stringify(JSON.parse(one), null, 1)).join('\n'), [1, 9, 17]],
    ['with a mark and empty lines', `\uFEFF\n\n[\n${three.join('\n,\n')}]`, [4, 6, 8]],
  ] as const)('%s', async (_, text, lines) => {
    const outcome = await read('values.json', text);
    expect(commandLines(outcome)).toEqual(['a', 'b {" \\" [', 'c']);
    expect(outcome.lines).toEqual(lines.map((line) => [line]));
    expect(outcome.summary).toMatchObject({ records: 3, brokenCount: 0 });
  });

  test('chunks cut anywhere', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) => json(`job ${n} "${'\\'.repeat(n % 700)}`));
    const outcome = await read('many.json', `[\n${many.join(',\n')}\n]`);
    expect(commandLines(outcome)).toEqual(many.map((_, n) => `job ${n} "${'\\'.repeat(n % 700)}`));
    expect(outcome.lines.every(([line], n) => line === n + 2)).toBe(true);
  });

  test('a log that was cut at its begin is JSON still', async () => {
    expect(commandLines(await read('cut.log', `mmandLine":"x"}}\n${json('a')}\n`))).toEqual(['a']);
    expect(commandLines(await read('cutxml.log', `x</Data></EventData></Event>\n${data('a')}`))).toEqual(['a']);
  });
});

test('events in XML are named by the line on which each begins, many on one line or one on many', async () => {
  const one = data('a');
  const spread = one.replaceAll('><', '>\n  <');
  const height = spread.split('\n').length;
  const outcome = await read('lines.xml', `<?xml version="1.0"?>\n<Events>\n\n${one}${one}\n${spread}\n\n${spread}\n${one}</Events>\n`);
  expect(outcome.lines).toEqual([4, 4, 5, 6 + height, 6 + 2 * height].map((line) => [line]));
});

test('a stop stops, and is no broken record', async () => {
  await expect(read('stopped.jsonl', `${json('a')}\n`, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});

test('cells with line breaks and empty lines inside', async () => {
  const outcome = await read('rows.csv', '\uFEFFprocess,process_name\r\n"a\r\n\r\n""b""",x.exe\r\n\r\nc,y.exe\r\n"d');
  expect(outcome.events.map(({ datasets }) => datasets.get('Endpoint.Processes')?.get('process'))).toEqual(['a\r\n\r\n"b"', 'c', expect.anything()]);
  expect(outcome.lines).toEqual([[2], [6], [7]]);
});

describe('whatever the bytes', () => {
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: fc.constantFrom('<', '>', '/', 'Event', 'System', 'Data', ' ', '"', "'", '=', '{', '}', '[', ']', ',', '\n', 'EventID', '1', ':', '&#', ';', '\\', '<![CDATA[', ']]>', '<!--'), maxLength: 120 }).map((text) => Buffer.from(text)));
  test('reading ends, and says of each record whether it was read', async () => {
    let number = 0;
    await fc.assert(fc.asyncProperty(bytes, async (content) => {
      const { summary } = await read(`fuzz-${number++ % 4}.log`, Buffer.from(content));
      for (const { why, line } of summary.broken) expect([why === '', line < 0]).toEqual([false, false]);
    }), { numRuns: 400 });
  });
});

describe('the prefilter loses nothing', () => {
  const WORD = 'bitsadmin';
  const filters = { json: new Prefilter([WORD, ...disguises.json.words], disguises.json.rare), xml: new Prefilter([WORD, ...disguises.xml.words], disguises.xml.rare) };
  const letter = fc.constantFrom<(letter: string) => string>((one) => one, (one) => one.toUpperCase());
  /** The word, each letter in either case and perhaps hidden, among others. */
  const written = (hide: (letter: string) => string) => fc.array(fc.tuple(letter, fc.boolean()), { minLength: WORD.length, maxLength: WORD.length }).map((ways) => ways.map(([change, hidden], index) => (hidden ? hide : (one: string) => one)(change(WORD[index] ?? ''))).join(''));
  const mixed = (hide: (letter: string) => string) => fc.array(fc.oneof(fc.string({ unit: fc.constantFrom('b', 'i', 't', 's', 'a', 'd', 'm', 'n', ' ', '.'), maxLength: 20 }), written(hide), written((one) => one)), { maxLength: 12 });
  const code = (one: string): string => (one.codePointAt(0) ?? 0).toString(16);

  test.each([
    ['JSON lines', 'p.jsonl', '\n', (text: string) => json('@').replace('@', text), mixed((one) => `\\u00${code(one)}`), ''],
    ['a list of JSON', 'p.json', ',\n', (text: string) => json('@').replace('@', text), mixed((one) => `\\u00${code(one)}`), '['],
    ['XML', 'p.xml', '\n', data, mixed((one) => `&#x${code(one)};`), ''],
    ['XML with sections', 'p2.xml', '\n', data, mixed((one) => `<![CDATA[${one}]]>`), ''],
    ['XML with comments', 'p3.xml', '', data, mixed((one) => `<!-- -->${one}`), '<Events>'],
  ] as const)('%s', async (_, name, divider, record, texts, before) => {
    await fc.assert(fc.asyncProperty(texts, async (list) => {
      const content = before + list.map(record).join(divider);
      const holds = (outcome: Outcome): unknown[] => outcome.events.filter(({ fields }) => String(fields.get('CommandLine')).toLowerCase().includes(WORD)).map(({ fields }, index) => [fields.get('_raw'), index]);
      const [all, filtered] = [await read(name, content), await read(`f-${name}`, content, { prefilter: filters })];
      expect(holds(filtered)).toEqual(holds(all));
      expect(filtered.summary.records).toBe(all.summary.records);
    }), { numRuns: 60 });
  });

  test.each([
    ['k.jsonl', json('wor\u212aer'), 'worker'], ['i.jsonl', json('wm\u0130'), 'wmi'], ['j.jsonl', json('@').replace('@', 'wm\\u0130'), 'wmi'], ['k.xml', data('wor\u212aer'), 'worker'], ['i.xml', data('wm\u0130'), 'wmi'],
    ['kind.jsonl', '{"kind":"P","CommandLine":"a"}', 'microsoft-windows-sysmon'],
  ])('what only lower case shows, and what a kind means: %s', async (name, content, word) => {
    const { events } = await read(name, content, { prefilter: { json: new Prefilter([word, ...disguises.json.words], disguises.json.rare), xml: new Prefilter([word, ...disguises.xml.words], disguises.xml.rare) } });
    expect(events.filter(({ fields }) => [fields.get('CommandLine'), fields.get('Channel')].some((value) => String(value).toLowerCase().includes(word)))).toHaveLength(1);
  });
});
