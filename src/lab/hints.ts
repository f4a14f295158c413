/** What detections say of known false positives, proven: each hint hides the tests that it names, and nothing else. */
import { ACTIVE_LOOKUP, entryOfHint } from '../model/index.js';
import type { Plan } from '../spl/index.js';
import { withAllowlist } from './allowlist.js';
import type { InstalledApp } from './app.js';
import { runTest } from './prove.js';
import type { LabOptions, Subject } from './prove.js';

export interface HintFault {
  /** Place in extensions.allowlist_hints. */
  readonly index: number;
  readonly message: string;
}

/** Each hint alone: the tests that it names give nothing, all others what they gave without it. */
export async function faultsOfHints(subject: Subject, plan: Plan, app: InstalledApp, options: LabOptions): Promise<readonly HintFault[]> {
  const { tests = [], allowlist_hints: hints = [] } = subject.detection.extensions ?? {};
  const faults: HintFault[] = [];
  for (const [index, hint] of hints.entries()) {
    const hiding = withAllowlist(app, [entryOfHint(hint, subject.detection.id)], 0);
    if (hiding === app) return [{ index, message: `the app has no lookup ${ACTIVE_LOOKUP}: no entry could hide anything` }];
    for (const { name } of tests) {
      const before = (await runTest(name, subject, plan, app, options)).table.rows.length;
      const left = (await runTest(name, subject, plan, hiding, options)).table.rows.length;
      const message = wrong(name, hint.hides.includes(name), before, left);
      if (message !== undefined) faults.push({ index, message });
    }
  }
  return faults;
}

function wrong(test: string, hides: boolean, before: number, left: number): string | undefined {
  if (!hides) return left === before ? undefined : `it also hides ${before - left} of ${before} results of the test ${JSON.stringify(test)}`;
  if (before === 0) return `it says that it hides the test ${JSON.stringify(test)}, which has no results`;
  return left === 0 ? undefined : `it leaves ${left} of ${before} results of the test ${JSON.stringify(test)}`;
}
