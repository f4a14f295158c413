/** Acts in other words still alert: no detection hangs on the words of an example. */
import { figuresOf, selections } from '../../src/cli/coverage/figures.js';
import { findingsOf, isAlert, riskOf, tierOf } from '../../src/lab/index.js';
import type { Covered } from '../../src/lab/index.js';
import { reasonOf, reasons } from './reasons.js';
import { expectBlock } from './readme.js';
import { furtherActs } from './acts/further.js';
import { abuse, dualUse, rewrites } from './rewrites.js';
import { coverAlone, coverTogether, shipped } from './shipped.js';
import type { Shipped } from './shipped.js';

const EACH = 66;
const SEEDS = [1, 2] as const;
const runs = new Map<number, readonly Covered[]>();
let setup: Shipped;
let further: readonly Covered[] = [];

beforeAll(async () => {
  setup = await shipped();
  for (const seed of SEEDS) runs.set(seed, await coverTogether(setup, rewrites(abuse, EACH, seed)));
}, 300_000);

const runOf = (seed: number): readonly Covered[] => runs.get(seed) ?? [];

function missed(all: readonly Covered[]): readonly Covered[] {
  return all.filter((one) => !isAlert(tierOf(one, selections.all.origins)));
}

const SHOWN = ['CommandLine', 'ParentCommandLine', 'ScriptBlockText', 'url', 'RemoteName', 'LocalName', 'processPath', 'TargetFilename', 'Image', 'ImageLoaded', 'cs-host', 'c-uri'];

function told({ variant: { id, events } }: Covered): string {
  return `${id} ${events.map(({ fields }) => JSON.stringify(Object.fromEntries(SHOWN.flatMap((name) => (fields.has(name) ? [[name, fields.get(name)]] : []))))).join(' ')}`;
}

function unexplained(all: readonly Covered[]): readonly string[] {
  return missed(all).flatMap((one) => (reasonOf(one.variant.id, told(one)) ? [] : [told(one)]));
}

function missLines(all: readonly Covered[]): readonly string[] {
  const whys = missed(all).map((one) => reasonOf(one.variant.id, told(one))).filter((reason) => reason !== undefined);
  return reasons.map((reason) => `Of all these, ${whys.filter((one) => one === reason).length} of ${reason.of} make no alert: ${reason.why}.`);
}

describe.each(SEEDS)('seed %i', (seed) => {
  test('at least 5,000 rewrites, 99 of 100 alert', () => {
    const all = runOf(seed);
    expect(all.length).toBeGreaterThan(5_000);
    expect(1 - missed(all).length / all.length).toBeGreaterThan(0.99);
  });

  test('each miss has a reason that is known', () => {
    const all = runOf(seed);
    expect(unexplained(all)).toEqual([]);
  });
});

test('no reason is out of date', () => {
  const used = new Set(SEEDS.flatMap((seed) => missed(runOf(seed)).map((one) => reasonOf(one.variant.id, told(one)))));
  expect(reasons.filter((reason) => !used.has(reason)).map(({ of }) => of)).toEqual([]);
});

test('in other words too, one act makes one finding, and at most 100 of risk', () => {
  const { origins } = selections.all;
  const all = SEEDS.flatMap(runOf);
  expect(all.filter((one) => findingsOf(one, origins) > 1).map((one) => `${one.fired.filter(({ tier }) => tier === 'finding').map(({ stanza }) => stanza).join(', ')} ${told(one)}`)).toEqual([]);
  expect(all.filter((one) => riskOf(one, origins) > 100).map((one) => `${riskOf(one, origins)} ${told(one)}`)).toEqual([]);
});

test('ways that the published list does not show alert too', async () => {
  further = await coverTogether(setup, rewrites(furtherActs, EACH, 1));
  expect(unexplained(further)).toEqual([]);
});

test('acts are the same together and alone', async () => {
  const some = rewrites(abuse, 2, 3);
  const tiers = (all: readonly Covered[]): readonly string[] => all.map((one) => `${one.variant.id} ${tierOf(one, selections.all.origins)}`);
  expect(tiers(await coverTogether(setup, some))).toEqual(tiers(await coverAlone(setup, some)));
});

test('the dual use of each stays quiet, however it is written', async () => {
  const all = await coverTogether(setup, rewrites(dualUse, EACH, 1, true));
  expect(all.filter((one) => isAlert(tierOf(one, selections.all.origins))).map(told)).toEqual([]);
});

test('the README says what was measured', () => {
  const share = (count: number, all: readonly Covered[]): string => `${(Math.floor((count / all.length) * 1000) / 10).toFixed(1)} %`;
  const line = (what: string, all: readonly Covered[]): string => {
    const cells = [selections.enabled, selections.all].map((selection) => {
      const { finding, risk } = figuresOf(all, selection).abuse;
      return `${share(finding + risk, all)}, as a finding ${share(finding, all)}`;
    });
    return `| ${what} | ${all.length} | ${cells.join(' | ')} |`;
  };
  expectBlock('robustness', [
    '| rewrites | acts | alert, plain SPL | with those that need `bitsscore` |', '| --- | --- | --- | --- |',
    ...SEEDS.map((seed) => line(`of the abuse variants, seed ${seed}`, runOf(seed))), line(`of ${Object.keys(furtherActs).length} ways that are not in the list`, further),
    '', ...missLines([...SEEDS.flatMap(runOf), ...further]),
  ].join('\n'));
});
