/**
 * What the stores cost, and what they stand: reads and writes of one entry as the handler makes them, KV Store on loopback over TLS (the
 * stand-in of the tests, so these are our own milliseconds and those of the protocol, not MongoDB's), SQLite in a file; and a thousand
 * processes killed at random while they write, after which nothing that was acknowledged may be missing.
 *
 *   node bench/store.js [kills]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const kills = Number(process.argv[2] ?? 1_000);
const ENTRIES = 500;
const CALLS = 2_000;
const RUNS = 40;

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-bench-'));
/** Beside node_modules, where the program finds what it loads. */
const cache = join(root, 'node_modules', '.cache', 'bitsjobs', `bench-${process.pid}`);
mkdirSync(cache, { recursive: true });
process.on('exit', () => [folder, cache].forEach((path) => rmSync(path, { recursive: true, force: true })));

const contents = `
  export { change, creation, newEntry } from './test/rest/store/entries.ts';
  export { openTarget } from './test/rest/store/target.ts';
  export { buildWriter, createEntries, faultsOf, killAtRandom } from './test/rest/store/torture.ts';
  export { startStandIn } from './test/splunk/standin.ts';`;
await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, outfile: join(cache, 'store.mjs'), bundle: true, format: 'esm', platform: 'node', packages: 'external', logLevel: 'error', define: { 'import.meta.dirname': JSON.stringify(join(root, 'test/rest/store')) } });
const { buildWriter, change, createEntries, faultsOf, killAtRandom, openTarget, startStandIn } = await import(pathToFileURL(join(cache, 'store.mjs')).href);

const collections = { bits_allowlist: [], bits_allowlist_audit: ['entry_id', 'pending'], bits_allowlist_journal: ['head', 'import'] };
const standIn = await startStandIn({ collections });
const targets = {
  'KV Store': { uri: standIn.uri, app: standIn.app, token: standIn.token, trust: { authorities: standIn.authority.certificate, certificate: standIn.identity.certificate }, renewal: '' },
  SQLite: { places: { database: join(folder, 'store.db'), lookup: join(folder, 'store.csv') } },
};

const figures = (times) => {
  const sorted = [...times].sort((a, b) => a - b);
  return [0, 0.5, 1].map((part) => sorted[Math.floor(part * (sorted.length - 1))].toFixed(2)).join(' / ');
};

/** Milliseconds a call, of each run; `action` gets the number of the call. */
async function measured(action) {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    for (let n = 0; n < CALLS / RUNS; n += 1) await action(run * CALLS / RUNS + n);
    times.push((performance.now() - start) * RUNS / CALLS);
  }
  return figures(times);
}

for (const [name, target] of Object.entries(targets)) {
  const entries = [...await createEntries(target, ENTRIES)];
  const store = await openTarget(target);
  const write = async (n) => {
    const index = n % ENTRIES;
    const edit = change(entries[index], { ticket: String(n) });
    const { written } = await store.write(edit);
    if (!written) throw new Error(`${name}: a write was lost`);
    entries[index] = edit.after;
  };
  const read = async (n) => {
    const entry = entries[n % ENTRIES];
    if ((await store.read(entry.id))?.ticket !== entry.ticket) throw new Error(`${name}: a read gave something else than was written`);
  };
  for (let n = 0; n < 200; n += 1) await write(n);
  console.log(`${name.padEnd(8)}  a read ${await measured(read)} ms, a write ${await measured(write)} ms, a list of ${ENTRIES} ${await measured1(() => store.list({ offset: 0, limit: 50 }))} ms`);
  await store.close();
}

async function measured1(action) {
  const times = [];
  for (let run = 0; run < 20; run += 1) {
    const start = performance.now();
    await action();
    times.push(performance.now() - start);
  }
  return figures(times);
}

const program = await buildWriter();
const places = { places: { database: join(folder, 'kills.db'), lookup: join(folder, 'kills.csv') } };
const entries = await createEntries(places, 3);
const { acknowledged, errors } = await killAtRandom(program, places, entries.map(({ id }) => id), kills);
rmSync(program);
const faults = await faultsOf(places, entries, acknowledged);
console.log(`SQLite    ${kills} kills, ${acknowledged.length} writes acknowledged, ${faults.length} faults`);
for (const line of [...faults, errors].filter((text) => text !== '').slice(0, 20)) console.log(line);
await standIn.close();
process.exitCode = faults.length > 0 || errors !== '' ? 1 : 0;
