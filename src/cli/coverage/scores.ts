/** The score of each variant: its highest event, what speaks for it, and on which side of the threshold it lies. */
import type { Covered } from '../../lab/index.js';
import { table } from './markdown.js';

export function scoresMarkdown(covered: readonly Covered[], threshold: number): string {
  const rows = covered.map(({ variant: { id, title, dualUse }, score }) => [
    id, `${title}${dualUse ? ' (dual use)' : ''}`, score ? String(score.score) : '-', score?.severity ?? '-', score?.alerts ? 'at or above' : 'below', score?.signals.join(', ') ?? 'no event says anything of BITS',
  ]);
  const wrong = wrongScores(covered);
  return [
    table(['id', 'variant', 'score', 'severity', `threshold ${threshold}`, 'signals'], rows),
    wrong.length === 0 ? 'All abuse is at or above the threshold, all dual use below.\n' : wrong.map((line) => `${line}\n`).join(''),
  ].join('\n');
}

export function wrongScores(covered: readonly Covered[]): readonly string[] {
  return covered.filter(({ variant: { dualUse }, score }) => dualUse === (score?.alerts === true)).map(({ variant: { id, dualUse }, score }) => (dualUse ? `${id} is dual use, and scores ${score?.score ?? 0}` : `${id} is abuse, and scores ${score?.score ?? 'nothing'}`));
}

export function scoresJson(covered: readonly Covered[]): readonly object[] {
  return covered.map(({ variant: { id, dualUse }, score }) => ({ id, dual_use: dualUse, score: score?.score ?? null, severity: score?.severity ?? null, alerts: score?.alerts ?? false, signals: score?.signals ?? [] }));
}
