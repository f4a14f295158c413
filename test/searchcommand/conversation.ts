/** Both ends of a conversation, for tests: requests as Splunk writes them, replies taken apart by a reader of our own. */
import type { Scorer } from '../../src/searchcommand/index.js';

export function chunk(metadata: object | string, body: string | Uint8Array = ''): Buffer {
  const json = Buffer.from(typeof metadata === 'string' ? metadata : JSON.stringify(metadata));
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`chunked 1.0,${json.length},${bytes.length}\n`), json, bytes]);
}

export const getinfo = (...args: string[]): Buffer => chunk({ action: 'getinfo', preview: false, searchinfo: { args, session_key: 'invented-key' } });
export const execute = (body: string | Uint8Array, finished = true): Buffer => chunk({ action: 'execute', finished }, body);

export interface Reply {
  readonly metadata: Record<string, unknown>;
  readonly body: Buffer;
}

export function replies(output: Buffer): Reply[] {
  const found: Reply[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at);
    const match = /^chunked 1\.0,(\d+),(\d+)$/.exec(output.toString('latin1', at, end));
    if (!match) throw new Error(`no header at byte ${at}`);
    const body = end + 1 + Number(match[1]);
    at = body + Number(match[2]);
    if (at > output.length) throw new Error('a reply is shorter than its header says');
    found.push({ metadata: JSON.parse(output.toString('utf8', end + 1, body)) as Record<string, unknown>, body: output.subarray(body, at) });
  }
  return found;
}

/** RFC 4180, character by character: slow, and nothing like the reader that is tested. */
export function table(body: Buffer | string): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false];
  const text = body.toString();
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] ?? '';
    if (quoted && letter === '"' && text[i + 1] === '"') cell += text[i++] ?? '';
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '\r' && text[i + 1] === '\n') continue;
    else if (!quoted && (letter === ',' || letter === '\n')) {
      row.push(cell);
      cell = '';
      if (letter === '\n') [rows[rows.length], row] = [row, []];
    } else cell += letter;
  }
  return rows;
}

export function records(body: Buffer | string): Record<string, string>[] {
  const [names = [], ...rows] = table(body);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}

export const signsOfTwoWords = new Map(['process', 'CommandLine', '_raw'].map((field) => [field, ['bitsadmin', '/transfer']]));

/** Looks for two words in one field: what a score is does not matter to the protocol. */
export const twoWords: Scorer = {
  fields: ['process', 'CommandLine', '_raw'],
  warnings: [],
  scoring: () => (row) => {
    const line = (row('process') ?? row('CommandLine') ?? row('_raw'))?.toLowerCase() ?? '';
    const words = ['bitsadmin', '/transfer'].filter((word) => line.includes(word));
    return words.length === 0 ? undefined : { bits_score: String(words.length * 40), bits_signals: words, bits_reasons: words.map((word) => `has $${word}$;`), bits_decoded: line };
  },
};
