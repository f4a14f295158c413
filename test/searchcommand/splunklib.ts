/** Splunk's own library reads what the command answers: its reader of chunks and of records, in Python. */
import { spawnSync } from 'node:child_process';
import { records } from './conversation.js';

const python = process.env['SPLUNKLIB_PYTHON'] ?? 'python3';
const READER = `
import io, json, sys
from splunklib.searchcommands.search_command import SearchCommand
command, source, chunks = SearchCommand(), sys.stdin.buffer, []
while True:
    chunk = command._read_chunk(source)
    if not chunk: break
    metadata, body = chunk
    chunks.append([metadata, list(command._read_csv_records(io.StringIO(body, newline='')))])
json.dump(chunks, sys.stdout, default=vars)
`;
const hasSplunklib = spawnSync(python, ['-c', 'import splunklib.searchcommands']).status === 0;

/** Several values are a list. */
export type SplunklibChunk = readonly [metadata: Record<string, unknown>, records: readonly Readonly<Record<string, string | readonly string[]>>[]];

export function testWithSplunklib(name: string, body: () => void): void {
  if (hasSplunklib) test(name, body);
  else test.skip(`${name} (skipped: no Python with splunk-sdk; set SPLUNKLIB_PYTHON)`, body);
}

export function readBySplunklib(answer: Uint8Array): readonly SplunklibChunk[] {
  const { stdout, stderr } = spawnSync(python, ['-c', READER], { input: answer, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as SplunklibChunk[];
}

/** Several values by their companion, decoded by a way of our own. */
export function withLists(body: Buffer): Record<string, string | string[]>[] {
  return records(body).map((row) => Object.fromEntries(Object.entries(row).flatMap(([name, value]): [string, string | string[]][] => {
    if (name.startsWith('__mv_')) return [];
    const companion = row[`__mv_${name}`] ?? '';
    return [[name, companion === '' ? value : companion.slice(1, -1).split(/(?<=(?:^|[^$])(?:\$\$)*)\$;\$/).map((one) => one.replaceAll('$$', '$'))]];
  })));
}
