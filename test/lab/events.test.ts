import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { disguises, listEventFiles, mapLine, Prefilter, readEvents } from '../../src/lab/index.js';
import type { MappedEvent, ReadSummary } from '../../src/lab/index.js';
import { dataFolder, describeWithData } from '../data.js';

const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-events-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
const defaults = { time: 1_767_225_600, host: 'somewhere' };

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function read(paths: readonly string[], more: Partial<Parameters<typeof readEvents>[1]> = {}): Promise<{ events: MappedEvent[]; numbers: (readonly number[])[]; summary: ReadSummary }> {
  const events: MappedEvent[] = [];
  const numbers: (readonly number[])[] = [];
  const summary = await readEvents(paths, { defaults, event: (event, records) => { events.push(event); numbers.push(records); }, ...more });
  return { events, numbers, summary };
}

const flat = (values: Readonly<Record<string, unknown>>, system: Readonly<Record<string, unknown>> = {}) => JSON.stringify({ EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational', Provider: 'Microsoft-Windows-Sysmon', Computer: 'ws1.example', TimeCreated: '2026-03-02T09:00:00.123456700Z', EventRecordID: '7', EventData: values, ...system });
const nested = (values: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) => ({ Event: { System: { Provider: { '#attributes': { Name: 'Microsoft-Windows-Sysmon' } }, EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational', Computer: 'ws1.example', TimeCreated: { '#attributes': { SystemTime: '2026-03-02T09:00:00.123456700Z' } }, EventRecordID: 7, ...more }, EventData: values } });
const xml = (data: string, eventId = '1') => `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Sysmon'/><EventID Qualifiers='0'>${eventId}</EventID><TimeCreated SystemTime='2026-03-02T09:00:00.123456700Z'/><EventRecordID>7</EventRecordID><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>ws1.example</Computer></System><EventData>${data}</EventData></Event>`;
const VALUES = { Image: 'C:\\Windows\\System32\\bitsadmin.exe', CommandLine: 'bitsadmin /create "j" & <x>', User: 'CORP\\alice', OriginalFileName: 'bitsadmin.exe' };
const asXml = xml("<Data Name='Image'>C:\\Windows\\System32\\bitsadmin.exe</Data><Data Name=\"CommandLine\">bitsadmin /create &quot;j&quot; &#38; &lt;x&gt;</Data><Data Name='User'>CORP\\alice</Data>\n<Data Name='OriginalFileName'><![CDATA[bitsadmin.exe]]></Data><Data Name='Empty'/>");

describe('one event in each form', () => {
  const forms: readonly (readonly [string, string | Buffer])[] = [
    ['flat.jsonl', `${flat(VALUES)}\n`], ['nested.jsonl', `${JSON.stringify(nested(VALUES))}\n`], ['pretty.json', JSON.stringify(nested(VALUES), null, 2)], ['list.json', JSON.stringify([nested(VALUES)], null, 1)],
    ['names.jsonl', JSON.stringify(nested({ Data: Object.entries(VALUES).map(([name, text]) => ({ '@Name': name, '#text': text })) }))], ['crlf.jsonl', `\uFEFF${flat(VALUES)}\r\n\r\n`], ['one.xml', asXml], ['lines.xml', `<?xml version="1.0"?>\n<Events>\n${asXml}\n</Events>`],
    ['prefix.xml', asXml.replaceAll('<', '<e:').replaceAll('<e:/', '</e:').replaceAll('<e:![CDATA', '<![CDATA').replace('xmlns=', 'xmlns:e=')], ['packed.xml.gz', gzipSync(asXml)], ['packed.jsonl.gz', gzipSync(flat(VALUES))], ['wide.xml', Buffer.from(`\uFEFF${asXml}`, 'utf16le')],
  ];

  test.each(forms)('%s', async (name, content) => {
    const { events, summary } = await read([file(name, content)]);
    expect(summary).toMatchObject({ records: 1, brokenCount: 0 });
    expect(Object.fromEntries(events[0]?.datasets.get('Endpoint.Processes') ?? [])).toMatchObject({ process_name: 'bitsadmin.exe', process: VALUES.CommandLine, user: 'CORP\\alice', original_file_name: 'bitsadmin.exe', dest: 'ws1.example', parent_process: 'unknown' });
    expect(events[0]?.fields.get('_time')).toBeCloseTo(1_772_442_000.1234567, 5);
    expect(events[0]?.fields.get('source')).toBe('XmlWinEventLog:Microsoft-Windows-Sysmon/Operational');
  });

  test('rows of a data model as CSV and JSON', async () => {
    const csv = file('rows.csv', '_time,Processes.process,Processes.process_name\n1772442000,"a ""b""\nc",x.exe\n1772442001,d,y.exe\n');
    const json = file('rows.jsonl', '{"process":"a","process_name":"x.exe"}\n');
    const { events, summary, numbers } = await read([csv, json]);
    expect(summary).toMatchObject({ records: 3, brokenCount: 0 });
    expect(events.map(({ datasets }) => datasets.get('Endpoint.Processes')?.get('process'))).toEqual(['a "b"\nc', 'd', 'a']);
    expect(numbers.map(([number]) => summary.places[number ?? -1]?.line)).toEqual([2, 4, 1]);
  });

  test('variants: kinds without time and host', () => {
    const line = JSON.stringify({ id: 'X', events: [{ kind: 'P', Image: 'C:\\a.exe', CommandLine: 'a' }, { kind: 'N', 'c-useragent': 'Microsoft BITS/7.8', 'cs-host': 'evil.example', 'cs-method': 'GET', 'c-uri': '/p' }, { kind: 'SCM', EventID: 7040, param1: 'BITS', param3: 'disabled', param4: 'BITS' }, { kind: 'B', EventID: 3, string: 'j', string2: 'CORP\\u' }] });
    const events = mapLine(line, defaults);
    if (typeof events === 'string') throw new Error(events);
    expect(events.map(({ datasets }) => [...datasets.keys()])).toEqual([['Endpoint.Processes'], ['Web.Web'], ['Endpoint.Services'], []]);
    expect(events[1]?.datasets.get('Web.Web')?.get('url')).toBe('http://evil.example/p');
    expect(events[2]?.datasets.get('Endpoint.Services')?.get('start_mode')).toBe('disabled');
    expect(events[3]?.fields.get('bits_job_title')).toBe('j');
    expect(events[0]?.fields.get('_time')).toBe(defaults.time);
  });
});

test('Security 4688 with and without command line', () => {
  const event = (values: Readonly<Record<string, string>>) => mapLine(flat({ NewProcessName: 'C:\\Windows\\System32\\bitsadmin.exe', NewProcessId: '0x1e00', ProcessId: '0x10', ParentProcessName: 'C:\\Windows\\System32\\cmd.exe', SubjectUserName: 'alice', TargetUserName: '-', MandatoryLabel: 'S-1-16-12288', ...values }, { EventID: 4688, Channel: 'Security' }), defaults);
  const [first] = event({ CommandLine: 'bitsadmin /list' }) as MappedEvent[];
  expect(Object.fromEntries(first?.datasets.get('Endpoint.Processes') ?? [])).toMatchObject({ process: 'bitsadmin /list', process_id: '7680', user: 'alice', process_integrity_level: 'high', parent_process_name: 'cmd.exe', original_file_name: 'unknown' });
  const [second] = event({}) as MappedEvent[];
  expect(second?.datasets.get('Endpoint.Processes')?.get('process')).toBe('C:\\Windows\\System32\\bitsadmin.exe');
});

test('scripts in several parts are one, and every part is named', async () => {
  const part = (number: number, text: string, id = 'a') => JSON.stringify({ EventID: 4104, Channel: 'Microsoft-Windows-PowerShell/Operational', Computer: 'ws1', TimeCreated: '2026-03-02T09:00:00Z', EventData: { ScriptBlockText: text, ScriptBlockId: id, MessageNumber: String(number), MessageTotal: '2' } });
  const { events, numbers, summary } = await read([file('parts.jsonl', [part(2, 'Transfer x'), part(1, 'lonely ', 'b'), part(1, 'Start-Bits')].join('\n'))]);
  expect(events.map(({ fields }) => fields.get('ScriptBlockText'))).toEqual(['Start-BitsTransfer x', 'lonely ']);
  expect(numbers.map((records) => records.map((number) => summary.places[number]?.line).sort())).toEqual([[1, 3], [2]]);
});

describe('what is broken is counted and passed over', () => {
  test.each([
    ['cut.jsonl', `${flat(VALUES)}\n{"EventID":1,`, 1, 1], ['deep.jsonl', `${'['.repeat(5_000)}\n${flat(VALUES)}\n`, 1, 1], ['text.jsonl', `{"a":1}\n[1]\n"x"\n${flat(VALUES)}`, 1, 3], ['binary.json', Buffer.from([0x7b, 0, 1, 2, 10, 0x7b, 0xff, 0xfe, 10]), 0, 1], ['open.xml', `${asXml}<Event><System>`, 1, 1],
    ['noid.xml', asXml.replace(/<EventID.*<\/EventID>/, ''), 0, 1], ['other.csv', 'a,b\n1,2\n', 0, 1], ['empty.json', '', 0, 0], ['bad.gz', Buffer.concat([gzipSync(`${flat(VALUES)}\n`).subarray(0, 60), Buffer.from('rubbish')]), 0, 1],
  ] as const)('%s', async (name, content, good, broken) => {
    const { events, summary } = await read([file(name, content)]);
    expect([events.length, summary.brokenCount]).toEqual([good, broken]);
    for (const { why } of summary.broken) expect(why).not.toBe('');
  });

  test('keys of JavaScript are keys like any other', async () => {
    const { events } = await read([file('proto.jsonl', '{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","EventData":{"__proto__":"x","constructor":"y","CommandLine":"a"}}')]);
    expect(events[0]?.fields.get('__proto__')).toBe('x');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('a file that is missing is told', async () => {
    const { summary } = await read([join(folder, 'nowhere.jsonl')]);
    expect(summary.broken[0]?.why).toContain('ENOENT');
  });
});

test('folders give their event files in order, links left out', () => {
  const root = join(folder, 'logs');
  mkdirSync(join(root, 'b'), { recursive: true });
  for (const name of ['b/2.jsonl', 'a.xml.gz', 'note.md', 'b/1.csv']) writeFileSync(join(root, name), '');
  symlinkSync(root, join(root, 'loop'));
  expect(listEventFiles([root]).map((path) => path.slice(root.length + 1))).toEqual(['a.xml.gz', 'b/1.csv', 'b/2.jsonl']);
});

describe('the prefilter', () => {
  test('finds exactly what a search without regard to case finds', () => {
    const letter = fc.constantFrom('a', 'B', 'b', 'i', 'T', 's', '.', ' ', '\n', 'x');
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'i', 't', 's', '.'), minLength: 3, maxLength: 6 });
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.string({ unit: letter, maxLength: 80 }), fc.nat(10), (words, text, from) => {
      const bytes = Buffer.from(text);
      const expected = words.map((one) => text.toLowerCase().indexOf(one, from)).filter((at) => at >= 0);
      expect(new Prefilter(words).next(bytes, from, bytes.length)).toBe(expected.length === 0 ? -1 : Math.min(...expected));
    }), { numRuns: 3_000 });
  });

  test('passes over records without the word and none with it, however it is written', async () => {
    const word = 'bitsadmin';
    const filters = { json: new Prefilter([word, ...disguises.json.words], disguises.json.rare), xml: new Prefilter([word, ...disguises.xml.words], disguises.xml.rare) };
    const escaped = flat({ CommandLine: 'BITSADMIN' }).replace('BITSADMIN', '\\u0042itsadmin');
    const lines = [flat({ CommandLine: 'other' }), flat({ CommandLine: 'x BITSadmin' }), escaped, flat({ CommandLine: 'nothing' })];
    const data = (text: string) => xml(`<Data Name='CommandLine'>${text}</Data>`);
    const xmls = [data('other &amp; more'), data('BitsAdmin'), data('&#98;itsadmin'), data('bits<![CDATA[admin]]>'), data('nothing')];
    for (const [name, text, found] of [['filter.jsonl', lines.join('\n'), 2], ['filter.xml', xmls.join('\n'), 3]] as const) {
      const path = file(name, text);
      const filtered = await read([path], { prefilter: filters });
      const all = await read([path]);
      const hits = ({ events }: { events: MappedEvent[] }) => events.filter(({ fields }) => String(fields.get('CommandLine')).toLowerCase().includes(word)).map(({ fields }) => fields.get('_raw'));
      expect(hits(filtered)).toEqual(hits(all));
      expect(hits(all)).toHaveLength(found);
      expect(filtered.summary.records).toBe(all.summary.records);
      expect(filtered.events.length).toBeLessThan(all.events.length);
    }
  });
});

test('lines are counted whatever the chunks, and records over chunks are whole', async () => {
  const lines = Array.from({ length: 4_000 }, (_, n) => flat({ CommandLine: `job ${n} ${'x'.repeat(n % 900)}` }));
  const { events, summary, numbers } = await read([file('long.jsonl', lines.join('\n'))]);
  expect(summary.records).toBe(4_000);
  expect(events.every((event, n) => String(event.fields.get('CommandLine')).startsWith(`job ${n} `) && summary.places[numbers[n]?.[0] ?? -1]?.line === n + 1)).toBe(true);
});

describeWithData('recorded events', () => {
  test('every record is read and none is broken', async () => {
    const files = listEventFiles([join(dataFolder, 'events')]).filter((path) => !path.endsWith('.csv'));
    const { summary, events } = await read(files);
    expect(summary.brokenCount).toBe(0);
    expect(summary.records).toBeGreaterThan(6_000);
    const processes = events.filter(({ datasets }) => datasets.has('Endpoint.Processes'));
    expect(processes.length).toBeGreaterThan(3_500);
    expect(processes.filter(({ datasets }) => datasets.get('Endpoint.Processes')?.get('process_name') === 'unknown')).toEqual([]);
  });
});
