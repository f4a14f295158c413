/**
 * Whether anything changed since the last build: a hash over the bytes of everything that the build looks
 * at, kept beside what it made. Loads nothing of compile: an unchanged build parses no YAML.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { bundles } from './programfiles.js';
import type { Sources } from './sources.js';

const CACHE_FILE = '.bitsjobs-cache.json';

/** A folder with more than this was probably given by mistake; then there is no cache, and the build says what is wrong. */
const MOST_FILES = 50_000;
const MOST_BYTES = 512 * 1024 * 1024;

/** What is kept of a build: `report` is shown again, `outputs` are paths below the output folder with their hashes. */
interface Remembered {
  readonly key: string;
  readonly report: unknown;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface CacheQuestion {
  readonly sources: Sources;
  readonly out: string;
  /** Everything else that decides what is made: options, the day, the version. */
  readonly facts: readonly unknown[];
  readonly toolFolder: string;
}

/** The key of a build, or nothing when there is too much to look at. */
export function cacheKey({ sources, out, facts, toolFolder }: CacheQuestion): string | undefined {
  const hash = createHash('sha256');
  const tree = new TreeHash(resolve(out));
  hash.update(JSON.stringify([facts, sources, process.cwd()]));
  try {
    tree.add(toolFolder, ['cli.js', 'chunks', ...bundles]);
    tree.add(sources.content);
    for (const { path, only } of sources.added) tree.add(path, only);
    for (const path of sources.against) tree.add(path, ['default', 'local']);
    if (sources.attack !== undefined) tree.add(sources.attack);
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
  return hash.update(tree.digest()).digest('hex');
}

/** The report of the last build, if it had this key and all that it made is still there as it was. */
export function recall(out: string, key: string): unknown {
  const remembered = readRemembered(join(out, CACHE_FILE));
  if (remembered?.key !== key) return undefined;
  const same = Object.entries(remembered.outputs).every(([path, digest]) => outputDigest(out, path) === digest);
  return same ? remembered.report : undefined;
}

/** Keeps a report for next time. Not being able to costs time then, and is no fault now. */
export function remember(out: string, key: string, report: unknown, made: readonly string[]): void {
  const paths = made.map((path) => relative(out, path).replaceAll(sep, '/'));
  const remembered: Remembered = { key, report, outputs: Object.fromEntries(paths.map((path) => [path, outputDigest(out, path)])) };
  const file = join(out, CACHE_FILE);
  const temporary = `${file}.${process.pid}`;
  try {
    writeFileSync(temporary, JSON.stringify(remembered));
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}

function readRemembered(file: string): Remembered | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRemembered(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isRemembered(value: unknown): value is Remembered {
  return typeof value === 'object' && value !== null && 'key' in value && 'report' in value && 'outputs' in value
    && typeof value.outputs === 'object' && value.outputs !== null;
}

function outputDigest(out: string, path: string): string {
  const tree = new TreeHash();
  tree.add(join(out, path));
  return tree.digest();
}

class TooMuch extends Error {}

/** A hash over files and folders: names, kinds and bytes, in one order. What is not there counts as not there. */
class TreeHash {
  private readonly hash = createHash('sha256');
  /** A folder that is passed over: output lies inside the content of some projects. */
  private readonly except: string | undefined;
  private files = 0;
  private bytes = 0;

  constructor(except?: string) {
    this.except = except;
  }

  /** A file or a folder; `only` names what counts at the folder's top. */
  add(path: string, only?: readonly string[]): void {
    if (only) for (const name of only) this.visit(join(path, name), name, false);
    else this.visit(path, '', true);
  }

  digest(): string {
    return this.hash.digest('hex');
  }

  private visit(path: string, shown: string, top: boolean): void {
    const entries = listed(path);
    if (entries === 'file') this.addFile(path, shown);
    else if (entries === 'nothing') this.note('nothing', shown, '');
    else this.addFolder(path, shown, entries, top);
  }

  private addFolder(path: string, shown: string, entries: readonly Dirent[], top: boolean): void {
    this.note('folder', shown, String(entries.length));
    for (const entry of entries) {
      const [below, name] = [join(path, entry.name), `${shown}/${entry.name}`];
      // .git and the like: no reader looks there, and there is much in it.
      if (top && entry.isDirectory() && (entry.name.startsWith('.') || entry.name === 'node_modules')) continue;
      if (this.except !== undefined && resolve(below) === this.except) continue;
      if (entry.isDirectory()) this.visit(below, name, false);
      else if (entry.isFile()) this.addFile(below, name);
      else this.note('other', name, entry.isSymbolicLink() ? readlinkSync(below) : '');
    }
  }

  private addFile(path: string, shown: string): void {
    const stat = statSync(path, { throwIfNoEntry: false });
    this.files++;
    this.bytes += stat?.size ?? 0;
    if (this.files > MOST_FILES || this.bytes > MOST_BYTES) throw new TooMuch();
    const content = contentOf(path);
    // The right to run goes into the archive, too.
    const kind = ((stat?.mode ?? 0) & 0o100) === 0 ? 'file' : 'program';
    this.note(content ? kind : 'unreadable', shown, String(content?.length ?? 0));
    if (content) this.hash.update(content);
  }

  /** Lengths stand before what they are the length of, so that no two trees have one text. */
  private note(kind: string, name: string, size: string): void {
    this.hash.update(`${kind} ${Buffer.byteLength(name)} ${name} ${size}\n`);
  }
}

function listed(path: string): Dirent[] | 'file' | 'nothing' {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOTDIR' ? 'file' : 'nothing';
  }
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
