/** Ordinary use, as the field saw it: what Windows and updaters do is quiet, what administrators do is a little risk that an entry hides. */
import { selections } from '../../src/cli/coverage/figures.js';
import { findingsOf, isAlert, riskOf, tierOf } from '../../src/lab/index.js';
import type { Covered } from '../../src/lab/index.js';
import type { Acts } from './acts/acts.js';
import { adminActs, quietActs } from './benign/admin.js';
import { systemActs } from './benign/system.js';
import { entriesFor } from './entries.js';
import { expectBlock } from './readme.js';
import { rewrites } from './rewrites.js';
import { coverTogether, shipped } from './shipped.js';
import type { Shipped } from './shipped.js';

const EACH = 40;
const { origins } = selections.all;
const MOST_RISK = 20;

let setup: Shipped;
beforeAll(async () => {
  setup = await shipped();
});

const cover = (acts: Acts, seed = 1): Promise<readonly Covered[]> => coverTogether(setup, rewrites(acts, EACH, seed, true));
const alerting = (all: readonly Covered[]): readonly Covered[] => all.filter((one) => isAlert(tierOf(one, origins)));
const told = ({ variant, fired }: Covered): string => `${variant.id}: ${fired.filter(({ origin }) => (origins as readonly string[]).includes(origin)).map(({ stanza }) => stanza).join(', ')} of ${variant.events.map(({ fields }) => JSON.stringify(fields.get('process') ?? fields.get('ScriptBlockText') ?? fields.get('_raw'))).join(' ')}`;

test.each([['of the system', systemActs], ['of asking, listing and repairing', quietActs]])('no row %s alerts', async (_, acts) => {
  expect([...alerting(await cover(acts)), ...alerting(await cover(acts, 2))].map(told)).toEqual([]);
}, 60_000);

describe('rows of administrators', () => {
  test('make no finding, and at most a little risk', async () => {
    const all = await cover(adminActs);
    expect(all.filter((one) => findingsOf(one, origins) > 0).map(told)).toEqual([]);
    expect(all.filter((one) => riskOf(one, origins) > MOST_RISK).map((one) => `${riskOf(one, origins)} ${told(one)}`)).toEqual([]);
  });

  test('are hidden by an entry of the kind that the detection names', async () => {
    const all = alerting(await cover(adminActs));
    const { entries, without } = entriesFor(all, setup.content);
    expect(without).toEqual([]);
    const hidden = await coverTogether(await shipped(entries), rewrites(adminActs, EACH, 1, true));
    expect(alerting(hidden).map(told)).toEqual([]);
  }, 60_000);
});

test('the README says what was measured', async () => {
  const [system, quiet, admin] = await Promise.all([systemActs, quietActs, adminActs].map(async (acts) => ({ kinds: Object.keys(acts).length, all: await cover(acts) })));
  const line = (name: string, one: typeof system): string => (one ? `| ${name} | ${one.kinds} | ${one.all.length} | ${alerting(one.all).length} | ${Math.max(...one.all.map((act) => riskOf(act, origins)))} | ${one.all.filter(({ fired }) => fired.some(({ origin }) => origin === 'original')).length} |` : '');
  expectBlock('precision', [
    '| ordinary use | kinds | acts | alert | highest risk of an act | of which an original alerts |', '| --- | --- | --- | --- | --- | --- |',
    line('Windows, updaters, Configuration Manager', system), line('asking, listing, repairing', quiet), line('administrators\' batches and proxy set-up', admin),
  ].join('\n'));
});
