/** The matrix for programs. */
import { tierOf } from '../../lab/index.js';
import type { Selection } from './figures.js';
import type { Matrix } from './markdown.js';

/** `stanzas` as they stand in savedsearches.conf, hunts included; the originals are not ours to count. */
export function matrixJson({ covered }: Matrix, { origins }: Selection): readonly object[] {
  return covered.map((one) => ({
    id: one.variant.id,
    dual_use: one.variant.dualUse,
    tier: tierOf(one, origins),
    stanzas: one.fired.filter(({ origin }) => origins.includes(origin)).map(({ stanza }) => stanza),
    score: one.score?.score ?? null,
  }));
}
