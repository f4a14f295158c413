/** bin/bitsjobs.sh: which Node it starts, which it refuses and why, and what it answers where there is none. */
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chunk, execute, getinfo, replies } from './conversation.js';
import { Installed, shells, usualPlaces } from './installed.js';

const bin = resolve(import.meta.dirname, '../../bin');
const CANDIDATES = ['set/node', 'linux_x86_64/bin/node', 'splunk home/bin/node', 'usual/node'];

let app: Installed;
beforeEach(() => {
  app = new Installed();
  app.file('bin/bitsscore.cjs', '');
  app.file('bin/bits_rest.cjs', '');
});
afterEach(() => { app.remove(); });

/** The error of the answer. */
function refusal(launch: Parameters<Installed['start']>[0] = {}): string {
  const { status, stdout, err } = app.start({ input: getinfo(), ...launch });
  expect([status, err]).toEqual([0, '']);
  const [answer, ...more] = replies(stdout);
  expect(more).toEqual([]);
  expect(answer?.body.length).toBe(0);
  expect(answer?.metadata).toEqual({ finished: true, error: expect.any(String) as unknown });
  return String(answer?.metadata['error']);
}

describe('which Node is started', () => {
  test('the files have the modes that Splunk needs', () => {
    expect(['bitsjobs.sh', 'withoutnode.sh'].map((name) => statSync(join(bin, name)).mode & 0o111)).toEqual([0o111, 0]);
  });

  test.each(CANDIDATES.map((_, first) => [CANDIDATES.slice(first)]))('the first of %j', (candidates) => {
    const [first = ''] = candidates.map((path) => app.node(path));
    if (candidates[0] === 'set/node') app.file('local/node.path', `${first}\n`, 0o644);
    const { status, out, err } = app.start();
    expect([status, err]).toEqual([0, '']);
    // Splunk's own folder stands as SPLUNK_HOME has it; the others begin with the folder of the launcher.
    expect(out).toBe(`${first} --no-warnings --max-semi-space-size=2 --v8-pool-size=1 ${join(app.folder, 'bin/bitsscore.cjs')}\n`);
  });

  test('the usual places are those of the documentation', () => {
    const script = readFileSync(join(bin, 'bitsjobs.sh'), 'utf8');
    expect(script).toContain(usualPlaces.join(' '));
    for (const place of usualPlaces) expect(readFileSync(join(bin, 'README.md'), 'utf8')).toContain(place);
  });

  test('for the REST handler too', () => {
    app.node('usual/node');
    expect(app.start({ program: 'bits_rest' }).out).toMatch(/ .*\/bin\/bits_rest\.cjs\n$/);
  });

  test.each([[''], ['../bin/bitsscore'], ['bitsscore.cjs'], ['-e'], ['bitsscore\nx']])('no other program: %j', (program) => {
    app.node('usual/node');
    expect(app.start({ program })).toMatchObject({ status: 2, out: '', err: '' });
  });

  test('in place of the shell, so that what Splunk ends is Node', () => {
    app.file('usual/node', '#!/bin/sh\n[ "$1" = --version ] && echo v22.0.0 && exit\necho $$\n');
    const { out, pid } = app.start();
    expect(out).toBe(`${pid}\n`);
  });

  test('with nothing read of its input', () => {
    app.file('usual/node', '#!/bin/sh\n[ "$1" = --version ] && { cat >/dev/null; echo v22.0.0; exit; }\ncat\n');
    expect(app.start({ input: getinfo() }).stdout.equals(getinfo())).toBe(true);
  });

  test.each([['v20.0.0'], ['v99.1.2'], ['v100.0.0'], ['v27.0.0-nightly2027']])('%s is new enough', (version) => {
    app.node('usual/node', version);
    expect(app.start().out).toContain('usual/node');
  });

  test('by way of links, as packages of systems set them', () => {
    app.node('elsewhere/node22');
    mkdirSync(join(app.folder, 'usual'));
    symlinkSync('../elsewhere/node22', join(app.folder, 'usual/node'));
    expect(app.start().out).toContain('usual/node');
  });
});

describe('what is refused, and passed over for the next', () => {
  const script = (line: string): string => `#!/bin/sh\n${line}\n`;
  const refused: [string, (path: string) => void, string][] = [
    ['Node 18', (path) => app.node(path, 'v18.20.1'), 'is v18.20.1'],
    ['Node 8', (path) => app.node(path, 'v8.17.0'), 'is v8.17.0'],
    ['another program', (path) => app.node(path, 'node-like 1.0'), 'is no Node'],
    ['a version that is none', (path) => app.node(path, 'v20x.1'), 'is no Node'],
    ['a program that fails', (path) => app.file(path, script('echo v22.0.0; exit 1')), 'does not run'],
    ['a program that hangs', (path) => app.file(path, script('exec sleep 600')), 'does not run'],
    ['a program that dies', (path) => app.file(path, script('kill -SEGV $$')), 'does not run'],
    ['a program of another machine', (path) => app.file(path, new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0xb7, 0])), 'does not run'],
    ['an interpreter that is not there', (path) => app.file(path, '#!/nonexistent\n'), 'does not run'],
    ['no right to run', (path) => app.node(path, 'v22.0.0', 0o644), 'may not be run'],
    ['the group may write', (path) => app.node(path, 'v22.0.0', 0o775), 'may be changed by others'],
    ['all may write', (path) => app.node(path, 'v22.0.0', 0o757), 'may be changed by others'],
    ['a link to what all may write', (path) => {
      symlinkSync(app.node('elsewhere', 'v22.0.0', 0o777), join(app.folder, path));
    }, 'may be changed by others'],
  ];

  test.each(refused)('%s', (_, make, reason) => {
    mkdirSync(join(app.folder, 'linux_x86_64/bin'), { recursive: true });
    make('linux_x86_64/bin/node');
    expect(refusal()).toContain(`linux_x86_64/bin/node ${reason}`);
    app.node('usual/node');
    expect(app.start().out).toContain('usual/node');
  });

  test('what belongs to another user', () => {
    const path = app.node('usual/node');
    // Root alone can give files away; for anybody else, the launcher takes its own file for that of another.
    if (process.getuid?.() === 0) chownSync(path, 65534, 65534);
    else app.edit('[ -O "$name" ]', '[ ! -O "$name" ]');
    expect(refusal()).toContain('usual/node belongs neither to root nor to the user that Splunk runs as');
  });

  test('folders and dangling links are passed over as if there were nothing', () => {
    mkdirSync(join(app.folder, 'usual/node'), { recursive: true });
    mkdirSync(join(app.folder, 'linux_x86_64/bin'), { recursive: true });
    symlinkSync('nowhere', join(app.folder, 'linux_x86_64/bin/node'));
    expect(refusal()).toContain('Looked at: none was found.');
  });

  test('all reasons are told, each once', () => {
    app.file('local/node.path', `${app.node('usual/node', 'v16.0.0')}\n`, 0o644);
    app.node('linux_x86_64/bin/node', 'v18.0.0');
    const error = refusal();
    expect(error.match(/usual\/node is v16\.0\.0/g)).toHaveLength(1);
    expect(error).toContain('linux_x86_64/bin/node is v18.0.0');
  });
});

describe('local/node.path', () => {
  test.each([['%\n'], ['%'], ['%\r\n'], ['  %\t\n'], ['%\n/second/line\n']])('%j', (form) => {
    app.file('local/node.path', form.replace('%', app.node('a folder/n o d e')), 0o600);
    expect(app.start().out).toContain('a folder/n o d e --no-warnings');
  });

  test.each([
    ['../usual/node', 'holds no absolute path'], ['', 'holds no absolute path'], ['\n', 'holds no absolute path'], ['node', 'holds no absolute path'],
    ['$SPLUNK_HOME/bin/node', 'holds no absolute path'], ['/nonexistent/node', 'there is no /nonexistent/node'], ['/tmp', 'there is no /tmp'],
  ])('%j is passed over', (content, reason) => {
    app.file('local/node.path', content, 0o644);
    expect(refusal()).toContain(reason);
    app.node('usual/node');
    expect(app.start().out).toContain('usual/node');
  });

  test.each([0o666, 0o620, 0o664])('of mode %i is passed over', (mode) => {
    app.file('local/node.path', app.node('set/node'), mode);
    expect(refusal()).toContain('local/node.path may be changed by others than its owner');
  });

  test('is data, never code', () => {
    const path = app.node('$(touch pwned)`touch pwned`;touch pwned;"\'*?/node', 'v18.1.1');
    app.file('local/node.path', path, 0o644);
    expect(refusal()).toContain('/node is v18.1.1');
    expect(existsSync('pwned') || readdirSync(app.folder).includes('pwned')).toBe(false);
    app.node(path.slice(app.folder.length), 'v22.1.1');
    expect(app.start().out.startsWith(path)).toBe(true);
  });
});

describe('the environment', () => {
  test('brings neither code nor trust into Node', () => {
    app.file('usual/node', '#!/bin/sh\n[ "$1" = --version ] && echo v22.0.0 && exit\nenv\n');
    const hostile = ['LD_LIBRARY_PATH', 'LD_AUDIT', 'OPENSSL_CONF', 'OPENSSL_MODULES', 'OPENSSL_ENGINES', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_OPTIONS', 'NODE_PATH', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'NODE_CHANNEL_FD',
      'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_USE_ENV_PROXY', 'NODE_REPL_EXTERNAL_MODULE', 'NODE_COMPILE_CACHE', 'NODE_V8_COVERAGE', 'NODE_ICU_DATA', 'NODE_DEBUG', 'NODE_DEBUG_NATIVE',
      'NODE_REDIRECT_WARNINGS', 'NODE_PENDING_DEPRECATION', 'NODE_PRESERVE_SYMLINKS', 'NODE_PRESERVE_SYMLINKS_MAIN'];
    const { out } = app.start({ env: Object.fromEntries(hostile.map((name) => [name, '/nonexistent'])) });
    const names = out.split('\n').map((line) => line.split('=', 1)[0]);
    expect(names.filter((name = '') => hostile.includes(name))).toEqual([]);
    expect(names).toContain('SPLUNK_HOME');
  });

  test('does not say which programs are run', () => {
    for (const name of ['node', 'ls', 'timeout', 'mv', 'dd', 'tr']) app.file(`evil/${name}`, '#!/bin/sh\necho evil\n');
    expect(refusal({ env: { PATH: join(app.folder, 'evil'), IFS: '/' } })).not.toContain('evil');
    app.node('usual/node');
    expect(app.start({ env: { PATH: join(app.folder, 'evil'), IFS: '/' } }).out).toContain('usual/node');
  });

  test.each([[undefined], [''], ['relative'], ['/nonexistent']])('SPLUNK_HOME may be %j', (home) => {
    app.node('usual/node');
    expect(app.start({ env: { SPLUNK_HOME: home } })).toMatchObject({ status: 0, err: '', out: expect.stringContaining('usual/node') as unknown });
  });
});

describe('a Node is asked for its version once', () => {
  const asked = (): number => readFileSync(join(app.folder, 'usual/node.asked'), 'utf8').split('\n').length - 1;
  const note = (): string => join(app.home, 'var/run/splunk/bitsjobs.node');

  test('until it is replaced, written to, or given other rights', () => {
    const path = app.node('usual/node');
    const start = (): string => app.start().out;
    for (let times = 0; times < 3; times++) expect(start()).toContain('usual/node');
    expect(asked()).toBe(1);
    chmodSync(path, 0o700);
    expect([start().length > 0, asked()]).toEqual([true, 2]);
    app.node('usual/node', 'v22.10.0', 0o700);
    expect([start().length > 0, asked()]).toEqual([true, 3]);
    app.node('usual/node', 'v8.0.0', 0o700);
    expect(refusal()).toContain('is v8.0.0');
    // A date can be set back; the time of the last change of the file's entry cannot.
    utimesSync(path, 0, 0);
    expect(refusal()).toContain('is v8.0.0');
  });

  test('and again when Splunk was started since', () => {
    app.node('usual/node');
    const pid = app.file('splunk home/var/run/splunk/splunkd.pid', '1\n', 0o644);
    utimesSync(pid, 0, 0);
    for (let times = 0; times < 2; times++) expect(app.start().out).toContain('usual/node');
    expect(asked()).toBe(1);
    const later = Date.now() / 1000 + 60;
    utimesSync(pid, later, later);
    for (const shell of shells) expect(app.start({ shell }).out).toContain('usual/node');
    expect(asked()).toBe(1 + shells.length);
  });

  test('and looked at every time: what was noted opens no door', () => {
    const path = app.node('usual/node');
    app.start();
    const noted = readFileSync(note(), 'utf8');
    chmodSync(path, 0o777);
    writeFileSync(note(), noted.replace('-rwxr-xr-x', '-rwxrwxrwx'));
    expect(refusal()).toContain('may be changed by others');
  });

  test('every time where nothing can be noted', () => {
    rmSync(join(app.home, 'var'), { recursive: true });
    app.node('usual/node');
    for (let times = 0; times < 2; times++) expect(app.start()).toMatchObject({ status: 0, err: '' });
    expect(asked()).toBe(2);
  });

  test('nothing but the note is left behind, of the right kind', () => {
    app.node('usual/node');
    app.start();
    expect(readdirSync(join(app.home, 'var/run/splunk'))).toEqual(['bitsjobs.node']);
    expect(statSync(note()).mode & 0o022).toBe(0);
  });
});

describe('without a Node', () => {
  test('the search says what to do, where', () => {
    expect(refusal()).toBe(`bitsscore needs Node.js 20 or later on this search head. Looked at: none was found. Install one, for instance as /usr/local/bin/node, or write the absolute path of one into ${app.folder}/local/node.path`);
  });

  test('the request is read to its end and no further', () => {
    const input = Buffer.concat([chunk({ action: 'getinfo', x: 'é\n'.repeat(40_000) }, 'a body\n'), execute('x\n')]);
    expect(refusal({ input })).toContain('needs Node.js');
  });

  test.each([[''], ['chunked 1.0,x,0\n'], ['chunked 1.0,08,09\n'], ['chunked 1.0,99999999999999999999,0\n{}'], ['chunked 1.0,50,0\n{}'], ['\u0000\u0000']])('whatever was asked: %j', (input) => {
    expect(refusal({ input: Buffer.from(input) })).toContain('needs Node.js');
  });

  test('without its program', () => {
    rmSync(join(app.folder, 'bin/bitsscore.cjs'));
    app.node('usual/node');
    expect(refusal()).toMatch(/^bitsscore lacks its program, .*\/bin\/bitsscore\.cjs: install the app again$/);
  });

  test('on Windows', () => {
    app.node('usual/node');
    expect(refusal({ env: { OS: 'Windows_NT' } })).toBe('bitsscore does not run on Windows search heads yet: a Linux search head is needed');
  });
});

describe('without a Node, the REST handler', () => {
  const string = (text: string): string => `${Buffer.byteLength(text)}\n${text}`;
  const begin = string('/opt/splunk/etc/apps/x/bin/bitsjobs.sh') + string('');
  const block = string('{"method":"GET","path_info":"é\n\u0007","query":[]}');

  /** The strings that splunkd would read. */
  function answers(packets: string, launch: Parameters<Installed['start']>[0] = {}): string[] {
    const { stdout, err } = app.start({ program: 'bits_rest', input: Buffer.from(packets), ...launch });
    expect(err).toBe('');
    const found: string[] = [];
    for (let at = 0; at < stdout.length;) {
      const start = stdout.indexOf('\n', at) + 1;
      const length = Number(stdout.toString('latin1', at, start));
      found.push(stdout.toString('utf8', start, start + length));
      at = start + length;
    }
    return found;
  }

  test('answers 503 with a problem', () => {
    const [ready, reply = '', ...more] = answers(`\u00071\n${begin}${block}`);
    expect([ready, more]).toEqual(['', []]);
    const { status, headers, payload } = JSON.parse(reply) as { status: number; headers: Record<string, string>; payload: string };
    expect([status, headers['content-type']]).toEqual([503, 'application/problem+json']);
    expect(JSON.parse(payload)).toEqual({ type: 'about:blank', title: 'Service Unavailable', status: 503, detail: expect.stringContaining('The REST handler of this app needs Node.js 20 or later') as unknown });
  });

  test.each([
    ['two requests, with empty lines between and in them', `\u00071\n${begin}${block}\n\n\u000f\n1\n\n${begin}\n${block}`, 4],
    ['one in three packets', `\u00011\n${begin}\u0002${block}\u0004`, 2],
    ['one in three packets, and another', `\u00011\n${begin}\u0002${block}\u0004\u00071\n${begin}${block}`, 4],
    ['no arguments', `\u00070\n${string('')}${block}`, 2],
    ['several, with what would be packets in them', `\u00073\n${string('\u00071\n')}${string('\n')}${string('12\n')}${string('x')}${block}`, 2],
    ['a large block', `\u00071\n${begin}${string('x'.repeat(200_000))}`, 2],
    ['the input ends behind an opcode', '\u0004', 0],
    ['nothing', '', 0],
  ])('%s', (_, packets, count) => {
    for (const shell of shells) expect(answers(packets, { shell })).toHaveLength(count);
  });

  test.each([['GET / HTTP/1.1\r\n\r\n'], ['\u0007x\n'], ['\u00071\n-1\n'], ['\u00071\n5\nab'], ['\u00ff\u00fe1\n'], ['\u00079999999999\n']])('%j is not the protocol: nothing is answered', (packets) => {
    const { status, out, err } = app.start({ program: 'bits_rest', input: Buffer.from(packets, 'latin1') });
    expect([status, out, err]).toEqual([1, '', '']);
  });
});

describe.each(shells.map((shell) => [shell.join(' '), shell] as const))('%s', (_, shell) => {
  test('starts, remembers, refuses and answers the same', () => {
    app.node('linux_x86_64/bin/node', 'v18.0.0');
    const path = app.node('usual/node');
    for (let times = 0; times < 2; times++) expect(app.start({ shell })).toMatchObject({ status: 0, err: '', out: `${path} --no-warnings --max-semi-space-size=2 --v8-pool-size=1 ${join(app.folder, 'bin/bitsscore.cjs')}\n` });
    expect(readFileSync(`${path}.asked`, 'utf8')).toBe('asked\n');
    chmodSync(path, 0o777);
    app.file('local/node.path', 'x', 0o644);
    expect(refusal({ shell })).toMatch(/Looked at: local\/node\.path holds no absolute path; .* is v18\.0\.0; .*usual\/node may be changed by others than its owner\. Install/);
  });
});
