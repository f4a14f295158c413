/** The outside world as verbs see it: two streams, a clock, a signal to stop. Nothing else in cli/ touches `process`. */
import { userInfo } from 'node:os';
import { setImmediate, setTimeout } from 'node:timers/promises';

export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Whether standard output shows colours. */
  readonly colors: boolean;
  /** Fires when the user wants to stop. */
  readonly signal: AbortSignal;
  /** Fires when nobody reads standard output any more. */
  readonly unread: AbortSignal;
  /** The day now, YYYY-MM-DD in UTC. */
  today(): string;
  /** Seconds since 1970. */
  now(): number;
  /** Seconds since the program was started. */
  seconds(): number;
  /** Lets signals through between two pieces of work, and shows what comes next when the work takes its time. */
  stage(name: string): Promise<void>;
  /** Shows how far the work is, at most a few times a second. */
  progress(text: string): void;
  /** Wipes the line that `stage` or `progress` left. */
  endStages(): void;
  /** Name of the user whom the system takes us for. */
  user(): string;
  readonly processId: number;
  /** Of the environment; nothing where it is not set, or empty. */
  variable(name: string): string | undefined;
  /** Waits for so many seconds, or until the user wants to stop, which throws. */
  pause(seconds: number): Promise<void>;
  /** The folder of the bundles, `dist/`. */
  readonly toolFolder: string;
  readonly version: string;
}

/** Work that takes less is over before anybody wonders. */
const SILENT_SECONDS = 0.4;
const PROGRESS_SECONDS = 0.2;
const WIPE = '\r\u001b[K';

export function processIo({ signal, unread }: Pick<Io, 'signal' | 'unread'>, toolFolder: string, version: string): Io {
  let shown = false;
  let nextProgress = SILENT_SECONDS;
  const seconds = (): number => performance.now() / 1000;
  const io: Io = {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    colors: hasColors(),
    signal,
    unread,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => Math.floor(Date.now() / 1000),
    seconds,
    progress(text) {
      if (!process.stderr.isTTY || seconds() < nextProgress) return;
      nextProgress = seconds() + PROGRESS_SECONDS;
      io.err(`${WIPE}bitsjobs: ${text} …`);
      shown = true;
    },
    async stage(name) {
      if (process.stderr.isTTY && seconds() > SILENT_SECONDS) {
        io.err(`${WIPE}bitsjobs: ${name} …`);
        shown = true;
      }
      // Twice, since the first turn may end before Node looks for signals.
      await setImmediate();
      await setImmediate();
      signal.throwIfAborted();
    },
    endStages() {
      if (shown) io.err(WIPE);
      shown = false;
    },
    user: userName,
    processId: process.pid,
    variable: (name) => (process.env[name] === '' ? undefined : process.env[name]),
    pause: (length) => setTimeout(length * 1000, undefined, { signal }),
    toolFolder,
    version,
  };
  return io;
}

/** https://no-color.org: any value that is not empty switches colours off. */
function hasColors(): boolean {
  return process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}

/** An account without a name, as in some containers, has its number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
