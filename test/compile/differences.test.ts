/**
 * What we write against what Splunk's builders wrote for the same content, key by key. Where ours differs on purpose
 * stands in differences.json; every row there must be needed, and nothing else may differ. A row names the part of
 * the value that differs on either side: what stands around it must be the same.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emit } from '../../src/compile/emit/index.js';
import type { Target } from '../../src/compile/emit/index.js';
import { load, readAttack } from '../../src/compile/read/index.js';
import { parseConf } from '../../src/conf/index.js';
import type { ConfStanza } from '../../src/conf/index.js';
import { attack19 } from '../../src/model/index.js';
import type { Attack } from '../../src/model/index.js';
import { dataFolder, describeWithData } from '../data.js';

interface Row {
  readonly targets: readonly Target[];
  readonly file: string;
  readonly stanza: string;
  readonly key: string;
  /** The part of the builder's value, and of ours, that may differ; `^$` where there is no such key. */
  readonly theirs: string;
  readonly ours: string;
}

const rows = JSON.parse(readFileSync(join(import.meta.dirname, 'differences.json'), 'utf8')) as readonly Row[];
const used = new Set<Row>();

function attackOf(path: string): Attack {
  const attack = readAttack(readFileSync(path, 'utf8'), path);
  if (!('techniques' in attack)) throw new Error(attack.message);
  return attack;
}

type Confs = ReadonlyMap<string, ReadonlyMap<string, ConfStanza>>;

function theirConfs(folder: string): Confs {
  return new Map(readdirSync(folder).map((name) => [name, parseConf(readFileSync(join(folder, name), 'utf8'), name).stanzas]));
}

function ourConfs(folder: string, target: Target, attack: Attack): Confs {
  const { content } = load(folder);
  if (!content) throw new Error(`${folder} cannot be loaded`);
  const { files } = emit(content, { target, attack, handWritten: [] });
  return new Map(files.flatMap(({ path, content: text }) => (path.startsWith('default/') && typeof text === 'string' ? [[path.slice(8), parseConf(text, path).stanzas] as const] : [])));
}

function same(a: string | undefined, b: string | undefined): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: string | undefined): string {
  try {
    return JSON.stringify(JSON.parse(value ?? ''), (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1))) : part);
  } catch {
    return value ?? '(none)';
  }
}

function isExplained(target: Target, file: string, stanza: string, key: string, theirs = '', ours = ''): boolean {
  const row = rows.find((candidate) =>
    candidate.targets.includes(target) && candidate.file === file && new RegExp(`^(?:${candidate.stanza})$`).test(stanza) &&
    new RegExp(`^(?:${candidate.key})$`).test(key) && differsThereOnly(candidate, theirs, ours));
  if (row) used.add(row);
  return row !== undefined;
}

function differsThereOnly(row: Row, theirs: string, ours: string): boolean {
  const [left, right] = [new RegExp(row.theirs), new RegExp(row.ours)];
  return left.test(theirs) && right.test(ours) && theirs.replace(left, '') === ours.replace(right, '');
}

/** Keys that differ and stand in no row, and how many stanzas hold. `complete`: theirs is all there is, so that ours may have no more. */
function compare(ours: Confs, theirs: Confs, target: Target, files: readonly string[], complete: boolean) {
  const unexplained: string[] = [];
  let stanzas = 0;
  let holding = 0;
  for (const file of files) {
    const [left, right] = [ours.get(file), theirs.get(file)];
    for (const [name, stanza] of right ?? []) {
      const mine = left?.get(name);
      const keys = new Set([...stanza.entries.keys(), ...(mine?.entries.keys() ?? [])]);
      const wrong = [...keys].filter((key) => {
        const [value, own] = [stanza.entries.get(key)?.value, mine?.entries.get(key)?.value];
        return !same(value, own) && !isExplained(target, file, name, key, value, own);
      });
      stanzas++;
      if (wrong.length === 0) holding++;
      unexplained.push(...wrong.map((key) => `${file} [${name}] ${key}`));
    }
    if (complete) unexplained.push(...[...(left?.keys() ?? [])].filter((name) => !right?.has(name)).map((name) => `${file} [${name}] is only ours`));
  }
  return { unexplained, stanzas, holding };
}

const five = ['savedsearches.conf', 'analyticstories.conf', 'macros.conf', 'transforms.conf', 'collections.conf'];

describeWithData('what Splunk\'s builders wrote', () => {
  const escu6 = join(dataFolder, 'escu6');
  const fallback = join(escu6, 'MITRE_enterprise_attack_fallback.json');

  test.each(['', 'types-'])('escu6/%sinput for ES 8', (prefix) => {
    const ours = ourConfs(join(escu6, `${prefix}input`), 8, attackOf(fallback));
    const { unexplained } = compare(ours, theirConfs(join(escu6, `${prefix}output/default`)), 8, five, true);
    expect(unexplained).toEqual([]);
  });

  test('contentctl-output for ES 7, every conf file', () => {
    const folder = join(dataFolder, 'contentctl-output');
    const theirs = theirConfs(join(folder, 'default'));
    const ours = ourConfs(join(folder, 'input'), 7, attack19);
    const { unexplained } = compare(ours, theirs, 7, [...theirs.keys()], true);
    expect(unexplained).toEqual([]);
  });

  test('1,521 detections for ES 8', () => {
    const folder = mkdtempSync(join(tmpdir(), 'escu6-large-'));
    try {
      for (const name of ['input', 'output-half']) {
        mkdirSync(join(folder, name));
        execFileSync('tar', ['-xzf', join(dataFolder, 'escu6-large', `${name}.tar.gz`), '-C', join(folder, name)]);
      }
      const ours = ourConfs(join(folder, 'input'), 8, attackOf(join(folder, 'input/attack-stub.json')));
      const { unexplained, stanzas, holding } = compare(ours, theirConfs(join(folder, 'output-half/default')), 8, five, false);
      expect(stanzas).toBeGreaterThan(2_500);
      expect(unexplained).toEqual([]);
      expect(holding).toBe(stanzas);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the list of differences has at most 14 rows, all of them needed', () => {
    expect(rows.length).toBeLessThanOrEqual(14);
    expect(rows.filter((row) => !used.has(row))).toEqual([]);
  });
});
