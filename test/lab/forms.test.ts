/** Shapes in which other tools write Windows events down. */
import { mapLine } from '../../src/lab/index.js';
import type { MappedEvent } from '../../src/lab/index.js';
import { ScriptBlocks } from '../../src/lab/events/scriptblocks.js';
import type { WindowsEvent } from '../../src/lab/events/event.js';

const defaults = { time: 1_767_225_600, host: 'somewhere' };

function only(value: unknown): MappedEvent {
  const events = mapLine(JSON.stringify(value), defaults);
  if (typeof events === 'string') throw new Error(events);
  expect(events).toHaveLength(1);
  const [event] = events;
  if (!event) throw new Error('no event');
  return event;
}

const SYSMON = 'Microsoft-Windows-Sysmon/Operational';

test.each([
  ['Winlogbeat', { '@timestamp': '2026-03-02T09:00:00.000Z', winlog: { channel: SYSMON, event_id: '1', computer_name: 'ws01.corp.example', provider_name: 'Microsoft-Windows-Sysmon', event_data: { CommandLine: 'a' } } }],
  ['an export of Sentinel, values as text', { Channel: SYSMON, EventID: 1, Computer: 'ws01.corp.example', TimeCreated: '2026-03-02T09:00:00Z', EventData: '{"CommandLine":"a"}' }],
  ['its columns taken for values', { Channel: SYSMON, EventID: 1, Computer: null, EventData: { Computer: 'ws01.corp.example', Provider: 'Microsoft-Windows-Sysmon', TimeCreated: '2026-03-02T09:00:00Z', EventData: '{"CommandLine":"a"}' } }],
  ['a result of Splunk', { preview: false, result: { _raw: `<Event xmlns='x'><System><EventID>1</EventID><Channel>${SYSMON}</Channel><Computer>ws01.corp.example</Computer><TimeCreated SystemTime='2026-03-02T09:00:00Z'/></System><EventData><Data Name='CommandLine'>a</Data></EventData></Event>` } }],
  ['all of a file in one object', { Events: { Event: { System: { EventID: { '@Qualifiers': '0', '#text': '1' }, Channel: SYSMON, Computer: 'ws01.corp.example', TimeCreated: { '@SystemTime': '2026-03-02T09:00:00Z' } }, EventData: { Data: [{ '@Name': 'CommandLine', '#text': 'a' }] } } } }],
])('%s', (_, value) => {
  const { fields, datasets } = only(value);
  expect(datasets.get('Endpoint.Processes')?.get('process')).toBe('a');
  expect([fields.get('host'), fields.get('_time'), fields.get('EventCode')]).toEqual(['ws01.corp.example', 1_772_442_000, '1']);
});

test('unnamed values, and elements with attributes only', () => {
  const event = (Data: unknown) => only({ Event: { System: { EventID: 800, Channel: 'Windows PowerShell' }, EventData: { Data } } }).fields;
  expect([...event({ '#text': ['first', 'UserId=CORP\\alice'] })]).toEqual(expect.arrayContaining([['Data0', 'first'], ['UserId', 'CORP\\alice']]));
  expect(event([{ '@Name': 'Empty' }]).get('Empty')).toBe('');
});

test.each([[{ Event: { System: {} } }], [{ Event: [{}] }], [{ EventID: 'x' }], [{ EventID: null }], [{ winlog: {} }], [{ events: [{ kind: 'none' }] }], [{ events: [null] }], [{ result: 1 }], [[]], [{}]])('no event: %j', (value) => {
  const read = mapLine(JSON.stringify(value), defaults);
  expect(typeof read === 'string' ? read : read.length).toEqual(Array.isArray(value) ? 0 : expect.stringMatching(/\w/));
});

test('what System says is there for searches of the log, as they group by it', () => {
  const { fields } = only({ Event: {
    System: { Provider: { '#attributes': { Name: 'Microsoft-Windows-PowerShell', Guid: '{a}' } }, EventID: 4104, Opcode: 15, Level: 5, Execution: { '#attributes': { ProcessID: 88, ThreadID: 4 } }, Channel: 'Microsoft-Windows-PowerShell/Operational', Computer: 'ws01', Security: { '#attributes': { UserID: 'S-1-5-18' } } },
    EventData: { ScriptBlockText: 'Get-Date', ScriptBlockId: 'x', Path: '' },
  } });
  expect(Object.fromEntries(['dest', 'signature', 'signature_id', 'user_id', 'vendor_product', 'EventID', 'Guid', 'Opcode', 'Name', 'Path', 'ProcessID', 'ScriptBlockId', 'ScriptBlockText'].map((name) => [name, fields.get(name)]))).toEqual({
    dest: 'ws01', signature: 'Microsoft-Windows-PowerShell Execute a Remote Command', signature_id: '4104', user_id: 'S-1-5-18', vendor_product: 'Microsoft Windows', EventID: '4104', Guid: '{a}', Opcode: '15', Name: 'Microsoft-Windows-PowerShell', Path: '',
    ProcessID: '88', ScriptBlockId: 'x', ScriptBlockText: 'Get-Date',
  });
});

test.each([
  [{ string: 'job', string2: 'CORP\\alice', string3: '' }], [{ jobTitle: 'job', jobId: '{1}', jobOwner: 'CORP\\alice' }], [{ jobTitle: 'job', jobId: '{1}', jobOwner: 'CORP\\alice', processPath: 'C:\\a.exe', processId: '4' }],
  [{ jobTitle: 'job', jobId: '{1}', jobOwner: 'CORP\\alice', processPath: 'C:\\a.exe', processId: '4', ClientProcessStartKey: '1' }],
])('event 3 of Bits-Client in each of its templates: %j', (EventData) => {
  const { fields } = only({ EventID: 3, Channel: 'Microsoft-Windows-Bits-Client/Operational', EventData });
  expect([fields.get('bits_job_title'), fields.get('bits_job_owner'), fields.get('user')]).toEqual(['job', 'CORP\\alice', 'CORP\\alice']);
});

describe('parts of scripts', () => {
  const part = (number: number, total: number, id: string, text = 'x'): WindowsEvent => ({
    channel: 'Microsoft-Windows-PowerShell/Operational', provider: '', eventId: 4104, computer: 'ws01', time: 0, recordId: undefined, system: new Map(),
    values: new Map([['MessageNumber', String(number)], ['MessageTotal', String(total)], ['ScriptBlockId', id], ['ScriptBlockText', text]]),
  });

  test('a part that was logged twice counts once, and both lines are named', () => {
    const scripts = new ScriptBlocks();
    expect([scripts.take(part(1, 2, 'a', 'one '), 'r1', 1), scripts.take(part(1, 2, 'a', 'one '), 'r2', 2)]).toEqual([[], []]);
    const [joined] = scripts.take(part(2, 2, 'a', 'two'), 'r3', 3);
    expect([joined?.event.values.get('ScriptBlockText'), joined?.records, joined?.raw]).toEqual(['one two', [1, 2, 3], 'r1\nr3']);
  });

  test('without an id nothing is joined', () => {
    expect(new ScriptBlocks().take(part(1, 2, ''), 'r', 1)).toHaveLength(1);
  });

  test('what waits is bounded, by count and by text, and comes out all the same', () => {
    const many = new ScriptBlocks();
    const early = Array.from({ length: 3_000 }, (_, n) => many.take(part(1, 2, String(n)), 'r', n)).flat();
    expect([early.length, many.finish().length]).toEqual([1_000, 2_000]);
    const large = new ScriptBlocks();
    const raw = 'x'.repeat(1024 * 1024);
    const out = Array.from({ length: 70 }, (_, n) => large.take(part(n, 1_000_000, 'one'), raw, n)).flat();
    expect(out.map(({ records }) => records.length)).toEqual([65]);
  });

  test('a script of very many parts takes no longer than its parts', () => {
    const scripts = new ScriptBlocks();
    const start = performance.now();
    for (let n = 1; n <= 100_000; n++) scripts.take(part(n, 100_001, 'a'), 'r', n);
    expect(scripts.finish()[0]?.records).toHaveLength(100_000);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
