/** Files that go into the app as they are: conf written by hand, pages, icons, launchers. */
import { lstatSync, realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { finding } from '../../diagnostic/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import { readCodes } from './codes.js';
import { LARGEST_FILE, codeOf, isFile, isFolder, listFiles, readBytes } from './files.js';
import type { FoundFile } from './files.js';

/** One file of the app. `path` is relative to the app folder, with `/` between folders. */
export interface AppFile {
  readonly path: string;
  /** Text for what Splunk reads as text (conf, meta, spec), bytes for everything else. */
  readonly content: string | Uint8Array;
  readonly executable?: boolean;
}

/** More than any app has; a folder given by mistake should not be read whole. */
const MOST_FILES = 20_000;
const LARGEST_TOTAL = 512 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a folder whose layout is that of the app. `only` names files and folders at its top; without it
 * everything is read. Links are refused, dot files passed over.
 */
export function readAppFiles(folder: string, only?: readonly string[]): { files: AppFile[]; diagnostics: Diagnostic[] } {
  return new TemplateReader(folder).read(only);
}

class TemplateReader {
  private readonly root: string;
  private readonly shown: string;
  private readonly files: AppFile[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private total = 0;

  constructor(folder: string) {
    this.root = realFolder(folder);
    this.shown = relative(process.cwd(), resolve(folder)).replaceAll('\\', '/');
  }

  read(only: readonly string[] | undefined): { files: AppFile[]; diagnostics: Diagnostic[] } {
    if (!isFolder(this.root, '')) this.report('R107', '', `${this.shown || '.'} is not a folder`, 'Give a folder that exists.');
    else for (const found of this.found(only)) if (!isHidden(found.path)) this.readOne(found);
    return { files: this.files, diagnostics: this.diagnostics };
  }

  private found(only: readonly string[] | undefined): FoundFile[] {
    const found = (only ?? ['']).flatMap((path): FoundFile[] => (path !== '' && isFile(this.root, path) ? [{ path, kind: 'file' }] : listFiles(this.root, path)));
    if (found.length <= MOST_FILES) return found;
    this.report('R104', '', `${this.shown || '.'} holds ${found.length} files, at most ${MOST_FILES} are read`, 'Give the folder that holds the files of the app, and nothing else.');
    return [];
  }

  private readOne({ path, kind }: FoundFile): void {
    if (kind !== 'file') {
      this.report('R105', path, `${path} is ${kind === 'link' ? 'a link' : 'not a plain file'}`);
      return;
    }
    const bytes = readBytes(this.root, path, Math.min(LARGEST_FILE, LARGEST_TOTAL - this.total));
    if (!(bytes instanceof Uint8Array)) {
      const code = { missing: 'R107', outside: 'R105', large: 'R104', encoding: 'R106', unreadable: 'R107' } as const;
      this.report(code[bytes.fault], path, bytes.message);
      return;
    }
    this.total += bytes.length;
    const content = isText(path) ? this.text(path, bytes) : bytes;
    if (content !== undefined) this.files.push({ path, content, ...(this.isExecutable(path) && { executable: true }) });
  }

  private text(path: string, bytes: Uint8Array): string | undefined {
    try {
      return utf8.decode(bytes);
    } catch {
      this.report('R106', path, `${path} is not UTF-8`);
      return undefined;
    }
  }

  /** Splunk starts what lies in bin/; nothing else needs the right to run. */
  private isExecutable(path: string): boolean {
    return path.startsWith('bin/') && (lstatSync(resolve(this.root, path)).mode & 0o100) !== 0;
  }

  private report(code: keyof typeof readCodes, path: string, message: string, hint?: string): void {
    const file = [this.shown, path].filter((part) => part !== '').join('/') || '.';
    this.diagnostics.push(finding(readCodes, code, message, { file, line: 1, column: 1 }, hint));
  }
}

function isText(path: string): boolean {
  return /\.(conf|meta|spec)$/.test(path);
}

function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'));
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR' && codeOf(error) !== 'EACCES') throw error;
    return resolve(folder);
  }
}
