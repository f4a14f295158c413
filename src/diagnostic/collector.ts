import { finding } from './diagnostic.js';
import type { CodeTable, Diagnostic, Origin, Path } from './diagnostic.js';

/** A hint, or how to find it: near misses take time, which a finding that is not kept must not cost. */
export type Hint = string | (() => string | undefined);

/** Findings of one code in one file beyond which only their number is told. */
const MOST_ALIKE = 100;

/**
 * Collects findings. A file made to have tens of thousands of them costs neither the time to place each nor the reader's
 * patience: of one code the first hundred in a file are kept, and one more says how many followed.
 */
export class Collector {
  private readonly kept: Diagnostic[] = [];
  private readonly counts = new Map<string, { count: number; more?: () => Diagnostic }>();

  add(diagnostic: Diagnostic): void {
    this.kept.push(diagnostic);
  }

  report<T extends CodeTable>(table: T, code: keyof T & string, origin: Origin, path: Path, message: string, hint?: Hint, offset?: number): void {
    const key = `${code} ${origin.file}`;
    const seen = this.counts.get(key) ?? { count: 0 };
    this.counts.set(key, seen);
    if (++seen.count > MOST_ALIKE) {
      seen.more ??= () => finding(table, code, `${seen.count - MOST_ALIKE} more of this kind in this file`, { file: origin.file, line: 1, column: 1 });
      return;
    }
    this.kept.push(finding(table, code, message, origin.place(path, offset), typeof hint === 'function' ? hint() : hint));
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.kept, ...[...this.counts.values()].flatMap(({ more }) => more?.() ?? [])];
  }
}
