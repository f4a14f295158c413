/** The matrix for people: what matters first, then one row for each variant. */
import { printable } from '../../diagnostic/index.js';
import { isAlert, tierOf } from '../../lab/index.js';
import type { Covered, Tier } from '../../lab/index.js';
import { plainName } from '../stanza.js';
import { figuresOf, groupsOf, publicFigures, selections } from './figures.js';
import type { SelectionFigures } from './figures.js';
import type { ChosenSearch } from './searches.js';

export interface Matrix {
  /** What the app is called, with its version. */
  readonly app: string;
  readonly searches: readonly ChosenSearch[];
  readonly covered: readonly Covered[];
  /** From which score an event alerts. */
  readonly threshold: number;
}

export function matrixMarkdown(matrix: Matrix): string {
  return [summaryMarkdown(matrix), searchesTable(matrix), originalsTable(matrix), variantsTable(matrix)].join('\n');
}

/** What the README shows. */
export function summaryMarkdown({ app, searches, covered, threshold }: Matrix): string {
  const abuse = covered.filter(({ variant }) => !variant.dualUse);
  const dual = covered.length - abuse.length;
  const figures = Object.values(selections).map((selection) => figuresOf(covered, selection)).filter(({ origins }) => searches.some(({ origin }) => (origins as readonly string[]).includes(origin)));
  const [first] = figures;
  return [
    `${covered.length} variants, ${abuse.length} of them abuse and ${dual} dual use; ${counted(searches)} of ${app}.`,
    '',
    table(
      ['abuse', 'finding', 'risk', 'alerts', 'hunt only', 'nothing', 'dual use that alerts'],
      [
        ...figures.map(({ name, abuse: { finding, risk, hunt, none }, falseAlarms }) => [name, share(finding, abuse.length), String(risk), share(finding + risk, abuse.length), String(hunt), String(none), `${falseAlarms.length} of ${dual}`]),
        ['`bitsscore`, highest event of each', '', '', share(abuse.filter(({ score }) => score?.alerts).length, abuse.length), '', '', `${covered.filter(({ variant, score }) => variant.dualUse && score?.alerts).length} of ${dual}`],
        ...publicRows(abuse),
      ],
    ),
    `An act alerts as a finding or a risk event; a score from ${threshold}. ${first ? oneAct(first) : ''}`,
    '',
    table(['group', 'abuse', 'finding', 'risk', 'with `bitsscore`', 'score', 'Sigma', 'any public rule'], [...groupsOf(abuse)].map(([group, some]) => groupRow(group, some))),
  ].join('\n');
}

function counted(searches: readonly ChosenSearch[]): string {
  const count = (origin: ChosenSearch['origin']): number => searches.filter((search) => search.origin === origin).length;
  return `${count('own')} detections, ${count('requires')} more that need \`bitsscore\`, ${count('original')} originals and ${count('hunt')} hunts`;
}

function oneAct({ name, missed, repeated, highestRisk }: SelectionFigures): string {
  return [
    `Of ${name}: ${repeated.length === 0 ? 'each act makes at most one finding' : `more than one finding by ${repeated.join(', ')}`}, and at most ${highestRisk} of risk for one entity`,
    missed.length === 0 ? '.' : `; no alert by ${missed.join(', ')}.`,
  ].join('');
}

function publicRows(abuse: readonly Covered[]): string[][] {
  const figures = publicFigures(abuse);
  if (!figures) return [];
  const row = (name: string, alerts: number, nothing: string): string[] => [name, '', '', share(alerts, abuse.length), '', nothing, ''];
  return [row('Sigma rules about BITS, medium and above', figures.sigma, ''), row('any public rule about BITS, of any level', figures.any, `${figures.nothing} (no generic rule either)`)];
}

function groupRow(group: string, some: readonly Covered[]): string[] {
  const plain = figuresOf(some, selections.enabled).abuse;
  const all = figuresOf(some, selections.all).abuse;
  const rules = publicFigures(some);
  return [
    group || '-', String(some.length), String(plain.finding), String(plain.risk), `${all.finding} + ${all.risk}`, String(some.filter(({ score }) => score?.alerts).length),
    rules ? String(rules.sigma) : '', rules ? String(rules.any) : '',
  ];
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0' : `${part} (${Math.floor((part / whole) * 100)} %)`;
}

/** Which search earns its place: what it sees, and what only it sees. */
function searchesTable({ searches, covered }: Matrix): string {
  const others = (one: Covered, stanza: string): boolean => one.fired.some((fired) => fired.stanza !== stanza && fired.origin !== 'original' && isAlert(fired.tier));
  const rows = searches.filter(({ origin }) => origin !== 'original').map((search) => {
    const seen = seenBy(search, covered);
    return [plainName(search.stanza), tierOfSearch(search), search.origin === 'requires' ? 'needs `bitsscore`' : '', String(seen.length), seen.filter((one) => !others(one, search.stanza)).map(({ variant }) => variant.id).join(', ')];
  });
  return ['## Searches', '', table(['search', 'tier', '', 'variants', 'no other alerts of'], rows)].join('\n');
}

/** The originals by themselves: what they see, and whether ours see it too. */
function originalsTable({ searches, covered }: Matrix): string {
  const rows = searches.filter(({ origin }) => origin === 'original').map((search) => {
    const seen = seenBy(search, covered);
    const alone = seen.filter((one) => !isAlert(tierOf(one, selections.enabled.origins)));
    return [plainName(search.stanza), tierOfSearch(search), String(seen.filter(({ variant }) => !variant.dualUse).length), ids(seen), ids(alone)];
  });
  return ['## Originals', '', table(['detection', 'tier', 'abuse', 'sees', 'of which ours do not alert'], rows)].join('\n');
}

function seenBy({ stanza }: ChosenSearch, covered: readonly Covered[]): readonly Covered[] {
  return covered.filter(({ fired }) => fired.some((one) => one.stanza === stanza));
}

function tierOfSearch({ installed: { keys } }: ChosenSearch): Tier {
  return keys.get('action.notable') === '1' ? 'finding' : keys.get('action.risk') === '1' ? 'risk' : 'hunt';
}

function ids(some: readonly Covered[]): string {
  return some.map(({ variant }) => variant.id).join(', ');
}

function variantsTable({ covered }: Matrix): string {
  const rows = covered.map((one) => {
    const { variant, fired, score } = one;
    const names = (wanted: (origin: string) => boolean): string => fired.filter(({ origin }) => wanted(origin)).map(({ stanza, tier }) => `${plainName(stanza)} (${tier})`).join('; ');
    return [
      variant.id, `${variant.title}${variant.dualUse ? ' (dual use)' : ''}`, tierOf(one, selections.enabled.origins), tierOf(one, selections.all.origins), score ? String(score.score) : '', names((origin) => origin !== 'original'),
      names((origin) => origin === 'original'), variant.rules.sigma.join(', '), variant.rules.other.join(', '), variant.rules.generic.join(', '),
    ];
  });
  return ['## Variants', '', table(['id', 'variant', 'tier', 'with `bitsscore`', 'score', 'our searches', 'originals', 'Sigma', 'other public rules', 'generic Sigma'], rows)].join('\n');
}

/** Rows of a Markdown table; what stands in a cell cannot leave it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

function cellText(text: string): string {
  return printable(text).replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
