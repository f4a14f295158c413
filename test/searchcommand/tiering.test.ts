/** When V8 is told to compile, and that answers do not change by it. */
import type { Scorer } from '../../src/searchcommand/index.js';
import { unhurried } from '../../src/searchcommand/tiering.js';

const scorer: Scorer = { fields: ['process'], warnings: [], scoring: () => (row) => ({ bits_decoded: row('process') ?? '' }) };
const options = {};

test('on Node 20 late for the first 2,000 rows of all tables together, and then as ever', () => {
  const flags: string[] = [];
  const patient = unhurried(scorer, 'v20.20.2', (text) => flags.push(text));
  const readers = [patient.scoring(['process'], options), patient.scoring(['process', 'user'], options)];
  const answer = (number: number) => readers[number % 2]?.(() => String(number));
  for (let number = 0; number < 2_000; number++) expect(answer(number)).toEqual({ bits_decoded: String(number) });
  expect(flags).toEqual(['--interrupt-budget=135168']);
  for (let number = 2_000; number < 5_000; number++) expect(answer(number)).toEqual({ bits_decoded: String(number) });
  expect(flags).toEqual(['--interrupt-budget=135168', '--interrupt-budget=67584']);
});

test.each(['v22.23.3', 'v24.21.0', 'v26.10.0', 'v200.0.0'])('%s is told nothing', (version) => {
  expect(unhurried(scorer, version, () => { throw new Error('told'); })).toBe(scorer);
});
