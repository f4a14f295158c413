/** Processes of writers over one store, killed or not, and what must be true of the store afterwards. For tests and bench/store.js. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { AUDIT_COLLECTION, ENTRY_COLLECTION } from '../../../src/model/index.js';
import type { AllowlistEntry } from '../../../src/model/index.js';
import type { Fault, StandIn } from '../../splunk/standin.js';
import { creation, newEntry } from './entries.js';
import { openTarget } from './target.js';
import type { SplunkTarget, Target } from './target.js';
import type { Work } from './writer.js';

const root = resolve(import.meta.dirname, '../../..');

/** The path of the program; beside node_modules, where it finds what it loads. */
export async function buildWriter(): Promise<string> {
  const folder = join(root, 'node_modules', '.cache', 'bitsjobs');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `writer-${process.pid}.mjs`);
  await build({ entryPoints: [join(root, 'test/rest/store/writer.ts')], outfile, bundle: true, platform: 'node', format: 'esm', minify: true, packages: 'external', logLevel: 'warning' });
  return outfile;
}

export function targetOf({ uri, app, token, authority, identity }: StandIn, renewal: string): SplunkTarget {
  return { uri, app, token, trust: { authorities: authority.certificate, certificate: identity.certificate }, renewal };
}

/** Of requests that touch entries every eighth goes wrong, of those for the trail every thirtieth, each time in another way. */
export function shake(standIn: StandIn): void {
  const kinds: readonly Fault[] = ['reset before', 'reset after', 'half an answer', 503, { slow: 40 }];
  const counts = { entries: 0, audit: 0 };
  let turn = 0;
  standIn.fault = ({ path }) => {
    const isAudit = path.includes(`data/${AUDIT_COLLECTION}`);
    const isEntry = !isAudit && path.includes(`data/${ENTRY_COLLECTION}`);
    const hit = isEntry ? (counts.entries += 1) % 8 === 0 : isAudit && (counts.audit += 1) % 30 === 0;
    return hit ? kinds[(turn += 1) % kinds.length] : undefined;
  };
}

export interface Acknowledged {
  readonly id: string;
  readonly version: number;
  readonly tag: string;
}

export interface Writers {
  readonly acknowledged: Acknowledged[];
  readonly failures: string[];
  /** What they said on stderr: a bug. */
  errors: string;
  readonly process: ChildProcess;
  /** The first write was acknowledged, or the process has ended. */
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
}

/** `shell` is put before the command, such as a limit. */
export function startWriters(program: string, work: Work, shell = ''): Writers {
  const child = spawn('/bin/sh', ['-c', `${shell} exec "$0" "$@"`, process.execPath, program, JSON.stringify(work)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((done) => { begin = done; });
  const ended = new Promise<void>((done) => { child.on('close', () => { begin(); done(); }); });
  const writers: Writers = { acknowledged: [], failures: [], errors: '', process: child, begun, ended };
  child.stderr.on('data', (chunk: Buffer) => { writers.errors += chunk.toString(); });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, id = '', version, tag = ''] = line.split(' ');
    if (word === 'ack') writers.acknowledged.push({ id, version: Number(version), tag });
    else writers.failures.push(id);
    begin();
  });
  return writers;
}

export async function createEntries(target: Target, count: number, fields: Partial<AllowlistEntry> = {}): Promise<readonly AllowlistEntry[]> {
  const store = await openTarget(target);
  const entries = Array.from({ length: count }, (_, n) => newEntry({ ...fields, process: `*updates${n}.example.net*`, ticket: '0' }));
  for (const entry of entries) await store.write(creation(entry));
  await store.close();
  return entries;
}

/** Keeps three processes of writers alive, and kills one after the other at random until `kills` are done. All that was acknowledged. */
export async function killAtRandom(program: string, target: Target, ids: readonly string[], kills: number): Promise<{ readonly acknowledged: Acknowledged[]; readonly errors: string }> {
  const acknowledged: Acknowledged[] = [];
  let errors = '';
  let left = kills;
  const lane = async (number: number): Promise<void> => {
    while (left-- > 0) {
      const writers = startWriters(program, { target, ids, writers: 4, writes: Number.MAX_SAFE_INTEGER, label: `${number}.${left}` });
      await writers.begun;
      await new Promise((done) => { setTimeout(done, Math.random() * 40); });
      writers.process.kill('SIGKILL');
      await writers.ended;
      acknowledged.push(...writers.acknowledged);
      errors += writers.errors;
    }
  };
  await Promise.all([1, 2, 3].map(lane));
  return { acknowledged, errors };
}

/** What is wrong with the store, one line each: nothing that was acknowledged may be lost, and no version but follows from the one before. */
export async function faultsOf(target: Target, entries: readonly AllowlistEntry[], acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const store = await openTarget(target);
  const faults: string[] = [];
  const listed = new Map((await store.list({ offset: 0, limit: 1_000 })).entries.map((entry) => [entry.id, entry]));
  for (const { id } of entries) {
    const now = await store.read(id);
    const { records, total } = await store.audit({ entry: id, offset: 0, limit: 100_000 });
    const trail = [...records].reverse();
    if (trail.length !== total) faults.push(`${id}: ${trail.length} records of ${total}`);
    trail.forEach(({ version, before, after }, index) => {
      if (version !== index + 1) faults.push(`${id}: version ${version} in place ${index + 1}`);
      if (index > 0 && JSON.stringify(before) !== JSON.stringify(trail[index - 1]?.after)) faults.push(`${id}: version ${version} does not follow`);
      if (after?.ticket !== String(index)) faults.push(`${id}: version ${version} counted ${after?.ticket ?? 'nothing'}`);
    });
    const newest = JSON.stringify(trail.at(-1)?.after);
    if (JSON.stringify(now) !== newest) faults.push(`${id}: read gives ${JSON.stringify(now)}, the trail ${newest}`);
    if (JSON.stringify(listed.get(id)) !== newest) faults.push(`${id}: list gives ${JSON.stringify(listed.get(id))}, the trail ${newest}`);
    for (const { version, tag } of acknowledged.filter((one) => one.id === id)) {
      if (trail[version - 1]?.after?.reason !== `Counted up by ${tag}.`) faults.push(`${id}: version ${version} by ${tag} was acknowledged and is lost`);
    }
  }
  await store.close();
  return faults;
}
