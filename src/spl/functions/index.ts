/** All functions of eval. The parser and the evaluator find them here. */
import { bitwiseFunctions } from './bitwise.js';
import { comparisonFunctions } from './comparison.js';
import { conversionFunctions } from './conversion.js';
import { cryptographicFunctions } from './cryptographic.js';
import { datetimeFunctions } from './datetime.js';
import type { EvalFunction } from './function.js';
import { informationalFunctions } from './informational.js';
import { jsonFunctions } from './json.js';
import { mathematicalFunctions } from './mathematical.js';
import { multivalueFunctions } from './multivalue.js';
import { statisticalFunctions } from './statistical.js';
import { textFunctions } from './text.js';
import { trigonometricFunctions } from './trigonometric.js';

export const functions: readonly EvalFunction[] = [
  ...bitwiseFunctions, ...comparisonFunctions, ...conversionFunctions, ...cryptographicFunctions, ...datetimeFunctions, ...informationalFunctions, ...jsonFunctions, ...mathematicalFunctions,
  ...multivalueFunctions, ...statisticalFunctions, ...textFunctions, ...trigonometricFunctions,
];

const byName: ReadonlyMap<string, EvalFunction> = new Map(functions.map((entry) => [entry.name, entry]));

export const functionNames: readonly string[] = [...byName.keys()];

/** The name in lower case. */
export function findFunction(name: string): EvalFunction | undefined {
  return byName.get(name);
}
