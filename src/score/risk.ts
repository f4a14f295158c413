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

/** The worst first, each with what it adds: its impact, by the chance that it is right and none above it is. */
export function addends<W extends Weight>(weights: readonly W[]): readonly (W & { readonly adds: number })[] {
  const worstFirst = [...weights].sort((a, b) => b.impact - a.impact || b.confidence - a.confidence);
  let noneSoFar = 1;
  return worstFirst.map((weight) => {
    const right = weight.confidence / 100;
    const adds = weight.impact * right * noneSoFar;
    noneSoFar *= 1 - right;
    return { ...weight, adds };
  });
}

/** A whole number, 0 to 100. One signal gives impact x confidence / 100; another one never makes it smaller. */
export function riskOf(weights: readonly Weight[]): number {
  const expected = addends(weights).reduce((sum, { adds }) => sum + adds, 0);
  // What adding doubles leaves behind must not move a score over a half.
  return Math.min(100, Math.round(Number(expected.toFixed(6))));
}

export const severities = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** The tiers by which Enterprise Security's content grades a risk: up to 20, 40, 60, 80, and above. */
export function severityOf(score: number): Severity {
  return severities[Math.min(4, Math.max(0, Math.ceil(score / 20) - 1))] ?? 'informational';
}
