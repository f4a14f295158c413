import { finding } from '../../diagnostic/index.js';
import type { Diagnostic, Path } from '../../diagnostic/index.js';
import type { Attack, Content, Filed } from '../../model/index.js';
import { exportCodes } from './codes.js';

/** A file of the repository that is written. */
export interface ExportedFile {
  readonly path: string;
  readonly content: string;
}

/** What is put into a YAML file: plain values, in the order in which they shall stand. */
export type Plain = Readonly<Record<string, unknown>>;

export class ExportContext {
  readonly content: Content;
  /** Unknown techniques are left out where this is complete. */
  readonly attack: Attack;
  readonly diagnostics: Diagnostic[] = [];
  private readonly lost = new Map<string, { count: number; first: Filed }>();

  constructor(content: Content, attack: Attack) {
    this.content = content;
    this.attack = attack;
  }

  report(code: keyof typeof exportCodes, { origin }: Filed, path: Path, message: string): void {
    this.diagnostics.push(finding(exportCodes, code, message, origin.place(path)));
  }

  /** Notes a loss that many objects share; told once, with their number. */
  lose(what: string, object: Filed): void {
    this.note(`${what} left out`, object);
  }

  /** The same for what is no loss. */
  note(what: string, object: Filed): void {
    const known = this.lost.get(what);
    this.lost.set(what, { count: (known?.count ?? 0) + 1, first: known?.first ?? object });
  }

  /** Findings of everything that was noted. */
  finish(): readonly Diagnostic[] {
    for (const [what, { count, first }] of this.lost) {
      const where = count === 1 ? '' : ` (${count} objects, the first of them here)`;
      this.report('X101', first, [], `${what}${where}`);
    }
    return this.diagnostics;
  }
}
