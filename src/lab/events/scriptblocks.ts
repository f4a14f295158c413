/** PowerShell cuts long scripts into several events 4104; here they are one again, as somebody who reads them joins them. */
import type { WindowsEvent } from './event.js';

interface Part {
  readonly event: WindowsEvent;
  readonly raw: string;
}

interface Script<R> {
  readonly total: number;
  /** By number; a part that was logged twice counts once. */
  readonly parts: Map<number, Part>;
  readonly records: R[];
}

export interface Joined<R> {
  readonly event: WindowsEvent;
  readonly raw: string;
  readonly records: readonly R[];
}

/** Scripts that wait for a part, and the characters of theirs that are held. Beyond, the oldest goes as far as it came. */
const MOST_OPEN = 2_000;
const MOST_TEXT = 64 * 1024 * 1024;

/** `R` is what the caller knows a record by. */
export class ScriptBlocks<R> {
  private readonly open = new Map<string, Script<R>>();
  private held = 0;

  /** The event itself, whole scripts, or nothing yet. */
  take(event: WindowsEvent, raw: string, record: R): Joined<R>[] {
    const total = Number(event.values.get('MessageTotal') ?? 1);
    const id = event.values.get('ScriptBlockId') ?? '';
    if (event.eventId !== 4104 || !(total > 1) || id === '') return [{ event, raw, records: [record] }];
    const key = `${event.computer}/${id}`;
    const script: Script<R> = this.open.get(key) ?? { total, parts: new Map<number, Part>(), records: [] };
    this.open.set(key, script);
    const number = Number(event.values.get('MessageNumber') ?? script.parts.size + 1);
    script.records.push(record);
    if (!script.parts.has(number)) {
      script.parts.set(number, { event, raw });
      this.held += raw.length;
    }
    return script.parts.size >= script.total ? [this.close(key, script)] : this.overflow();
  }

  /** What came of scripts of which the log does not hold every part. */
  finish(): Joined<R>[] {
    return [...this.open].map(([key, script]) => this.close(key, script));
  }

  private overflow(): Joined<R>[] {
    const closed: Joined<R>[] = [];
    for (const [key, script] of this.open) {
      if (this.open.size <= MOST_OPEN && this.held <= MOST_TEXT) break;
      closed.push(this.close(key, script));
    }
    return closed;
  }

  private close(key: string, { parts, records }: Script<R>): Joined<R> {
    this.open.delete(key);
    const ordered = [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
    for (const { raw } of ordered) this.held -= raw.length;
    const [first] = ordered;
    if (!first) throw new Error('a script has a part');
    const text = ordered.map(({ event }) => event.values.get('ScriptBlockText') ?? '').join('');
    return { event: { ...first.event, values: new Map(first.event.values).set('ScriptBlockText', text) }, raw: ordered.map(({ raw }) => raw).join('\n'), records };
  }
}
