/** The shipped content: no finding, facts of the seeds kept, names by the rule, and what an admin's Splunk will read. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bitsscoreSyntax } from '../src/cli/bitsscore.js';
import { compile } from '../src/compile/index.js';
import { parseConf } from '../src/conf/index.js';
import type { ConfStanza } from '../src/conf/index.js';
import { load } from '../src/compile/read/index.js';
import { macroCalls } from '../src/spl/index.js';
import { dataFolder, describeWithData } from './data.js';

const content = resolve(import.meta.dirname, '../content');
const compiled = await compile(content, { target: 8, digestMode: 'auto', today: '2026-11-21', commands: [await bitsscoreSyntax()] });

function textOf(path: string): string {
  const found = compiled.files.find((file) => file.path === path)?.content ?? '';
  return typeof found === 'string' ? found : new TextDecoder().decode(found);
}

function conf(name: string): ReadonlyMap<string, ConfStanza> {
  return parseConf(textOf(`default/${name}.conf`), name).stanzas;
}

const value = (stanzas: ReadonlyMap<string, ConfStanza>, stanza: string, key: string): string | undefined => stanzas.get(stanza)?.entries.get(key)?.value;

test('has no finding', () => {
  expect(compiled.diagnostics).toEqual([]);
});

test.each([
  ['PowerShell Start-BitsTransfer', '39e2605a-90d8-11eb-899e-acde48001122', 56],
  ['BITS Job Persistence', 'e97a5ffe-90bf-11eb-928a-acde48001122', 56],
  ['BITSAdmin Download File', '80630ff4-8e4c-11eb-aab5-acde48001122', 49],
  ['Windows Bits Job Persistence', '1e25e97a-8ea4-11ec-9767-acde48001122', 56],
])('%s keeps its id and its score', (name, id, score) => {
  const detection = compiled.content?.detections.find((candidate) => candidate.name === name);
  expect(detection).toMatchObject({ id, type: 'TTP', finding: { entity: { field: 'user', score } }, intermediate_findings: { entities: [{ field: 'dest', score }] } });
});

describeWithData('searches of the seeds', () => {
  test.each(['bits_job_persistence', 'bitsadmin_download_file', 'powershell_start_bitstransfer'])('%s is the original, white space aside', (stem) => {
    const original = load(join(dataFolder, 'contentctl-output/input')).content?.detections.find((detection) => detection.stem === stem);
    const ours = compiled.content?.detections.find((detection) => detection.stem === stem);
    const plain = (search: string | undefined): string | undefined => search?.replace(/\s+/g, ' ').trim();
    expect(plain(ours?.search)).toBe(plain(original?.search));
  });
});

test('each search calls a filter macro of its own, which calls the allowlist with its id', () => {
  const macros = conf('macros');
  for (const { stem, id } of compiled.content?.detections ?? []) {
    const [call] = macroCalls(value(macros, `${stem}_filter`, 'definition') ?? '');
    expect(call).toMatchObject({ name: 'bits_allowlist', args: [id] });
  }
  expect(macros.has('bits_allowlist(1)') && macros.has('bits_allowlist_mark(1)')).toBe(true);
});

test('detections ship enabled, but for the one that repeats another and those that need the command; hunts are open and not scheduled', () => {
  const searches = conf('savedsearches');
  const disabled = [...searches.values()].filter(({ name, entries }) => name !== 'default' && entries.get('disabled')?.value === '1').map(({ name }) => name);
  expect(disabled).toEqual(['BITS - BITS Tool Hidden From Plain Searches - Rule', 'BITS - Windows Bits Job Persistence - Rule']);
  const hunts = [...searches.values()].filter(({ name, entries }) => entries.get('is_visible')?.value === '1' && !name.includes('Allowlist'));
  expect(hunts.length).toBeGreaterThan(10);
  expect(hunts.filter(({ entries }) => entries.get('enableSched')?.value !== '0')).toEqual([]);
});

/** Macros named bits_* are exported: a drilldown that Enterprise Security runs elsewhere finds them. */
test('drilldowns call no private macro, and end in the mark macro instead of the filter', () => {
  for (const { name, entries } of conf('savedsearches').values()) {
    const drilldowns = JSON.parse(entries.get('action.notable.param.drilldown_searches')?.value ?? '[]') as readonly { search: string }[];
    const called = drilldowns.flatMap(({ search }) => macroCalls(search)).map((call) => call.name);
    expect(called.filter((macro) => !macro.startsWith('bits_') && macro !== 'drop_dm_object_name')).toEqual([]);
    expect(called).not.toContain('bits_allowlist');
    if (drilldowns.length > 0) expect([name, called.includes('bits_allowlist_mark')]).toEqual([name, true]);
  }
});

test('beside ESCU: a story stanza of our own, private macros hidden, no lookups but ours', () => {
  expect(conf('analyticstories').has('analytic_story://BITS Jobs (BITS app)')).toBe(true);
  expect(value(conf('savedsearches'), 'BITS - BITS Job Persistence - Rule', 'action.correlationsearch.annotations')).toContain('"analytic_story":["BITS Jobs"]');
  const meta = textOf('metadata/default.meta');
  for (const macro of ['process_bitsadmin', 'security_content_summariesonly', 'security_content_ctime%281%29', 'fillnull_config']) expect(meta).toContain(`[macros/${macro}]\nexport = none`);
  const lookups = compiled.files.flatMap(({ path }) => /^lookups\/(.*)$/.exec(path)?.[1] ?? []);
  expect([...lookups, ...conf('transforms').keys()].filter((name) => !name.startsWith('bits_'))).toEqual([]);
});

test('collections and their lookups are closed to users; the lookup that detections read is open to all who run them', () => {
  const meta = parseConf(textOf('metadata/default.meta'), 'default.meta').stanzas;
  const closed = [...conf('collections').keys()].map((name) => `collections/${name}`);
  const stored = [...conf('transforms').values()].filter(({ entries }) => entries.has('collection')).map(({ name }) => `transforms/${name}`);
  expect([closed.length > 2, stored.length > 1]).toEqual([true, true]);
  for (const name of [...closed, ...stored]) expect([name, value(meta, name, 'access'), value(meta, name, 'export')]).toEqual([name, 'read : [ admin, sc_admin ], write : [ admin, sc_admin ]', 'none']);
  for (const name of ['transforms/bits_allowlist_active', 'lookups/bits_allowlist_active.csv', 'lookups/bits_allowlist_none.csv']) expect([name, value(meta, name, 'access'), value(meta, name, 'export')]).toEqual([name, 'read : [ * ], write : [ admin, sc_admin ]', 'system']);
});

test('an upgrade and a deployer leave the lookup that the renewal writes: the package does not bring it', () => {
  expect(compiled.files.map(({ path }) => path)).not.toContain('lookups/bits_allowlist_active.csv');
  expect(value(conf('transforms'), 'bits_allowlist_active', 'filename')).toBe('bits_allowlist_none.csv');
  expect(textOf('lookups/bits_allowlist_none.csv').split('\n')).toHaveLength(3);
  expect(value(conf('app'), 'shclustering', 'deployer_lookups_push_mode')).toBe('always_preserve');
});

test('the hunting sheet: three queries and eleven watchlists, as the sheet names them', () => {
  const [hunt] = compiled.content?.hunts ?? [];
  expect(hunt?.queries.flatMap(({ original }) => original ?? [])).toEqual([
    'image_path:bitsadmin.exe AND -commandline:(list OR getieproxy OR reset OR setieproxy OR info)',
    'commandline:"bitstransfer" AND -commandline:"allusers"',
    'commandline:SetNotifyCmdLine',
  ]);
  expect(hunt?.watchlists).toHaveLength(11);
  expect(hunt?.watchlists?.filter(({ covered_by: covered }) => covered.length === 0)).toEqual([]);
  const names = hunt?.queries.map(({ name }) => name) ?? [];
  expect(names.filter((name) => !name.endsWith('Mended')).map((name) => `${name} Mended`).filter((name) => !names.includes(name))).toEqual([]);
});

test('names in no file this machine, an address or a placeholder', () => {
  for (const { path } of compiled.files) expect([path, /\b\d{1,3}(\.\d{1,3}){3}\b|__UPDATE__|TODO/.exec(textOf(path))?.[0]]).toEqual([path, undefined]);
  expect(readFileSync(join(content, 'build.yml'), 'utf8')).not.toContain('TODO');
});
