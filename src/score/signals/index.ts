/** Every signal, family by family. Reasons come out in this order. */
import type { Need, Signal } from '../signal.js';
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

/** The same in the same order, those together that need the same. */
export const signalRuns: readonly { readonly needs: Need | undefined; readonly signals: readonly Signal[] }[] = runs();

function runs() {
  const found: { readonly needs: Need | undefined; readonly signals: Signal[] }[] = [];
  for (const signal of signals) {
    const last = found.at(-1);
    if (last !== undefined && last.needs === signal.needs) last.signals.push(signal);
    else found.push({ needs: signal.needs, signals: [signal] });
  }
  return found;
}
