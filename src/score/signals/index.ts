/** Every signal, family by family. Reasons come out in this order. */
import type { Signal } from '../signal.js';
import { destinationSignals } from './destination.js';
import { directionSignals } from './direction.js';
import { evasionSignals } from './evasion.js';
import { executionSignals } from './execution.js';
import { parentSignals } from './parentage.js';
import { persistenceSignals } from './persistence.js';
import { settingSignals } from './settings.js';
import { sourceSignals } from './source.js';

export { benignContexts } from './benign.js';
export const signals: readonly Signal[] = [
  ...executionSignals, ...sourceSignals, ...destinationSignals, ...directionSignals, ...persistenceSignals, ...settingSignals, ...evasionSignals, ...parentSignals,
];
