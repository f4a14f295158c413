/** Hand-written files of the app: conf, views, icons, launchers. Read as content is: inside their root, no links. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { finding } from '../../diagnostic/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import { readCodes } from './codes.js';
import { LARGEST_FILE, isFile, listFiles, readBytes } from './files.js';

/** A file of the app. */
export interface AppFile {
  /** Below the app's folder, with `/` between folders. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Started by Splunk, and so packed with mode 755. */
  readonly executable?: boolean;
}

const TEXT = /\.(conf|xml|html|css|js|json|md|txt|meta|spec|csv|sh|path|manifest|svg)$|(^|\/)(LICENSE|README|NOTICE)$/;

/**
 * The files of `folder` (or the one file) below `root`, placed under `place` in the app. Dot files are
 * left out: Splunk's validator fails an app that has any.
 */
export function readAppFiles(root: string, folder: string, place = folder): { files: AppFile[]; diagnostics: Diagnostic[] } {
  const files: AppFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const found = isFile(root, folder) ? [{ path: folder, kind: 'file' as const }] : listFiles(root, folder);
  for (const { path, kind } of found) {
    const way = path.slice(folder.length).replace(/^\//, '');
    if (way.split('/').some((part) => part.startsWith('.'))) continue;
    const bytes = kind === 'file' ? readBytes(root, path, LARGEST_FILE) : { message: `${path} is a link or not a plain file` };
    if (!(bytes instanceof Uint8Array)) {
      diagnostics.push(finding(readCodes, 'R105', bytes.message, { file: path, line: 1, column: 1 }));
      continue;
    }
    const name = [place, way].filter((part) => part !== '' && part !== '.').join('/');
    const executable = name.startsWith('bin/') && (statSync(resolve(root, path)).mode & 0o100) !== 0;
    files.push({ path: name, content: TEXT.test(name) ? new TextDecoder().decode(bytes) : bytes, ...(executable && { executable }) });
  }
  return { files, diagnostics };
}
