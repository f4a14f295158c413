/** Rows that show each signal and each benign context, by its id. */
import type { Example } from '../signal.js';
import { benignExamples } from './benign.doc.js';
import { destinationExamples } from './destination.doc.js';
import { directionExamples } from './direction.doc.js';
import { evasionExamples } from './evasion.doc.js';
import { executionExamples } from './execution.doc.js';
import { parentExamples } from './parentage.doc.js';
import { persistenceExamples } from './persistence.doc.js';
import { settingExamples } from './settings.doc.js';
import { sourceExamples } from './source.doc.js';

export const examples: ReadonlyMap<string, readonly Example[]> = new Map(Object.entries({
  ...benignExamples, ...destinationExamples, ...directionExamples, ...evasionExamples, ...executionExamples, ...parentExamples, ...persistenceExamples, ...settingExamples, ...sourceExamples,
}));
