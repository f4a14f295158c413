/** The score of acts in other words, and of ordinary use: on which side of the threshold its highest event lies. */
import { scoreOf } from '../../src/cli/coverage/score.js';
import { highest } from '../../src/lab/index.js';
import type { Acts } from './acts/acts.js';
import { furtherActs } from './acts/further.js';
import { quietActs } from './benign/admin.js';
import { systemActs } from './benign/system.js';
import { abuse, dualUse, rewrites } from './rewrites.js';
import { variantOf } from './shipped.js';

/** Ids of acts that reach the threshold, and of those that do not. */
function sides(acts: Acts, each: number, seed: number): { readonly above: readonly string[]; readonly below: readonly string[] } {
  const scored = rewrites(acts, each, seed).map((act, number) => ({ id: act.group, alerts: highest(variantOf(act, number).events.map(scoreOf))?.alerts === true }));
  return { above: scored.filter(({ alerts }) => alerts).map(({ id }) => id), below: scored.filter(({ alerts }) => !alerts).map(({ id }) => id) };
}

test.each([1, 2])('of abuse in other words 98 of 100 reach it, seed %i', (seed) => {
  const { above, below } = sides(abuse, 66, seed);
  expect(above.length / (above.length + below.length)).toBeGreaterThan(0.98);
});

test('ways that the published list does not show reach it, but for those that say too little by themselves', () => {
  expect([...new Set(sides(furtherActs, 30, 1).below)].sort()).toEqual([
    'a proxy for service accounts that leads out', 'a transfer from a share in the log', 'an unsigned program loads the proxy library', 'the log switched off by PowerShell',
  ]);
});

test('dual use, asking, listing and repairing do not', () => {
  expect([...sides(dualUse, 66, 1).above, ...sides(quietActs, 40, 1).above]).toEqual([]);
});

test('what the system does does not, but for programs that BITS starts for signed products: a row does not say who signed', () => {
  expect([...new Set(sides(systemActs, 40, 1).above)]).toEqual(['notify programs of Windows and of signed products']);
});
