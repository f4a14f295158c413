/** The figures of a matrix, counted once for every form that shows them. */
import { countTiers, findingsOf, isAlert, riskOf, tierOf } from '../../lab/index.js';
import type { Count, Covered, Origin } from '../../lab/index.js';

export interface Selection {
  readonly name: string;
  readonly origins: readonly Origin[];
}

/** As an admin gets them: what ships enabled, that with the search command, and what was there before. */
export const selections = {
  enabled: { name: 'our searches that ship enabled (plain SPL)', origins: ['own', 'hunt'] },
  all: { name: 'with those that need `bitsscore`', origins: ['own', 'requires', 'hunt'] },
  originals: { name: 'the originals alone', origins: ['original'] },
} as const satisfies Readonly<Record<string, Selection>>;

export interface SelectionFigures extends Selection {
  readonly abuse: Count;
  /** Dual use that alerts, by id. */
  readonly falseAlarms: readonly string[];
  /** Abuse that makes neither finding nor risk, by id. */
  readonly missed: readonly string[];
  /** Acts with more than one finding, by id. */
  readonly repeated: readonly string[];
  readonly highestRisk: number;
}

export function figuresOf(covered: readonly Covered[], selection: Selection): SelectionFigures {
  const { origins } = selection;
  const abuse = covered.filter(({ variant }) => !variant.dualUse);
  const ids = (some: readonly Covered[]): string[] => some.map(({ variant }) => variant.id);
  return {
    ...selection,
    abuse: countTiers(abuse, origins),
    falseAlarms: ids(covered.filter((one) => one.variant.dualUse && isAlert(tierOf(one, origins)))),
    missed: ids(abuse.filter((one) => !isAlert(tierOf(one, origins)))),
    repeated: ids(covered.filter((one) => findingsOf(one, origins) > 1)),
    highestRisk: Math.max(0, ...covered.map((one) => riskOf(one, origins))),
  };
}

/** What public rules see, as far as the file says. */
export interface PublicFigures {
  /** Sigma rules of level medium, high or critical. */
  readonly sigma: number;
  /** Any rule that knows the technique: of any level, building blocks and hunting queries too. */
  readonly any: number;
  /** Not even a generic Sigma rule. */
  readonly nothing: number;
}

export function isLoud(rule: string): boolean {
  return !/\((?:informational|low)\)$/.test(rule);
}

export function isGeneric(rule: string): boolean {
  return rule.endsWith('(generic)');
}

export function publicFigures(covered: readonly Covered[]): PublicFigures | undefined {
  const rules = covered.map(({ variant }) => variant.rules);
  const known = rules.some(({ sigma, generic, other, inventory }) => sigma.length + generic.length + other.length + inventory.length > 0);
  if (!known) return undefined;
  const count = (sees: (one: (typeof rules)[number]) => boolean): number => rules.filter(sees).length;
  return {
    sigma: count(({ sigma }) => sigma.some(isLoud)),
    any: count(({ sigma, other }) => sigma.length > 0 || other.some((rule) => !isGeneric(rule))),
    nothing: count(({ sigma, other, generic }) => sigma.length + other.length + generic.length === 0),
  };
}

export function groupsOf(covered: readonly Covered[]): ReadonlyMap<string, readonly Covered[]> {
  const groups = new Map<string, Covered[]>();
  for (const one of covered) groups.set(one.variant.group, [...(groups.get(one.variant.group) ?? []), one]);
  return groups;
}
