/** The fallback: splunkd's Python hands each request on to Node, by the file that ships with `build --rest-driver python`. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConf } from '../../src/conf/index.js';
import { splunkWithApp } from './store/splunk.js';
import { blockOf, install, replyOf } from './installed.js';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const testWithPython = hasPython ? test : test.skip;

/** What splunkd's Python server does with a handler: one object for each request (splunk/persistconn/appserver.py). */
const SERVER = `
import json, sys
sys.path.insert(0, sys.argv[1])
import bits_rest
for line in sys.stdin:
    step = json.loads(line)
    if "kill" in step:
        if bits_rest.BitsRest.node is not None:
            bits_rest.BitsRest.node.kill()
            bits_rest.BitsRest.node.wait()
        bits_rest.LAUNCHER = step["kill"]
    else:
        answer = bits_rest.BitsRest("", "").handle(json.dumps(step))
        sys.stdout.write(json.dumps(answer) + "\\n")
        sys.stdout.flush()
bits_rest.BitsRest.node.stdin.close()
sys.exit(bits_rest.BitsRest.node.wait())
`;

testWithPython('requests go through, answers come back, and a handler that died is started again', async () => {
  const { standIn } = await splunkWithApp({ users: { 'key-of-alice': { name: 'alice', capabilities: ['view_bits_allowlist', 'edit_bits_allowlist'] } } });
  standIn.clock = () => Date.now() / 1000;
  const installed = install(standIn, ['--rest-driver', 'python']);
  const lib = mkdtempSync(join(tmpdir(), 'bitsjobs-python-'));
  try {
    const { stanzas } = parseConf(readFileSync(join(installed.app, 'default/restmap.conf'), 'utf8'), 'restmap.conf');
    const setting = (key: string): string | undefined => stanzas.get('script:bits_jobs')?.entries.get(key)?.value;
    expect(['handler', 'script', 'python.version', 'python.required', 'driver'].map(setting)).toEqual(['bits_rest.BitsRest', 'bits_rest.py', 'python3', '3.13', undefined]);
    mkdirSync(join(lib, 'splunk/persistconn'), { recursive: true });
    for (const folder of ['splunk', 'splunk/persistconn']) writeFileSync(join(lib, folder, '__init__.py'), '');
    writeFileSync(join(lib, 'splunk/persistconn/application.py'), 'class PersistentServerConnectionApplication(object):\n    def __init__(self):\n        pass\n');
    writeFileSync(join(lib, 'server.py'), SERVER);
    const create = blockOf(standIn, 'POST', '/entries', { body: { detection: '80630ff4-8e4c-11eb-aab5-acde48001122', dest: 'ws07.corp.example', reason: 'naïve ☃ and "quotes"' } });
    const health = blockOf(standIn, 'GET', '/health', {});
    const launcher = join(installed.app, 'bin/bitsjobs.sh');
    const steps = [health, create, { kill: launcher }, health, { kill: '/bin/false' }, health, { kill: '/nowhere' }, health, { kill: launcher }, health];
    const server = spawn('python3', ['-B', join(lib, 'server.py'), join(installed.app, 'bin')], { env: { SPLUNK_HOME: installed.home, PYTHONPATH: lib, PATH: process.env['PATH'] ?? '' } });
    let [out, err] = ['', ''];
    server.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
    server.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
    server.stdin.end(steps.map((step) => `${JSON.stringify(step)}\n`).join(''));
    const code = await new Promise((resolve) => { server.on('close', resolve); });
    expect([code, err]).toEqual([0, '']);
    const replies = out.trim().split('\n').map((line) => replyOf(JSON.parse(line) as string));
    expect(replies.map(({ status }) => status)).toEqual([200, 201, 200, 503, 503, 200]);
    expect(replies[1]?.body).toMatchObject({ entry: { reason: 'naïve ☃ and "quotes"', owner: 'alice' } });
    expect(replies[3]?.body).toMatchObject({ status: 503, detail: 'The handler ended; ask again.' });
  } finally {
    rmSync(installed.home, { recursive: true, force: true });
    rmSync(lib, { recursive: true, force: true });
  }
});
