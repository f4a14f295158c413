/** Two ends of a connection that never leaves the process. What one end writes the other reads, no faster than it reads. */
import { Duplex } from 'node:stream';

class End extends Duplex {
  other: End | undefined;
  private goOn: (() => void) | undefined;

  override _read(): void {
    const goOn = this.goOn;
    this.goOn = undefined;
    goOn?.();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (chunk.length === 0 || !this.other) {
      queueMicrotask(done);
      return;
    }
    this.other.goOn = done;
    this.other.push(chunk);
  }

  override _final(done: () => void): void {
    this.other?.push(null);
    done();
  }

  /** An end that breaks off takes the other with it, or that one would wait for ever. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const other = this.other;
    this.other = undefined;
    if (other && !other.destroyed) queueMicrotask(() => other.destroy());
    done(error);
  }
}

export function pair(): readonly [Duplex, Duplex] {
  const [one, other] = [new End(), new End()];
  one.other = other;
  other.other = one;
  return [one, other];
}
