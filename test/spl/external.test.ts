import { argumentsOf, externalCommand, planSearch } from '../../src/spl/index.js';
import type { ExternalCommand } from '../../src/spl/index.js';
import { refusal, run, runTable } from './running.js';

/** Gives every row back with the arguments in a field. */
const echo: ExternalCommand = (args, rows) => Promise.resolve(rows.map((fields) => new Map(fields).set('args', args.join('|'))));
const commands = [externalCommand({ name: 'echo', about: 'Gives back what it gets.', adds: () => ({ names: ['args'], multivalue: [] }), refuses: (args) => (args.includes('treshold=5') ? 'there is no argument treshold' : undefined) })];
const rows = [{ a: 'x' }, { a: 'y' }];

test('rows go out and come back, with the records that they came from', async () => {
  const table = await runTable('search a=* | echo threshold=5 "two words" name="b c" | search args=*', { rows, commands, external: { echo } });
  expect(table.map(({ fields, events }) => [fields.get('a'), fields.get('args'), events])).toEqual([['x', 'threshold=5|two words|name=b c', [0]], ['y', 'threshold=5|two words|name=b c', [1]]]);
});

test('rows that are fewer come from all records', async () => {
  const first: ExternalCommand = (_, given) => Promise.resolve(given.slice(0, 1));
  const [row] = await runTable('search a=* | echo', { rows, commands, external: { echo: first } });
  expect(row?.events).toEqual([0, 1]);
});

test('without the program the search is refused, without the declaration it is unknown', async () => {
  expect(await refusal('search a=* | echo', { rows, commands })).toContain('not at hand');
  await expect(run('search a=* | echo', { rows })).rejects.toThrow('S201');
});

test('what it refuses is a fault of the search, with its place', () => {
  const { problems } = planSearch('search a=* | echo "b" treshold=5 | head 1', { findMacro: () => undefined, commands });
  expect(problems).toEqual([{ code: 'S202', message: 'there is no argument treshold', start: 18, end: 32 }]);
  expect(planSearch('search a=* | echo treshold=5 `m`', { findMacro: () => undefined, commands }).problems.map(({ code }) => code)).not.toContain('S202');
});

test('what it adds is known without running it', () => {
  const { stages } = planSearch('| makeresults | fields a | echo | table args b', { findMacro: () => undefined, commands });
  expect(stages.at(-1)?.missing).toEqual(['b']);
});

test('its warnings are those of the search', async () => {
  const warnings: string[] = [];
  const noisy: ExternalCommand = (_, given, warn) => {
    warn('echo: too loud');
    return Promise.resolve(given);
  };
  await runTable('search a=* | echo', { rows, commands, external: { echo: noisy }, warnings });
  expect(warnings).toEqual(['echo: too loud']);
});

test('arguments', () => {
  expect(argumentsOf('a b=c  "d e" f="g \\"h\\"" ```no``` i')).toEqual(['a', 'b=c', 'd e', 'f=g "h"', 'i']);
  expect(argumentsOf('')).toEqual([]);
});
