/** What one command does; an event's facts are those of all its commands. */
import type { Carrier, Direction, Hiding, Job, Notify, Place, Setting, SettingName, Tool, Transfer, Verb } from './facts.js';
import { isRemote } from './place.js';

export interface Act {
  readonly tool: Tool;
  readonly verbs: readonly Verb[];
  readonly jobs?: readonly Job[];
  readonly transfers?: readonly Transfer[];
  readonly notify?: readonly Notify[];
  readonly settings?: readonly Setting[];
  readonly hidden?: readonly Hiding[];
  readonly hasCredentials?: boolean;
}

/** What has been understood of a command line so far. */
export interface Reading {
  readonly acts: readonly Act[];
  readonly carriers: readonly Carrier[];
  readonly hidden: readonly Hiding[];
  readonly others: readonly string[];
  /** The innermost command that means something. */
  readonly decoded: string | undefined;
}

export const nothing: Reading = { acts: [], carriers: [], hidden: [], others: [], decoded: undefined };

export function reading(act: Act | undefined, decoded: string, hidden: readonly Hiding[] = []): Reading {
  return act ? { acts: [act], carriers: [], hidden: act.hidden ? [...hidden, ...act.hidden] : hidden, others: [], decoded } : nothing;
}

export function joined(readings: readonly Reading[]): Reading {
  if (readings.length === 1 && readings[0]) return readings[0];
  const decoded = readings.flatMap((one) => (one.acts.length > 0 && one.decoded !== undefined ? [one.decoded] : []));
  return {
    acts: readings.flatMap(({ acts }) => acts),
    carriers: readings.flatMap(({ carriers }) => carriers),
    hidden: readings.flatMap(({ hidden }) => hidden),
    others: readings.flatMap(({ others }) => others),
    decoded: decoded.length > 0 ? decoded.join('\n') : undefined,
  };
}

/** A carrier counts only when what it carries means something. */
export function carried(by: Carrier, inner: Reading, hidden: readonly Hiding[] = []): Reading {
  if (inner.acts.length === 0) return { ...nothing, others: inner.others };
  const { acts, carriers, others, decoded } = inner;
  return { acts, carriers: [by, ...carriers], hidden: hidden.length === 0 ? inner.hidden : [...hidden, ...inner.hidden], others, decoded };
}

export function settingOf(name: SettingName, value?: string): Setting {
  return { name, value };
}

/**
 * The direction by its effect: what goes from this machine to another is an upload, whatever the job was called. (BITS copies from a
 * local file to a share in a job that it takes for a download.)
 */
export function transferOf(direction: Direction | undefined, remote: Place | undefined, local: Place | undefined): Transfer {
  const upward = direction === 'upload' || direction === 'upload-reply';
  const [source, destination] = upward ? [local, remote] : [remote, local];
  const leaves = !upward && source?.kind === 'local' && destination !== undefined && isRemote(destination);
  return { direction: leaves ? 'upload' : direction, source, destination };
}
