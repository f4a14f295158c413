/**
 * The conversation: getinfo, then rows until Splunk closes the input; one reply a request. Bytes in, bytes out, so that the lab and the
 * tests talk to the command as Splunk does.
 */
import { answerChunk } from './chunk.js';
import type { Command, Session } from './port.js';
import { FrameReader, writeFrame } from './protocol/frame.js';
import type { Channel } from './protocol/frame.js';
import { Memory } from './protocol/memory.js';
import { readRequest } from './request.js';

export interface Outcome {
  /** `refused`: the person was told why. `broken`: this was no conversation that can go on. */
  readonly kind: 'done' | 'refused' | 'broken';
  readonly message: string;
  readonly chunks: number;
}

/** Ends at the end of input, or after the first reply that holds an error. `onWork` is called once, before the first rows. */
export function serve(channel: Channel, command: Command, onWork: () => void = () => undefined): Outcome {
  const memory = new Memory();
  const reader = new FrameReader(channel, memory);
  let session: Session | undefined;
  for (let chunks = 0; ; chunks++) {
    const reading = reader.next();
    if (reading.kind === 'end') return { kind: 'done', message: '', chunks };
    if (reading.kind === 'truncated') return { kind: 'broken', message: 'the input ends inside a chunk', chunks };
    if (reading.kind === 'broken') return refuse(channel, [reading.message], 'broken', chunks);
    const request = readRequest(reading.frame.metadata);
    if (typeof request === 'string') return refuse(channel, [request], 'broken', chunks);
    if (request.action === 'getinfo') {
      const answer = command(request.args);
      if ('problems' in answer) return refuse(channel, answer.problems, 'refused', chunks);
      session = answer;
      writeFrame(channel, information(session), []);
    } else {
      if (session === undefined) return refuse(channel, ['rows came before getinfo'], 'broken', chunks);
      if (chunks === 1) onWork();
      const body = answerChunk(reading.frame, session, memory);
      writeFrame(channel, { finished: request.finished, ...inspected(session.complaints()) }, body);
    }
  }
}

/**
 * Always `stateful`: the command runs on the search head, once, where Node is. A streaming command would be sent to the indexers.
 */
function information({ requiredFields, warnings }: Session): object {
  return { type: 'stateful', generating: false, required_fields: requiredFields, ...inspected(warnings) };
}

/** Splunk shows these over the results. */
function inspected(warnings: readonly string[]): object {
  return warnings.length > 0 ? { inspector: { messages: warnings.map((warning) => ['WARN', warning]) } } : {};
}

function refuse(channel: Channel, problems: readonly string[], kind: 'refused' | 'broken', chunks: number): Outcome {
  const message = problems.join('; ');
  writeFrame(channel, { type: 'stateful', finished: true, error: message, inspector: { messages: problems.map((problem) => ['ERROR', problem]) } }, []);
  return { kind, message, chunks };
}

/** A whole conversation in memory. */
export function serveBytes(input: Uint8Array, command: Command): { readonly output: Buffer; readonly outcome: Outcome } {
  const replies: Buffer[] = [];
  let at = 0;
  const channel: Channel = {
    read: (into, offset, length) => {
      const piece = input.subarray(at, at + length);
      into.set(piece, offset);
      at += piece.length;
      return piece.length;
    },
    write: (bytes) => replies.push(Buffer.from(bytes)),
  };
  const outcome = serve(channel, command);
  return { output: Buffer.concat(replies), outcome };
}
