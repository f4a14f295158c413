#!/usr/bin/env node
/**
 * `| bitsscore` as it is built and as the launcher starts it (for how long that takes see start.js), against a StreamingCommand of
 * splunklib that lowers `process` and looks for two words: the same 165,000 events, 14 columns with `_raw`, about 100 MiB, in turns. The
 * rows of both are compared before a clock counts. Then the memory over many chunks. For frames made of noise see noise.js.
 *
 *   SPLUNKLIB_PYTHON=<python with splunk-sdk> node bench/searchcommand.js [rounds] [GB for the memory]
 */
import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const [rounds = 5, gigabytes = 1] = process.argv.slice(2).map(Number);
const python = process.env.SPLUNKLIB_PYTHON ?? 'python3';
const EVENTS = 165_000;
const ROWS = 50_000;

const work = mkdtempSync(join(tmpdir(), 'bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
for (const folder of ['bin', 'default', 'local', 'splunk/var/run/splunk', 'splunk/var/log/splunk']) mkdirSync(join(work, folder), { recursive: true });
for (const path of ['bin/bitsjobs.sh', 'bin/withoutnode.sh', 'dist/bitsscore.cjs']) copyFileSync(join(root, path), join(work, path.replace('dist', 'bin')));
copyFileSync(join(root, 'default/bitsscore.conf'), join(work, 'default/bitsscore.conf'));
writeFileSync(join(work, 'local/node.path'), `${process.execPath}\n`, { mode: 0o644 });

const chunk = (metadata, body = '') => {
  const [json, bytes] = [Buffer.from(JSON.stringify(metadata)), Buffer.from(body)];
  return Buffer.concat([Buffer.from(`chunked 1.0,${json.length},${bytes.length}\n`), json, bytes]);
};
const getinfo = chunk({ action: 'getinfo', preview: false, searchinfo: { args: [], raw_args: [], dispatch_dir: work, sid: '1', app: 'search', owner: 'o', username: 'u', session_key: 'none', splunkd_uri: '', splunk_version: '9.4.0', search: '', command: 'bitsscore', maxresultrows: 50000, earliest_time: '0', latest_time: '0' } });
const quote = (text) => (/^[A-Za-z0-9]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`);

const ORDINARY = ['C:\\Windows\\System32\\svchost.exe -k netsvcs -p', '"C:\\Program Files\\Example\\app.exe" --type=renderer --id=', 'powershell.exe -NoProfile -File C:\\Scripts\\inventory.ps1 -Id ', 'C:\\Windows\\system32\\cmd.exe /c dir C:\\Temp\\'];
const ABOUT_BITS = ['bitsadmin.exe /transfer job /download /priority foreground http://203.0.113.7/a.exe C:\\Users\\Public\\a.exe ', 'bitsadmin /create update', 'powershell -c Start-BitsTransfer -Source https://files.example.net/x.zip -Destination C:\\Temp\\x.zip -Description '];

/** `different`: how many command lines of a kind there are. */
function event(number, bits, different) {
  const list = bits ? ABOUT_BITS : ORDINARY;
  const line = `${list[number % list.length]}${number % different}`;
  const image = line.startsWith('powershell') ? 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe' : `C:\\Windows\\System32\\${bits ? 'bitsadmin' : 'cmd'}.exe`;
  const raw = `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><EventID>1</EventID><Computer>host${number % 500}.example.com</Computer></System><EventData><Data Name="Image">${image}</Data><Data Name="CommandLine">${line}</Data><Data Name="ProcessId">${number}</Data></EventData></Event>`;
  return { _time: String(1_790_000_000 + number), host: `host${number % 500}`, source: 'XmlWinEventLog:Sysmon', sourcetype: 'XmlWinEventLog', _raw: raw, process: line, process_name: image.slice(image.lastIndexOf('\\') + 1), process_path: image, process_id: String(number), parent_process: 'C:\\Windows\\explorer.exe', parent_process_name: 'explorer.exe', user: `user${number % 90}`, dest: `host${number % 500}`, EventCode: '1' };
}

/** `fields`: those that Splunk would send for required_fields, with the row's number; missing: all, without. */
function conversation(name, everyBits, fields, different = EVENTS) {
  const file = join(work, name);
  const out = openSync(file, 'w');
  writeSync(out, getinfo);
  for (let first = 0; first < EVENTS; first += ROWS) {
    const names = fields ? [...fields, '_chunked_idx'] : Object.keys(event(0, false, 1));
    const lines = [names.map(quote).join(',')];
    for (let number = first; number < Math.min(EVENTS, first + ROWS); number++) {
      const row = { ...event(number, number % everyBits === 0, different), _chunked_idx: String(number - first) };
      lines.push(names.map((field) => quote(row[field] ?? '')).join(','));
    }
    writeSync(out, chunk({ action: 'execute', finished: first + ROWS >= EVENTS }, `${lines.join('\n')}\n`));
  }
  closeSync(out);
  return file;
}

const PEER = join(work, 'peer.py');
writeFileSync(PEER, `
import sys
from splunklib.searchcommands import dispatch, StreamingCommand, Configuration
@Configuration(distributed=False)
class Peer(StreamingCommand):
    def stream(self, records):
        for record in records:
            text = record.get("process", "").lower()
            record["score"] = 50 if "bitsadmin" in text or "start-bitstransfer" in text else 0
            yield record
dispatch(Peer, sys.argv, sys.stdin, sys.stdout, __name__)
`);
const COMPARE = join(work, 'compare.py');
writeFileSync(COMPARE, `
import csv, io, re, sys
csv.field_size_limit(1 << 30)
def bodies(path):
    with open(path, 'rb') as source:
        while True:
            header = source.readline()
            if not header.strip():
                if not header: return
                continue
            metadata, body = map(int, re.match(rb'chunked 1.0,(\\d+),(\\d+)', header).groups())
            source.read(metadata)
            yield csv.DictReader(io.StringIO(source.read(body).decode(), newline=''))
rows = about = 0
for ours, theirs in zip(bodies(sys.argv[1]), bodies(sys.argv[2]), strict=True):
    for a, b in zip(ours, theirs, strict=True):
        rows += 1
        names = ['_chunked_idx'] if '_chunked_idx' in a else [n for n in b if n != 'score' and not n.startswith('__mv_')]
        assert all(a[n] == b[n] for n in names), (rows, a, b)
        assert (a['bits_score'] != '') == (b['score'] == '50'), (rows, a, b)
        about += a['bits_score'] != ''
print(rows, about)
`);

function timed(command, args, input, output = '/dev/null') {
  const [stdin, stdout] = [openSync(input, 'r'), openSync(output, 'w')];
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { stdio: [stdin, stdout, 'pipe'], cwd: work, env: { ...process.env, SPLUNK_HOME: join(work, 'splunk') } });
  const seconds = (performance.now() - start) / 1000;
  closeSync(stdin);
  closeSync(stdout);
  if (status !== 0 || stderr.length > 0) throw new Error(`${command}: ${status} ${stderr}`);
  return seconds;
}

const ours = [join(work, 'bin/bitsjobs.sh'), ['bitsscore']];
const theirs = [python, [PEER]];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const figures = (values) => [Math.min(...values), median(values), Math.max(...values)].map((value) => value.toFixed(3)).join(' / ');

console.log(`${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} x ${cpus()[0].model}; seconds: minimum / median / maximum of ${rounds}`);
const hasPeer = spawnSync(python, ['-c', 'import splunklib.searchcommands']).status === 0;
const fields = ['process', 'process_name', 'process_path', 'parent_process', 'parent_process_name', 'user', 'EventCode'];
for (const [name, every, asked, different] of [['1 % about BITS, all columns', 100], ['every row about BITS, no line twice, all columns', 1], ['every row about BITS, 120 lines again and again, all columns', 1, undefined, 40], ['1 % about BITS, required_fields', 100, fields]]) {
  const input = conversation('input', every, asked, different);
  const [a, b] = [[], []];
  if (hasPeer) {
    timed(...ours, input, join(work, 'ours'));
    timed(...theirs, input, join(work, 'theirs'));
    const { stdout, stderr, status } = spawnSync(python, [COMPARE, join(work, 'ours'), join(work, 'theirs')], { encoding: 'utf8' });
    if (status !== 0 || stdout.trim() !== `${EVENTS} ${Math.ceil(EVENTS / every)}`) throw new Error(`${name}: rows differ: ${stdout}${stderr}`);
  }
  for (let round = 0; round < rounds; round++) {
    a.push(timed(...ours, input));
    if (hasPeer) b.push(timed(...theirs, input));
  }
  console.log(`${name}: ${figures(a)}${hasPeer ? `; splunklib ${figures(b)}: ${(median(b) / median(a)).toFixed(1)} times as long` : ' (no splunklib here)'}`);
}

writeFileSync(join(work, 'getinfo'), getinfo);

/** The same chunks again and again through a pipe; the kernel's own word on the largest memory (VmHWM), before and after. */
if (existsSync('/proc/self/status')) {
  const input = conversation('input', 100);
  const bytes = readFileSync(input).length;
  const body = join(work, 'chunks');
  writeFileSync(body, readFileSync(input).subarray(getinfo.length));
  const largest = Math.ceil((bytes / EVENTS) * ROWS);
  const peak = (times) => {
    const script = `{ cat getinfo; i=0; while [ $i -lt ${times} ]; do cat chunks; i=$((i+1)); done; sleep 1; } | { exec 3<&0; SPLUNK_HOME=$PWD/splunk bin/bitsjobs.sh bitsscore <&3 >/dev/null & pid=$!; exec 3<&-; while kill -0 $pid 2>/dev/null; do m=$(sed -n 's/^VmHWM:[^0-9]*\\([0-9]*\\).*/\\1/p' /proc/$pid/status 2>/dev/null); [ -n "$m" ] && last=$m; sleep 0.1; done; echo $last; }`;
    return Number(spawnSync('sh', ['-c', script], { cwd: work, encoding: 'utf8' }).stdout) / 1024;
  };
  const times = Math.max(1, Math.round((gigabytes * 1e9) / bytes));
  const [short, long] = [peak(Math.min(5, times)), peak(times)];
  console.log(`memory: ${short.toFixed(0)} MiB after ${((Math.min(5, times) * bytes) / 1e9).toFixed(1)} GB, ${long.toFixed(0)} MiB after ${((times * bytes) / 1e9).toFixed(1)} GB; allowed 64 + 3 x ${(largest / (1 << 20)).toFixed(0)} MiB = ${(64 + (3 * largest) / (1 << 20)).toFixed(0)}`);
}
