/** From the facts of one row to its risk. */
import type { Facts } from '../windows/index.js';
import { addends, riskOf, severityOf, worstFirst, type Severity } from './risk.js';
import { seen } from './seen.js';
import type { Seen } from './seen.js';
import type { Family } from './signal.js';
import { benignContexts, signalRuns } from './signals/index.js';
import type { Tuning } from './tuning.js';

export interface FoundSignal {
  readonly id: string;
  readonly family: Family;
  readonly reason: string;
  readonly impact: number;
  /** As tuned, before relief. */
  readonly confidence: number;
  readonly techniques: readonly string[];
}

export interface FoundContext {
  readonly id: string;
  readonly relief: number;
  readonly excuses: readonly Family[];
  readonly reason: string;
}

export interface Assessment {
  /** 0 to 100. */
  readonly score: number;
  readonly severity: Severity;
  /** Whether the score reaches the threshold. */
  readonly alerts: boolean;
  readonly signals: readonly FoundSignal[];
  readonly benign: readonly FoundContext[];
}

/** Depends on the row's facts and the tuning alone. */
export function assess(facts: Facts, tuning: Tuning): Assessment {
  const event = seen(facts, tuning.trust);
  const found = foundSignals(event, tuning);
  const benign = found.length === 0 ? [] : foundContexts(event, tuning);
  const score = scoreOf(found, benign);
  return { score, severity: severityOf(score), alerts: score >= tuning.threshold, signals: found, benign };
}

type Signalled = Pick<FoundSignal, 'family' | 'impact' | 'confidence'>;
type Excusing = Pick<FoundContext, 'relief' | 'excuses'>;

export function scoreOf(found: readonly Signalled[], benign: readonly Excusing[]): number {
  return riskOf(benign.length === 0 ? found : found.map((signal) => ({ impact: signal.impact, confidence: relieved(signal, benign) })));
}

/** Relief takes its share of the confidence of every signal of a family that it excuses; one relief after the other. */
function relieved({ family, confidence }: Signalled, benign: readonly Excusing[]): number {
  let left = confidence;
  for (const { excuses, relief } of benign) if (excuses.includes(family)) left *= 1 - relief / 100;
  return left;
}

/** A signal's part of the score. */
export interface Part extends FoundSignal {
  /** After relief. */
  readonly confidence: number;
  /** Before relief. */
  readonly tuned: number;
  readonly adds: number;
}

/** What the score is the sum of, in the order of the sum. */
export function partsOf({ signals: found, benign }: Assessment): readonly Part[] {
  const parts = worstFirst(found.map((signal) => ({ ...signal, tuned: signal.confidence, confidence: relieved(signal, benign) })));
  const adds = addends(parts);
  return parts.map((part, index) => ({ ...part, adds: adds[index] ?? 0 }));
}

function foundSignals(event: Seen, { weights }: Tuning): FoundSignal[] {
  const found: FoundSignal[] = [];
  for (const { needs, signals } of signalRuns) {
    if (needs?.(event) === false) continue;
    for (const { id, family, techniques, reason: reasonFor } of signals) {
      const reason = reasonFor(event);
      const weight = reason === undefined ? undefined : weights.get(id);
      if (reason !== undefined && weight && weight.confidence > 0) found.push({ id, family, reason, impact: weight.impact, confidence: weight.confidence, techniques });
    }
  }
  return found;
}

function foundContexts(event: Seen, { reliefs }: Tuning): FoundContext[] {
  const found: FoundContext[] = [];
  for (const { id, excuses, reason: reasonFor } of benignContexts) {
    const reason = reasonFor(event);
    const relief = reason === undefined ? undefined : reliefs.get(id);
    if (reason !== undefined && relief !== undefined && relief > 0) found.push({ id, relief, excuses, reason });
  }
  return found;
}
