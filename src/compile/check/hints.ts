/** Entries of the allowlist that a detection names for its false positives: as a request they would be taken. */
import { isTooWide, FEWEST_LITERALS, unusableFields } from '../../model/index.js';
import type { AllowlistHint, Detection } from '../../model/index.js';
import type { Path } from '../../diagnostic/index.js';
import type { CheckContext, SearchCheck } from './context.js';
import { isDetection } from './context.js';

export const allowlistHints: SearchCheck = (context, search) => {
  if (!isDetection(search)) return;
  for (const [index, hint] of (search.extensions?.allowlist_hints ?? []).entries()) checkHint(context, search, hint, ['extensions', 'allowlist_hints', index]);
};

function checkHint(context: CheckContext, detection: Detection, hint: AllowlistHint, path: Path): void {
  const report = (key: string | number | undefined, message: string): void => { context.report('C260', detection.origin, key === undefined ? path : [...path, key], message); };
  if (context.content.app.extensions.allowlist !== true) report(undefined, 'build.yml does not say `allowlist: true`, so that no entry hides anything');
  if (isTooWide(hint)) report(undefined, `no pattern has ${FEWEST_LITERALS} characters beside stars`);
  const result = context.plan(detection.search).stages.at(-1)?.output;
  const fields = result && new Set([...result.names].filter((name) => !result.multivalue.has(name)));
  for (const { field, needs } of fields && !result.open ? unusableFields(hint, [fields]) : []) report(field, `a result does not have ${needs} as a single value`);
  for (const name of hint.hides) {
    const test = detection.extensions?.tests?.find((candidate) => candidate.name === name);
    if (!test) report('hides', `there is no test ${JSON.stringify(name)} under extensions.tests`);
    else if (test.expected_results === 0) report('hides', `the test ${JSON.stringify(name)} expects no result, so that there is nothing to hide`);
  }
}
