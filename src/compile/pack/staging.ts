/**
 * Writes in two steps: everything into a hidden folder inside the output folder, then by renames into
 * place. Before the last step nothing of ours is to be seen, and a step that fails is undone.
 */
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from './makefolder.js';

const PREFIX = '.bitsjobs-tmp-';
const OLD = '.old';

/** A process that was killed outright leaves its staging folder; after this time nobody is at work in it any more. */
const ABANDONED_MS = 60 * 60 * 1_000;

export class Staging {
  private readonly out: string;
  private readonly folder: string;
  /** Paths below `out` that are put in place: files, or whole folders. */
  private readonly units: string[] = [];

  /** Makes the output folder where it is missing. */
  constructor(out: string) {
    makeFolder(resolve(out));
    removeAbandoned(out);
    this.out = out;
    this.folder = mkdtempSync(join(out, PREFIX));
  }

  /** A file of its own, put in place alone. */
  addFile(path: string, content: string | Uint8Array): void {
    this.write(path, content, 0o644);
    this.units.push(path);
  }

  /** A folder that will replace the one of that name as a whole. */
  addFolder(name: string, files: readonly { path: string; content: string | Uint8Array; mode: number }[]): void {
    for (const { path, content, mode } of files) this.write(`${name}/${path}`, content, mode);
    this.units.push(name);
  }

  /** Runs without a pause, so that no signal is handled in its middle. */
  publish(): void {
    const undo: (() => void)[] = [];
    try {
      for (const unit of this.units) this.place(unit, undo);
    } catch (error) {
      for (const step of undo.reverse()) attempt(step);
      throw error;
    }
  }

  /** Removes the staging folder with all that it still holds. */
  discard(): void {
    attempt(() => { rmSync(this.folder, { recursive: true, force: true }); });
  }

  private write(path: string, content: string | Uint8Array, mode: number): void {
    const target = join(this.folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content, { mode });
  }

  private place(unit: string, undo: (() => void)[]): void {
    const [made, target, old] = [join(this.folder, unit), join(this.out, unit), join(this.folder, OLD, unit)];
    mkdirSync(dirname(target), { recursive: true });
    if (lstatSync(target, { throwIfNoEntry: false })) {
      mkdirSync(dirname(old), { recursive: true });
      renameSync(target, old);
      undo.push(() => { renameSync(old, target); });
    }
    renameSync(made, target);
    undo.push(() => { rmSync(target, { recursive: true, force: true }); });
  }
}

function removeAbandoned(out: string): void {
  for (const name of readdirSync(out)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(out, name);
    attempt(() => {
      if (Date.now() - lstatSync(path).mtimeMs > ABANDONED_MS) rmSync(path, { recursive: true, force: true });
    });
  }
}

/** Tidying up must not hide what went wrong before. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // Nothing more can be done about it.
  }
}
