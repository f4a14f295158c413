/**
 * Impact and confidence into one number. The argument stands in README.md: the score is the impact to be expected, when each
 * signal is right with the probability of its confidence, independently, and the worst that is right counts.
 */
export interface Weight {
  /** 0 to 100. */
  readonly impact: number;
  /** 0 to 100; may be a fraction after relief. */
  readonly confidence: number;
}

/** In the order in which they are summed up. */
export function worstFirst<W extends Weight>(weights: readonly W[]): readonly W[] {
  const sorted: W[] = [];
  // They are few: by hand it is done before the library's way has begun.
  for (const weight of weights) {
    let at = sorted.push(weight) - 1;
    for (let before = sorted[at - 1]; before && isWorse(weight, before); before = sorted[at - 1]) sorted[at--] = before;
    sorted[at] = weight;
  }
  return sorted;
}

function isWorse(a: Weight, b: Weight): boolean {
  return a.impact > b.impact || (a.impact === b.impact && a.confidence > b.confidence);
}

/** What each adds, in order: its impact, by the chance that it is right and none before it is. */
function sum(sorted: readonly Weight[], take: (adds: number) => void = () => undefined): number {
  let noneSoFar = 1;
  let expected = 0;
  for (const { impact, confidence } of sorted) {
    const adds = impact * (confidence / 100) * noneSoFar;
    noneSoFar *= 1 - confidence / 100;
    expected += adds;
    take(adds);
  }
  return expected;
}

/** What each adds, in order. */
export function addends(sorted: readonly Weight[]): readonly number[] {
  const found: number[] = [];
  sum(sorted, (adds) => found.push(adds));
  return found;
}

/** A whole number, 0 to 100. One signal gives impact x confidence / 100; another one never makes it smaller. */
export function riskOf(weights: readonly Weight[]): number {
  if (weights.length === 0) return 0;
  const expected = sum(worstFirst(weights));
  // What adding doubles leaves behind must not move a score over a half.
  return Math.min(100, Math.round(Math.round(expected * 1e6) / 1e6));
}

export const severities = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** The tiers by which Enterprise Security's content grades a risk: up to 20, 40, 60, 80, and above. */
export function severityOf(score: number): Severity {
  return severities[Math.min(4, Math.max(0, Math.ceil(score / 20) - 1))] ?? 'informational';
}
