/** Packets as splunkd writes them, and a conversation over a wire in memory. */
import { serveSplunkd } from '../../../src/rest/transport/splunkd.js';
import type { Answer, Ending } from '../../../src/rest/transport/splunkd.js';

export function string(text: string | Uint8Array): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`${bytes.length}\n`), bytes]);
}

/** One request in one packet, as splunkd usually sends it. */
export function request(json: unknown, { opcode = 0x07, script = '/opt/splunk/etc/apps/DA-ESS-BitsJobs/bin/bitsjobs.sh' } = {}): Buffer {
  return Buffer.concat([Buffer.from([opcode]), Buffer.from('1\n'), string(script), string(''), string(JSON.stringify(json))]);
}

export interface Conversation {
  readonly output: string;
  readonly ending: Ending;
  readonly asked: readonly string[];
}

/** `pieces`: what the process reads, read by read. */
export async function converse(pieces: readonly Uint8Array[], answer: Answer = () => Promise.resolve('{"status":200,"payload":{"ok":true}}')): Promise<Conversation> {
  const written: Buffer[] = [];
  const asked: string[] = [];
  const ending = await serveSplunkd(
    {
      input: (async function* () {
        for (const piece of pieces) yield await Promise.resolve(piece);
      })(),
      write: (bytes) => {
        written.push(Buffer.from(bytes));
        return Promise.resolve();
      },
    },
    (block) => {
      asked.push(block === 'too large' ? block : block.toString('utf8'));
      return answer(block);
    },
  );
  return { output: Buffer.concat(written).toString('utf8'), ending, asked };
}

/** The strings of an output, in order; fails where it is anything else. */
export function stringsOf(output: string): string[] {
  const found: string[] = [];
  for (let rest = Buffer.from(output); rest.length > 0;) {
    const end = rest.indexOf('\n');
    const digits = rest.toString('utf8', 0, end);
    if (end < 1 || !/^\d+$/.test(digits) || rest.length < end + 1 + Number(digits)) throw new Error(`no string: ${JSON.stringify(rest.toString('utf8', 0, 60))}`);
    found.push(rest.toString('utf8', end + 1, end + 1 + Number(digits)));
    rest = rest.subarray(end + 1 + Number(digits));
  }
  return found;
}
