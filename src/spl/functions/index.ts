/** All functions of eval. The parser and the evaluator find them here. */
import { comparisonFunctions } from './comparison.js';
import { cryptographicFunctions } from './cryptographic.js';
import { datetimeFunctions } from './datetime.js';
import type { EvalFunction } from './function.js';
import { informationalFunctions } from './informational.js';
import { jsonFunctions } from './json.js';
import { mathematicalFunctions } from './mathematical.js';
import { multivalueFunctions } from './multivalue.js';
import { textFunctions } from './text.js';

export const functions: readonly EvalFunction[] = [
  ...comparisonFunctions, ...cryptographicFunctions, ...datetimeFunctions, ...informationalFunctions, ...jsonFunctions, ...mathematicalFunctions, ...multivalueFunctions,
  ...textFunctions,
];

const byName: ReadonlyMap<string, EvalFunction> = new Map(functions.map((entry) => [entry.name, entry]));

export const functionNames: readonly string[] = [...byName.keys()];

/** The name in lower case. */
export function findFunction(name: string): EvalFunction | undefined {
  return byName.get(name);
}
