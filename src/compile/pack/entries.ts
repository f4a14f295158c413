/** Which files an app may hold: paths that stay below its folder, on every system that unpacks it. */
import { finding } from '../../diagnostic/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import { packCodes } from './codes.js';

/** One file of the app. `path` is relative to the app folder, with `/` between folders. */
export interface PackFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly executable?: boolean;
}

const LONGEST_PATH = 400;
const LONGEST_NAME = 200;

/** The files that may be packed, by code point of their paths, and a finding for each that may not. */
export function vetEntries<T extends PackFile>(files: readonly T[]): { files: T[]; diagnostics: Diagnostic[] } {
  const taken = new Map<string, T>();
  const folders = new Set(files.flatMap(({ path }) => foldersOf(path)));
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const shown = JSON.stringify(file.path.slice(0, LONGEST_NAME));
    const fault = faultOfPath(file.path);
    if (fault) diagnostics.push(finding(packCodes, 'P102', `the path ${shown} ${fault}`));
    else if (taken.has(file.path)) diagnostics.push(finding(packCodes, 'P105', `the path ${shown} stands twice`));
    else if (folders.has(file.path)) diagnostics.push(finding(packCodes, 'P105', `the path ${shown} is a file and a folder`));
    else taken.set(file.path, file);
  }
  return { files: [...taken.values()].sort(byPath), diagnostics };
}

/** Code-point order, which no locale changes. */
export function byPath(a: PackFile, b: PackFile): number {
  return compareCodePoints(a.path, b.path);
}

/** UTF-8 has the order of code points; UTF-16, which `<` compares, has not beyond U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** `a/b/c` → `a`, `a/b`. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** What is wrong with a path, or nothing. */
export function faultOfPath(path: string): string | undefined {
  if (path === '') return 'is empty';
  if (path.length > LONGEST_PATH) return 'is too long';
  if (path.startsWith('/')) return 'is absolute';
  if (/[\u0000-\u001f\u007f-\u009f]/.test(path)) return 'has a control character';
  if (/[\\:*?"<>|]/.test(path)) return 'has a character that file names cannot have everywhere';
  if (Buffer.from(path).toString() !== path) return 'is not Unicode text';
  return path.split('/').map(faultOfName).find(Boolean) ?? faultOfPlace(path);
}

function faultOfName(name: string): string | undefined {
  if (name === '') return 'has an empty part';
  if (name === '..' || name === '.') return `has the part ${name}`;
  if (name.startsWith('.')) return 'is a dot file or lies in a dot folder';
  if (/[. ]$/.test(name)) return 'has a part that ends in a dot or a blank';
  return Buffer.byteLength(name) > LONGEST_NAME ? 'has a part that is too long' : undefined;
}

/** What Splunk writes itself belongs to the admin, and would be overwritten by our next version. */
function faultOfPlace(path: string): string | undefined {
  return path === 'local' || path.startsWith('local/') || path === 'metadata/local.meta' ? 'belongs to the admin of the search head' : undefined;
}
