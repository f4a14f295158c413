/** What ships in default/ says what the code does. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseConf } from '../../src/conf/index.js';
import { columnNames, tuningSettings } from '../../src/score/index.js';
import { readOptions } from '../../src/searchcommand/arguments.js';
import { readSettings, tunedScorer } from '../../src/searchcommand/index.js';

const shipped = (name: string) => readFileSync(resolve(import.meta.dirname, '../../default', name), 'utf8');
const keys = (name: string, stanza: string) => new Map([...(parseConf(shipped(name), name).stanzas.get(stanza)?.entries ?? [])].map(([key, { value }]) => [key, value]));

test('bitsscore.conf holds the defaults of the code, and no problem', () => {
  const general = tuningSettings.filter(({ stanza }) => stanza === 'bitsscore');
  expect(keys('bitsscore.conf', 'bitsscore')).toEqual(new Map(general.map(({ key, value }) => [key, value])));
  expect(tunedScorer(readSettings([{ name: 'default/bitsscore.conf', text: shipped('bitsscore.conf') }])).warnings).toEqual([]);
});

test('commands.conf starts the launcher by the protocol, with settings that count there', () => {
  expect(keys('commands.conf', 'bitsscore')).toEqual(new Map([['chunked', 'true'], ['filename', 'bitsjobs.sh'], ['command.arg.1', 'bitsscore']]));
});

test('searchbnf.conf names every field and has three examples whose arguments are taken', () => {
  const help = keys('searchbnf.conf', 'bitsscore-command');
  expect(columnNames.filter((name) => help.get('description')?.includes(name) !== true)).toEqual([]);
  for (const number of [1, 2, 3]) {
    const call = /\| bitsscore([^|]*)/.exec(help.get(`example${number}`) ?? '')?.[1];
    expect(readOptions((call ?? 'none').trim().split(/\s+/).filter((word) => word !== ''))).not.toHaveProperty('problems');
    expect(help.get(`comment${number}`)).toMatch(/\.$/);
  }
});
