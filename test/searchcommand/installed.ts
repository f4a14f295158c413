/** An app as Splunk has it on disk, in a folder whose path has blanks, and its launcher started as Splunk starts it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const LAUNCHER = 'bin/bitsjobs.sh';
export const bundle = join(root, 'dist/bitsscore.cjs');
export const usualPlaces = ['/usr/local/bin/node', '/usr/bin/node', '/opt/node/bin/node', '/opt/nodejs/bin/node'];

/** Every shell that can be had here and calls itself one of POSIX. */
export const shells = [['/bin/sh'], ['/usr/bin/dash'], ['/usr/bin/bash', '--posix'], ['/usr/bin/busybox', 'ash'], ['/usr/bin/mksh'], ['/usr/bin/yash']].filter(([path = '']) => existsSync(path));

export interface Launch {
  readonly program?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: Uint8Array;
  readonly shell?: readonly string[];
}

export class Installed {
  readonly folder = mkdtempSync(join(tmpdir(), 'an app '));
  readonly home = join(this.folder, 'splunk home');

  /** The usual places are those of a machine: here they are one, below the app. */
  constructor() {
    for (const folder of ['bin', 'local', 'splunk home/var/run/splunk', 'splunk home/var/log/splunk']) mkdirSync(join(this.folder, folder), { recursive: true });
    for (const name of ['bitsjobs.sh', 'withoutnode.sh']) copyFileSync(join(root, 'bin', name), join(this.folder, 'bin', name));
    if (existsSync(bundle)) copyFileSync(bundle, join(this.folder, 'bin/bitsscore.cjs'));
    this.edit(usualPlaces.join(' '), '"$app/usual/node"');
    this.edit('-s KILL 5', '-s KILL 1');
  }

  /** Changes the copy of the launcher. */
  edit(text: string, other: string): void {
    const script = readFileSync(join(this.folder, LAUNCHER), 'utf8');
    if (!script.includes(text)) throw new Error(`the launcher has no ${text}`);
    writeFileSync(join(this.folder, LAUNCHER), script.replace(text, other));
  }

  /** Writes a file below the app and gives its path. */
  file(path: string, content: string | Uint8Array, mode = 0o755): string {
    const full = join(this.folder, path);
    mkdirSync(dirname(full), { recursive: true });
    rmSync(full, { force: true });
    // Not by the option of writeFileSync: the umask would have its say.
    writeFileSync(full, content);
    spawnSync('chmod', [mode.toString(8), full]);
    return full;
  }

  /** A program that says what version it is, and otherwise who was started with what. It notes each question for its version. */
  node(path: string, version = 'v22.1.0', mode = 0o755): string {
    return this.file(path, `#!/bin/sh\n[ "$1" = --version ] && echo asked >>"$0.asked" && echo ${version} && exit\necho "$0" "$@"\n`, mode);
  }

  /** What was started, or the answer. */
  start({ program = 'bitsscore', env = {}, input = new Uint8Array(0), shell = [] }: Launch = {}) {
    const [command = '', ...args]: readonly string[] = [...shell, join(this.folder, LAUNCHER), program];
    const { status, stdout, stderr, pid } = spawnSync(command, args, { maxBuffer: 1 << 26, input, env: { SPLUNK_HOME: this.home, ...env } });
    return { status, stdout, out: stdout.toString(), err: stderr.toString(), pid };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
