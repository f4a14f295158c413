/** What the other entries say against an entry: one of them covers it already, or there is no room for more. */
import { ANY, allowlistLimits, covererOf, isActive, questionOf } from '../model/index.js';
import type { AllowlistEntry, Question, Wanted } from '../model/index.js';
import { problem } from './answer.js';
import type { Answer } from './answer.js';
import { allEntries } from './entries.js';
import type { Store } from './store/store.js';

interface Known {
  readonly entry: AllowlistEntry;
  readonly isActive: boolean;
  readonly covers: (asked: Question) => boolean;
}

/** Entries of one detection, or those for all. */
class Group {
  readonly known = new Map<string, Known>();
  active = 0;

  put(id: string, known: Known | undefined): void {
    if (this.known.get(id)?.isActive === true) this.active--;
    if (known) this.known.set(id, known);
    else this.known.delete(id);
    if (known?.isActive === true) this.active++;
  }

  /** Active ones beside the entry itself. */
  beside(id: string | undefined): number {
    return this.active - (id !== undefined && this.known.get(id)?.isActive === true ? 1 : 0);
  }
}

interface Counts {
  readonly active: number;
  readonly stored: number;
}

export class Neighbours {
  private readonly groups = new Map<string, Group>();
  private readonly now: number;
  /** How many entries there are that are not among those that are known here. */
  private readonly elsewhere: Counts;

  constructor(entries: Iterable<AllowlistEntry>, now: number, elsewhere: Counts = { active: 0, stored: 0 }) {
    this.now = now;
    this.elsewhere = elsewhere;
    for (const entry of entries) this.put(entry);
  }

  put(entry: AllowlistEntry): void {
    for (const group of this.groups.values()) group.put(entry.id, undefined);
    this.group(entry.detection).put(entry.id, { entry, isActive: isActive(entry, this.now), covers: covererOf(entry, this.now) });
  }

  /** The entry that hides all that this one would hide, for as long. */
  covering(entry: Wanted): AllowlistEntry | undefined {
    const asked = questionOf(entry);
    for (const detection of new Set([entry.detection, ANY])) {
      for (const { covers, entry: other } of this.group(detection).known.values()) if (covers(asked)) return other;
    }
    return undefined;
  }

  /** Why there is no room for it. One that hides nothing only has to be kept. */
  full(entry: Wanted): string | undefined {
    const groups = [...this.groups.values()];
    const stored = groups.reduce((sum, { known }) => sum + known.size, this.elsewhere.stored);
    const isNew = entry.id === undefined || !groups.some(({ known }) => known.has(entry.id ?? ''));
    if (isNew && stored >= allowlistLimits.stored) return `there are ${stored} entries, as many as one answer of KV Store holds for certain: delete those that have expired`;
    if (!isActive(entry, this.now)) return undefined;
    const total = groups.reduce((sum, group) => sum + group.beside(entry.id), this.elsewhere.active);
    if (total >= allowlistLimits.active) return `there are ${total} active entries, as many as there may be: delete some, or switch them off`;
    const own = entry.detection === ANY ? [...this.groups.keys()].filter((id) => id !== ANY) : [entry.detection];
    const here = Math.max(0, ...own.map((id) => this.group(id).beside(entry.id))) + this.group(ANY).beside(entry.id);
    if (here >= allowlistLimits.activePerDetection) return `a detection has ${here} active entries, as many as a lookup gives: delete some, or widen one`;
    return undefined;
  }

  private group(detection: string): Group {
    const found = this.groups.get(detection) ?? new Group();
    this.groups.set(detection, found);
    return found;
  }
}

/** All that can stand in the way of one entry. Of those that cannot cover it only the number matters. */
export async function neighboursOf(entry: Wanted, store: Store, now: number): Promise<Neighbours> {
  const entries = await allEntries(store, {});
  const isNear = ({ detection }: AllowlistEntry): boolean => entry.detection === ANY || detection === ANY || detection === entry.detection;
  const far = entries.filter((other) => !isNear(other));
  return new Neighbours(entries.filter(isNear), now, { active: far.filter((other) => isActive(other, now)).length, stored: far.length });
}

/** Why the entry cannot be written beside the others. */
export function refusal(entry: Wanted, neighbours: Neighbours): Answer | undefined {
  const covering = neighbours.covering(entry);
  if (covering) return problem(409, coveredDetail(covering), { members: { covering } });
  const full = neighbours.full(entry);
  return full === undefined ? undefined : problem(409, full);
}

export function coveredDetail({ id, expires_at, reason }: AllowlistEntry): string {
  return `the entry ${id} covers this already, until ${expires_at} (${reason.slice(0, 120)}): change that one instead`;
}
