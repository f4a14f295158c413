/** An import checked as a whole, before anything of it is written. */
import { createHash } from 'node:crypto';
import { csvColumns, readEntryRequest, requestFields } from '../model/index.js';
import type { AllowlistEntry, EntryContext, EntryRequest } from '../model/index.js';
import { problem } from './answer.js';
import type { Answer, Fault } from './answer.js';
import { coveredDetail, Neighbours } from './neighbours.js';
import type { Ask } from './route.js';
import { contextOf, mayNot, needsAll } from './routes/change.js';
import { entryOf } from './trail.js';
import type { Change } from './trail.js';

export interface ImportPlan {
  /** The same for the same file over the same versions of its entries. */
  readonly plan: string;
  readonly changes: readonly (Change & { readonly after: AllowlistEntry })[];
  readonly unchanged: number;
}

/** An answer to read has an end; the rest is counted. */
const MOST_FAULTS = 100;

export function planImport(rows: readonly unknown[], stored: readonly AllowlistEntry[], ask: Ask): ImportPlan | Answer {
  const planner = new Planner(stored, ask);
  rows.forEach((row, index) => { planner.add(row, index); });
  const { faults, changes, unchanged, needsRight } = planner;
  if (faults.length > 0) {
    return problem(422, `${faults.length} fault${faults.length === 1 ? '' : 's'}, nothing was written: ${faults[0]?.detail ?? ''}`, { errors: faults.slice(0, MOST_FAULTS), members: { faults: faults.length } });
  }
  if (needsRight) return needsAll(ask.session);
  const versions = changes.map(({ before }) => (before ? `${before.id}:${before.version}` : 'new'));
  const plan = createHash('sha256').update(`${ask.mediaType}\n${versions.join('\n')}\n`).update(ask.body).digest('hex');
  return { plan, changes, unchanged };
}

class Planner {
  readonly faults: Fault[] = [];
  readonly changes: (Change & { readonly after: AllowlistEntry })[] = [];
  unchanged = 0;
  needsRight = false;
  private readonly stored: ReadonlyMap<string, AllowlistEntry>;
  private readonly seen = new Set<string>();
  private readonly neighbours: Neighbours;
  private readonly ask: Ask;
  private readonly context: EntryContext;

  constructor(stored: readonly AllowlistEntry[], ask: Ask) {
    this.ask = ask;
    this.context = { ...contextOf(ask.ports), imported: true };
    this.stored = new Map(stored.map((entry) => [entry.id, entry]));
    this.neighbours = new Neighbours(stored, this.context.now);
  }

  add(row: unknown, index: number): void {
    const tell = (pointer: string, detail: string): void => {
      this.faults.push({ pointer: `/entries/${index}${pointer}`, detail: `entry ${index + 1}: ${detail}` });
    };
    const before = this.before(row, tell);
    if (before === 'refused' || (before && isSame(row, before))) {
      if (before !== 'refused') this.unchanged++;
      return;
    }
    const { entry: request, version, problems } = readEntryRequest(row, this.context);
    for (const { pointer, detail } of problems) tell(pointer, detail);
    if (!request) return;
    if (before && version !== undefined && version !== before.version) tell('/version', `it has version ${before.version} by now, the file has ${version}: ${before.updated_by} changed it at ${before.updated_at}`);
    else this.take(request, before, tell);
  }

  /** The entry that a row changes. */
  private before(row: unknown, tell: (pointer: string, detail: string) => void): AllowlistEntry | undefined | 'refused' {
    const id = typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' ? row.id.toLowerCase() : undefined;
    const before = id === undefined ? undefined : this.stored.get(id);
    if (before && this.seen.has(before.id)) {
      tell('/id', `${before.id} is in the file twice`);
      return 'refused';
    }
    if (before) this.seen.add(before.id);
    return before;
  }

  private take(request: EntryRequest, before: AllowlistEntry | undefined, tell: (pointer: string, detail: string) => void): void {
    const { session, ports } = this.ask;
    const after = entryOf(request, before, before?.id ?? ports.newId(), session, this.context.now);
    const covering = this.neighbours.covering(after);
    const full = this.neighbours.full(after);
    if (covering) tell('', coveredDetail(covering));
    else if (full !== undefined) tell('', full);
    else {
      this.needsRight ||= mayNot(session, after, ...(before ? [before] : []));
      this.neighbours.put(after);
      this.changes.push({ action: 'import', before: before ?? null, after });
    }
  }
}

/** Whether a row says nothing but what is stored: such an entry is left alone, even where it could not be made any more. */
function isSame(row: unknown, stored: AllowlistEntry): boolean {
  if (typeof row !== 'object' || row === null) return false;
  const fields = new Map<string, unknown>(Object.entries(row));
  const isOurs = [...fields.keys()].every((name) => (csvColumns as readonly string[]).includes(name));
  return isOurs && Object.keys(requestFields).every((name) => told(fields.get(name)) === String(stored[name as keyof EntryRequest]));
}

/** A cell, or a value of JSON. */
function told(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}
