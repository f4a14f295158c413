/**
 * What splunkd writes to a persistent handler, cut into packets; bytes may come in any pieces. Read off Splunk's own
 * `persistconn/packet.py`: an opcode of one byte, numbers as decimal digits up to LF, strings as a length and that many bytes.
 */
export interface Packet {
  readonly kind: 'packet';
  /** A new request begins. The script's path and its arguments, which come with it, are of no use to a program that was started. */
  readonly isFirst: boolean;
  /** A request as JSON; `too large` where it was passed over. */
  readonly block?: Buffer | 'too large';
  /** The request is over. */
  readonly isLast: boolean;
}

/** Not the protocol, or not any more: nothing behind it can be read. */
export interface Broken {
  readonly kind: 'broken';
  readonly message: string;
}

export const LARGEST_BLOCK = 16 * 1024 * 1024;
const LARGEST_ARGUMENT = 64 * 1024;
const MOST_ARGUMENTS = 64;

const LF = 0x0a;
const INIT = 0x01;
const BLOCK = 0x02;
const END = 0x04;
/** "For future use", says Splunk: it changes nothing. */
const ALLOW_STREAM = 0x08;

/** A step that found no more bytes gives `undefined` and goes on with the next piece. */
type Steps<T> = Generator<Packet | undefined, T, undefined>;

export class PacketReader {
  private readonly largestBlock: number;
  private readonly steps: Steps<Broken>;
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private between = true;
  private isBroken = false;

  constructor(largestBlock = LARGEST_BLOCK) {
    this.largestBlock = largestBlock;
    this.steps = this.packets();
  }

  /** Whether the input may end here. */
  get isBetweenPackets(): boolean {
    return this.between && !this.isBroken;
  }

  /** The packets that these bytes complete. Behind `broken` there is nothing more. */
  push(bytes: Uint8Array): (Packet | Broken)[] {
    if (this.isBroken) return [];
    this.bytes = bytes;
    this.at = 0;
    const found: (Packet | Broken)[] = [];
    for (;;) {
      const { value, done } = this.steps.next();
      if (value === undefined) return found;
      found.push(value);
      if (done) {
        this.isBroken = true;
        return found;
      }
    }
  }

  private *packets(): Steps<Broken> {
    for (;;) {
      const opcode = yield* this.opcode();
      if (opcode === 0 || (opcode & ~(INIT | BLOCK | END | ALLOW_STREAM)) !== 0) return broken(`there is no opcode ${opcode}`);
      if ((opcode & INIT) !== 0) {
        const fault = yield* this.skipArguments();
        if (fault) return fault;
      }
      const block = (opcode & BLOCK) === 0 ? undefined : yield* this.string(this.largestBlock);
      if (typeof block === 'object' && 'kind' in block) return block;
      this.between = true;
      yield { kind: 'packet', isFirst: (opcode & INIT) !== 0, ...(block !== undefined && { block }), isLast: (opcode & END) !== 0 };
    }
  }

  private *opcode(): Steps<number> {
    for (;;) {
      const byte = yield* this.byte();
      this.between = byte === LF;
      if (byte !== LF) return byte;
    }
  }

  private *skipArguments(): Steps<Broken | undefined> {
    const count = yield* this.number();
    if (typeof count !== 'number') return count;
    if (count > MOST_ARGUMENTS) return broken(`${count} arguments of a script are too many`);
    // One more: the free argument, script.param.
    for (let index = 0; index <= count; index++) {
      const argument = yield* this.string(LARGEST_ARGUMENT);
      if (argument === 'too large') return broken('an argument of the script is too large');
      if ('kind' in argument) return argument;
    }
    return undefined;
  }

  /** Nothing is kept of a string above `largest`, and no room is made for one before its bytes are there. */
  private *string(largest: number): Steps<Buffer | 'too large' | Broken> {
    const length = yield* this.number();
    if (typeof length !== 'number') return length;
    const parts: Uint8Array[] = [];
    for (let missing = length; missing > 0;) {
      if (this.at >= this.bytes.length) yield undefined;
      const part = this.bytes.subarray(this.at, this.at + missing);
      this.at += part.length;
      missing -= part.length;
      if (length <= largest) parts.push(part);
    }
    return length <= largest ? Buffer.concat(parts) : 'too large';
  }

  /** Empty lines in front of a number are passed over. */
  private *number(): Steps<number | Broken> {
    let digits = '';
    for (;;) {
      const byte = yield* this.byte();
      if (byte === LF && digits === '') continue;
      if (byte === LF) return Number(digits);
      if (byte < 0x30 || byte > 0x39) return broken('a length is no number');
      digits += String.fromCharCode(byte);
      if (digits.length > 15) return broken('a length has more than 15 digits');
    }
  }

  private *byte(): Steps<number> {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte !== undefined) {
        this.at++;
        return byte;
      }
      yield undefined;
    }
  }
}

function broken(message: string): Broken {
  return { kind: 'broken', message };
}

/** A string as splunkd reads it. */
export function packString(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`${bytes.length}\n`), bytes]);
}
