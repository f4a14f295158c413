/** Variants against searches: who sees what, and the figures of it. */
import type { Tier } from '../finding.js';
import type { Fired } from './acts.js';
import type { Variant } from './variant.js';

/**
 * Why a search is in the app. `own`: ships enabled; `requires`: ships disabled, since it needs more than plain SPL; `original`: taken over as
 * it was published, and counted apart; `hunt`: opened by a person.
 */
export type Origin = 'own' | 'requires' | 'original' | 'hunt';

export interface Search {
  readonly stanza: string;
  readonly origin: Origin;
}

export interface Covered {
  readonly variant: Variant;
  readonly fired: readonly (Fired & Search)[];
  /** Of its highest event; nothing where no event says anything of the technique. */
  readonly score: Scored | undefined;
}

export interface Scored {
  readonly score: number;
  readonly alerts: boolean;
  readonly severity: string;
  readonly signals: readonly string[];
}

/** The highest score of several; of equals the one with more reasons. */
export function highest(scores: readonly (Scored | undefined)[]): Scored | undefined {
  const found = scores.filter((one) => one !== undefined);
  return found.reduce<Scored | undefined>((best, one) => (!best || one.score > best.score || (one.score === best.score && one.signals.length > best.signals.length) ? one : best), undefined);
}

const RANKS: readonly (Tier | 'none')[] = ['none', 'hunt', 'risk', 'finding'];

/** The highest tier that searches of the origins given reach. */
export function tierOf({ fired }: Covered, origins: readonly Origin[]): Tier | 'none' {
  const ranks = fired.filter(({ origin }) => origins.includes(origin)).map(({ tier }) => RANKS.indexOf(tier));
  return RANKS[Math.max(0, ...ranks)] ?? 'none';
}

export function isAlert(tier: Tier | 'none'): boolean {
  return tier === 'finding' || tier === 'risk';
}

export interface Count {
  readonly finding: number;
  readonly risk: number;
  readonly hunt: number;
  readonly none: number;
}

export function countTiers(covered: readonly Covered[], origins: readonly Origin[]): Count {
  const tiers = covered.map((one) => tierOf(one, origins));
  const count = (tier: Tier | 'none'): number => tiers.filter((one) => one === tier).length;
  return { finding: count('finding'), risk: count('risk'), hunt: count('hunt'), none: count('none') };
}

/** Findings that the act makes: one is what an analyst wants. */
export function findingsOf({ fired }: Covered, origins: readonly Origin[]): number {
  return fired.filter(({ origin }) => origins.includes(origin)).flatMap(({ made }) => made).filter(({ tier }) => tier === 'finding').length;
}

/** The most that one entity is charged with for the act, letter case aside. */
export function riskOf({ fired }: Covered, origins: readonly Origin[]): number {
  const sums = new Map<string, number>();
  for (const { entity, score } of fired.filter(({ origin }) => origins.includes(origin)).flatMap(({ made }) => made)) {
    const key = entity ? `${entity.type} ${entity.value.toLowerCase()}` : '';
    if (entity) sums.set(key, (sums.get(key) ?? 0) + score);
  }
  return Math.max(0, ...sums.values());
}
