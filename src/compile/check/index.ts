/** The second door of compile: content in, all that is wrong with it out. */
import type { Diagnostic } from '../../diagnostic/index.js';
import type { Content } from '../../model/index.js';
import { collisions } from './against.js';
import { techniques } from './attack.js';
import { CheckContext } from './context.js';
import type { Check, CheckOptions, SearchCheck } from './context.js';
import { datamodelFields } from './datamodel.js';
import { fieldsInResult, scoreIsProduct, scoredOnce, supersededTwice, throttling, tierMatrix } from './findings.js';
import { categoryFolder, contentctlRules, dates, deprecation, placeholders, tests } from './life.js';
import { keyFirst, uniqueEntries } from './lists.js';
import { allowlistHints } from './hints.js';
import { droppedFields, neverTrue, precedence } from './meaning.js';
import { stanzaNames, uniqueIds, uniqueNames } from './names.js';
import { lookups, macros, namedReferences, schedules } from './references.js';
import { requires } from './requires.js';
import { filterMacro, macroCircles, macroSyntax, syntax } from './spl.js';
import { timing } from './timing.js';

export { checkCodes } from './codes.js';
export type { CheckOptions, OtherApp } from './context.js';
export { compareVersions } from './life.js';

/** Every check, in the order of their codes. */
export const checks: readonly Check[] = [
  uniqueNames, uniqueIds, namedReferences, schedules, macros, lookups, macroSyntax, macroCircles, filterMacro, tierMatrix, scoredOnce,
  datamodelFields, scoreIsProduct, tests, deprecation, categoryFolder, techniques, stanzaNames, dates, placeholders, timing,
  supersededTwice, throttling, collisions, uniqueEntries, keyFirst, contentctlRules,
];

/** What is asked of each search, with its plan at hand. */
const searchChecks: readonly SearchCheck[] = [syntax, fieldsInResult, droppedFields, precedence, neverTrue, requires, allowlistHints];

export function check(content: Content, options: CheckOptions): readonly Diagnostic[] {
  const context = new CheckContext(content, options);
  for (const run of checks) run(context);
  for (const search of context.searches) for (const run of searchChecks) run(context, search);
  return context.diagnostics;
}
