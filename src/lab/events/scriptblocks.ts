/** PowerShell cuts long scripts into several events 4104; here they are one again, as somebody who reads them joins them. */
import type { WindowsEvent } from './event.js';

interface Part {
  readonly event: WindowsEvent;
  readonly raw: string;
  readonly record: number;
}

export interface Joined {
  readonly event: WindowsEvent;
  readonly raw: string;
  readonly records: readonly number[];
}

/** Scripts that wait for a part. When there are more, the oldest goes as far as it came. */
const MOST_OPEN = 2_000;
const POWERSHELL = 'microsoft-windows-powershell/operational';

export class ScriptBlocks {
  private readonly open = new Map<string, Part[]>();

  /** The event itself, a whole script, or nothing yet. */
  take(event: WindowsEvent, raw: string, record: number): Joined[] {
    const total = Number(event.values.get('MessageTotal') ?? 1);
    if (event.eventId !== 4104 || event.channel.toLowerCase() !== POWERSHELL || !(total > 1)) return [{ event, raw, records: [record] }];
    const key = `${event.computer}/${event.values.get('ScriptBlockId') ?? ''}`;
    const parts = [...(this.open.get(key) ?? []), { event, raw, record }];
    this.open.delete(key);
    if (parts.length >= total) return [join(parts)];
    this.open.set(key, parts);
    const [oldest] = this.open;
    if (this.open.size <= MOST_OPEN || !oldest) return [];
    this.open.delete(oldest[0]);
    return [join(oldest[1])];
  }

  /** What came of scripts of which the log does not hold every part. */
  finish(): Joined[] {
    const rest = [...this.open.values()].map(join);
    this.open.clear();
    return rest;
  }
}

function join(parts: readonly Part[]): Joined {
  const ordered = [...parts].sort((a, b) => numberOf(a) - numberOf(b));
  const [first] = ordered;
  if (!first) throw new Error('a script has a part');
  const text = ordered.map(({ event }) => event.values.get('ScriptBlockText') ?? '').join('');
  return { event: { ...first.event, values: new Map(first.event.values).set('ScriptBlockText', text) }, raw: ordered.map(({ raw }) => raw).join('\n'), records: ordered.map(({ record }) => record) };
}

function numberOf({ event }: Part): number {
  return Number(event.values.get('MessageNumber') ?? 0);
}
