/** Second opinions on what the lab says: the same detections in SQL, other people's rules, and the labels of recorded events. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { listEventFiles, readEvents } from '../../src/lab/index.js';
import type { RunSummary } from '../../src/lab/index.js';
import { dataFolder, describeWithData } from '../data.js';
import { runShipped } from './shipped.js';

const NAMES = ['BITS Job Persistence', 'BITSAdmin Download File', 'PowerShell Start-BitsTransfer', 'Windows Bits Job Persistence', 'Hunt Bitsadmin Use', 'Hunt BitsTransfer Cmdlets', 'Hunt Notify Program'] as const;

/** LIKE of SQLite ignores the case of ASCII letters, as search does. `x` is a process creation. */
const any = (column: string, words: readonly string[]): string => `(${words.map((word) => `${column} LIKE '%${word}%'`).join(' OR ')})`;
const one = (column: string, values: readonly string[]): string => `(${values.map((value) => `${column} LIKE '${value}'`).join(' OR ')})`;
const persistence = ['create', 'addfile', 'setnotifyflags', 'setnotifycmdline', 'setminretrydelay', 'setcustomheaders', 'resume'];
const bitsadmin = "(process_name LIKE 'bitsadmin.exe' OR original_file_name LIKE 'bitsadmin.exe')";

const sql: Readonly<Record<(typeof NAMES)[number], string>> = {
  'BITS Job Persistence': `${bitsadmin} AND ${any('process', persistence)}`,
  'BITSAdmin Download File': `${bitsadmin} AND ${any('process', ['transfer', 'addfile'])}`,
  'PowerShell Start-BitsTransfer': `(${one('process_name', ['pwsh.exe', 'sqlps.exe', 'sqltoolsps.exe', 'powershell.exe', 'powershell_ise.exe'])} OR ${one('original_file_name', ['pwsh.dll', 'PowerShell.EXE', 'powershell_ise.EXE'])}) AND process LIKE '%start-bitstransfer%'`,
  'Windows Bits Job Persistence': `process_name LIKE 'bitsadmin.exe' AND ${any('process', persistence)}`,
  'Hunt Bitsadmin Use': `process_name LIKE 'bitsadmin.exe' AND NOT coalesce(${any('process', ['list', 'getieproxy', 'reset', 'setieproxy', 'info'])}, 0)`,
  'Hunt BitsTransfer Cmdlets': "process LIKE '%bitstransfer%' AND NOT process LIKE '%allusers%'",
  'Hunt Notify Program': "process LIKE '%setnotifycmdline%'",
};

/** Places of the records behind every result, by detection. */
function found({ searches, reading: { places } }: RunSummary): Map<string, Set<string>> {
  return new Map(searches.map(({ name, made }) => [
    name.replace(/^BITS - (.*) - Rule$/, '$1'),
    new Set(made.flatMap(({ row }) => row.events.map((number) => `${places[number]?.file ?? ''}:${places[number]?.line ?? 0}`))),
  ]));
}

async function asked(files: readonly string[]): Promise<Map<string, Set<string>>> {
  const database = new sqlite.Database(':memory:');
  database.exec('CREATE TABLE processes (n INTEGER, process_name TEXT, original_file_name TEXT, process TEXT)');
  const insert = database.prepare('INSERT INTO processes VALUES (?, ?, ?, ?)');
  const { places } = await readEvents(files, {
    defaults: { time: 0, host: 'h' },
    event: ({ datasets }, numbers) => {
      const row = datasets.get('Endpoint.Processes');
      const text = (name: string): string | null => (row?.has(name) ? String(row.get(name)) : null);
      for (const number of row ? numbers : []) insert.run([number, text('process_name'), text('original_file_name'), text('process')]);
    },
  });
  insert.finalize();
  const answers = new Map(NAMES.map((name) => {
    const numbers = database.all(`SELECT n FROM processes WHERE ${sql[name]}`).map((row) => Number(row['n']));
    return [name, new Set(numbers.map((n) => `${places[n]?.file ?? ''}:${places[n]?.line ?? 0}`))];
  }));
  database.close();
  return answers;
}

const samples = listEventFiles([join(import.meta.dirname, '../../content/samples')]);

test('SQL selects the same records of the samples', async () => {
  const [ours, theirs] = [found(await runShipped(samples)), await asked(samples)];
  for (const name of NAMES) {
    expect([name, [...(ours.get(name) ?? [])].sort()]).toEqual([name, [...(theirs.get(name) ?? [])].sort()]);
    expect(theirs.get(name)?.size).toBeGreaterThan(1);
  }
});

describeWithData('over the recorded events and the variants', () => {
  const variantsFile = join(dataFolder, 'variants.jsonl');
  const files = [...listEventFiles([join(dataFolder, 'events')]).filter((path) => !path.endsWith('.csv')), variantsFile];

  test('SQL selects the same records', async () => {
    const [ours, theirs] = [found(await runShipped(files)), await asked(files)];
    for (const name of NAMES) expect([name, [...(ours.get(name) ?? [])].sort()]).toEqual([name, [...(theirs.get(name) ?? [])].sort()]);
    expect(theirs.get('BITSAdmin Download File')?.size).toBeGreaterThan(20);
  });

  test('every record parsed gives what the prefilter lets through', async () => {
    expect(found(await runShipped(files, { everything: true }))).toEqual(found(await runShipped(files)));
  });

  interface Variant {
    readonly id: string;
    readonly sigma_bits: readonly string[];
    readonly sigma_aware: readonly string[];
    readonly other_rules: readonly string[];
    readonly hunting_sheet: readonly string[];
  }
  const variants = readFileSync(variantsFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Variant);
  const seen = async (name: string): Promise<string[]> => [...(found(await runShipped([variantsFile])).get(name) ?? [])].map((place) => variants[Number(place.split(':').at(-1)) - 1]?.id ?? '').sort();
  const listed = (wanted: (variant: Variant) => boolean): string[] => variants.filter(wanted).map(({ id }) => id).sort();

  test.each([['BITSAdmin Download File'], ['BITS Job Persistence'], ['PowerShell Start-BitsTransfer']])('%s sees the variants that somebody else found it to see', async (name) => {
    expect(await seen(name)).toEqual(listed(({ other_rules: rules }) => rules.some((rule) => rule.includes(`Splunk ${name}`))));
  });

  test.each([['Hunt Bitsadmin Use', 'seed hunt 1'], ['Hunt BitsTransfer Cmdlets', 'seed hunt 2'], ['Hunt Notify Program', 'seed hunt 3']])('%s lists the variants that somebody else found %s to list', async (name, hunt) => {
    expect(await seen(name)).toEqual(listed(({ hunting_sheet: hunts }) => hunts.includes(hunt)));
  });

  // Against Sigma's rules of the same behaviour: what one sees and the other does not, and why.
  test.each([
    // Sigma wants the verb between blanks, and a web address behind /create and /addfile: a file list (A08), ranges (A09), a verb in quotes (E05) and tabs (E09) pass it.
    ['BITSAdmin Download File', ['d059842b'], ['A08', 'A09', 'E05', 'E09']],
    // Sigma wants a shell or regsvr32 beside the notify command, or a web address behind /addfile.
    ['BITS Job Persistence', ['b9cbbc17'], ['A08', 'C01', 'C04', 'C08', 'D01']],
    ['PowerShell Start-BitsTransfer', ['9fc51a3c', 'f67dbfce'], []],
  ] as const)('%s beside Sigma', async (name, ids, oursOnly) => {
    const ours = await seen(name);
    const sigma = listed(({ sigma_bits: bits, sigma_aware: aware }) => [...bits, ...aware].some((rule) => ids.some((id) => rule.startsWith(id))));
    expect(sigma.filter((id) => !ours.includes(id))).toEqual([]);
    expect(ours.filter((id) => !sigma.includes(id))).toEqual(oursOnly);
  });

  test('labelled lines that the seeds are meant to see are seen, and nothing else', async () => {
    const labels = new Map(readFileSync(join(dataFolder, 'events/labels.csv'), 'utf8').trim().split('\n').slice(1).map((line) => {
      const [file = '', number = '', label = '', behaviour = ''] = line.split(',');
      return [`${file}:${number}`, { label, behaviour }];
    }));
    const lines = listEventFiles([join(dataFolder, 'events')]).filter((path) => path.endsWith('.jsonl'));
    const hits = new Set([...found(await runShipped(lines)).values()].flatMap((places) => [...places].map((place) => place.slice(join(dataFolder, 'events').length + 1))));
    expect([...hits].filter((place) => !['detect', 'related', 'optional'].includes(labels.get(place)?.label ?? 'unlisted'))).toEqual([]);
    const meant = [...labels].filter(([, { label, behaviour }]) => label === 'detect' && behaviour.startsWith('bitsadmin-transfer')).map(([place]) => place);
    expect(meant.length).toBeGreaterThanOrEqual(6);
    expect(meant.filter((place) => !hits.has(place))).toEqual([]);
  });
});
