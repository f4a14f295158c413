/** The conversation with splunkd: packets in, one string for each thing that is asked, until the input ends. */
import { PacketReader, packString } from './packet.js';
import type { Packet } from './packet.js';
import type { Reply } from './inmemory.js';

export interface Wire {
  readonly input: AsyncIterable<Uint8Array>;
  /** Resolves when the bytes are on their way. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
}

export interface Ending {
  /** `broken`: what came is not the protocol, or ends inside a packet. */
  readonly kind: 'done' | 'broken';
  readonly message: string;
  readonly requests: number;
}

/** Gives the reply to one block, as JSON text. It never throws. */
export type Answer = (block: Buffer | 'too large') => Promise<string>;

/** One request after the other: splunkd waits for each answer, and starts more processes when it has more to ask. */
export async function serveSplunkd({ input, write }: Wire, answer: Answer): Promise<Ending> {
  const reader = new PacketReader();
  let requests = 0;
  let isActive = false;
  for await (const bytes of input) {
    for (const packet of reader.push(bytes)) {
      if (packet.kind === 'broken') return { kind: 'broken', message: packet.message, requests };
      const fault = faultOf(packet, isActive);
      if (fault !== undefined) return { kind: 'broken', message: fault, requests };
      const replies = packet.isFirst ? [READY] : [];
      if (packet.block !== undefined) {
        requests++;
        replies.push(packString(await answer(packet.block)));
      }
      if (replies.length > 0) await write(Buffer.concat(replies));
      isActive = (isActive || packet.isFirst) && !packet.isLast;
    }
  }
  return reader.isBetweenPackets ? { kind: 'done', message: '', requests } : { kind: 'broken', message: 'the input ends inside a packet', requests };
}

/** The answer to the begin of a request: no error. */
const READY = packString('');

function faultOf({ isFirst, block }: Packet, isActive: boolean): string | undefined {
  if (isFirst && isActive) return 'a request begins inside another';
  return block !== undefined && !isFirst && !isActive ? 'a block came before its request began' : undefined;
}

/** Headers that say something to whoever asked; the others are about the connection in memory. */
const HEADERS = ['content-type', 'content-disposition', 'cache-control', 'etag', 'location', 'retry-after', 'allow', 'x-content-type-options'];

/** A reply as splunkd reads it. A text is handed on as it is, so its type goes along. */
export function packReply({ status, headers, body }: Reply): string {
  const kept = HEADERS.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]] as const] : []));
  return JSON.stringify({ status, payload: body, headers: Object.fromEntries(kept) });
}
