/** What Splunk wrote to other commands, replayed; our replies are read by splunklib's reader too, where it is installed. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bitsscore, readSettings, serveBytes, tunedScorer } from '../../src/searchcommand/index.js';
import { dataFolder, describeWithData } from '../data.js';
import { chunk, getinfo, records, replies, table } from './conversation.js';
import { readBySplunklib, testWithSplunklib, withLists } from './splunklib.js';

/** The recorded commands had arguments of their own: ours are put in their place, every other byte stays. */
function withoutArguments(input: Buffer): Buffer {
  const end = input.indexOf('\n');
  const length = Number(/,(\d+),/.exec(input.toString('latin1', 0, end))?.[1]);
  const request = JSON.parse(input.toString('utf8', end + 1, end + 1 + length)) as { searchinfo: { args: string[] } };
  request.searchinfo.args = [];
  return Buffer.concat([chunk(request), input.subarray(end + 1 + length)]);
}

const command = bitsscore(tunedScorer(readSettings([])));
describeWithData('recorded conversations', () => {
  const folder = join(dataFolder, 'scp-recordings');
  const names = readdirSync(folder).filter((name) => name.endsWith('.input'));

  test('there are recordings', () => {
    expect(names.length).toBeGreaterThan(5);
  });

  test.each(names)('%s', (name) => {
    const input = withoutArguments(readFileSync(join(folder, name)));
    const { output, outcome } = serveBytes(input, command);
    const [requests, answers] = [replies(input), replies(output)];
    expect(outcome.kind).toBe('done');
    expect(answers).toHaveLength(requests.length);
    expect(answers[0]?.metadata).toMatchObject({ type: 'stateful', generating: false });
    requests.slice(1).forEach(({ metadata, body }, index) => {
      const answer = answers[index + 1];
      expect(answer?.metadata).toEqual({ finished: metadata['finished'] });
      const [asked, given] = [records(body), records(answer?.body ?? '')];
      expect(given.map((row) => row['_chunked_idx'])).toEqual(asked.map((row) => row['_chunked_idx']));
      if (!body.includes('_chunked_idx')) expect(table(answer?.body ?? '').map((row) => row.slice(0, Object.keys(asked[0] ?? {}).length)).slice(1)).toEqual(table(body).slice(1));
    });
  });

  test('a recording that ends inside a chunk', () => {
    const input = withoutArguments(gunzipSync(readFileSync(join(folder, 'generatehello.truncated.input.gz'))));
    const { output, outcome } = serveBytes(input, command);
    expect(outcome).toMatchObject({ kind: 'broken', message: 'the input ends inside a chunk' });
    expect(replies(output).length).toBe(1);
  });

  testWithSplunklib('splunklib reads what we write', () => {
    for (const name of names) {
      const { output } = serveBytes(withoutArguments(readFileSync(join(folder, name))), command);
      expect(readBySplunklib(output)).toEqual(replies(output).map(({ metadata, body }) => [metadata, withLists(body)]));
    }
  });
});

test('splunklib or not, getinfo of our own is answered', () => {
  expect(replies(serveBytes(getinfo(), command).output)[0]?.metadata['required_fields']).toContain('process');
});
