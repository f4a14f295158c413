/** The last door of compile: the files of an app in, an archive on disk out, with its SHA-256, its SBOM and the unpacked app beside it. */
import { lstatSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { finding } from '../../diagnostic/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import { archive, bytesOf, modeOf } from './archive.js';
import { packCodes } from './codes.js';
import type { PackFile } from './entries.js';
import { hash, sbom } from './sbom.js';
import type { Component } from './sbom.js';
import { Staging } from './staging.js';

export { packCodes } from './codes.js';
export { vetEntries } from './entries.js';
export type { PackFile } from './entries.js';
export { writeFolder } from './folder.js';
export { makeFolder } from './makefolder.js';
export { OLDEST_CARRIED, platforms, releaseOf } from './nodeprogram.js';
export type { Platform } from './nodeprogram.js';
export { unpackTexts } from './unpack.js';

export interface PackRequest {
  /** As `vetEntries` gives them. */
  readonly files: readonly PackFile[];
  readonly app: { readonly id: string; readonly version: string; readonly author: string; readonly license?: string };
  readonly out: string;
  /** Newest day of the content (YYYY-MM-DD): what the archive gives as the date of everything in it. */
  readonly date: string;
  /** Name and version of this program, for the SBOM. */
  readonly tool: string;
  /** Part of the archive's name: a second package of the same app, which is not unpacked beside the first. */
  readonly variant?: string;
  /** Programs of others among the files. */
  readonly components?: readonly Component[];
  /** Files that are written beside the app, relative to `out`. */
  readonly beside?: readonly PackFile[];
  /** Looks at the finished archive before anything is published; an error among what it says keeps it from being. */
  readonly verify?: (archive: Uint8Array) => Promise<readonly Diagnostic[]>;
  /** Stops the work; nothing is left behind then. */
  readonly signal?: AbortSignal;
}

export interface Packed {
  /** What `verify` said, nothing of it an error. */
  readonly notes: readonly Diagnostic[];
  readonly archive: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly checksum: string;
  readonly sbom: string;
  /** The unpacked app; none of a variant. */
  readonly folder?: string;
  readonly beside: readonly string[];
}

/** Writes `<out>/<id>-<version>.tgz` and what belongs to it: all of it or, with a finding, none. */
export async function pack(request: PackRequest): Promise<Packed | readonly Diagnostic[]> {
  const refused = refusal(request);
  if (refused) return [refused];
  const { app, signal, variant } = request;
  // Once for archive, hashes and folder: encoding ten megabytes takes as long as writing them.
  const files = request.files.map((file) => ({ ...file, content: bytesOf(file) }));
  const date = new Date(`${request.date}T00:00:00Z`);
  const bytes = await archive(app.id, files, date, signal);
  // From here on nothing lets a signal through until the files are in place.
  // Twice, since the first turn may end before Node looks for signals.
  await setImmediate();
  await setImmediate();
  signal?.throwIfAborted();
  const faults = (await request.verify?.(bytes)) ?? [];
  if (faults.some(({ severity }) => severity === 'error')) return faults;
  signal?.throwIfAborted();
  const archiveName = `${app.id}-${app.version}${variant === undefined ? '' : `-${variant}`}.tgz`;
  const sha256 = hash('sha256', bytes);
  const described = sbom({ ...app, archiveName, archiveSha256: sha256, date, tool: request.tool, components: request.components ?? [] }, files);
  const fault = write(request, (staging) => {
    if (variant === undefined) staging.addFolder(app.id, files.map((file) => ({ ...file, mode: modeOf(file) })));
    staging.addFile(archiveName, bytes);
    staging.addFile(`${archiveName}.sha256`, `${sha256}  ${archiveName}\n`);
    staging.addFile(`${archiveName}.spdx.json`, described);
    for (const { path, content } of request.beside ?? []) staging.addFile(path, content);
  });
  if (fault) return [fault];
  return {
    notes: faults,
    archive: join(request.out, archiveName),
    bytes: bytes.length,
    sha256,
    checksum: join(request.out, `${archiveName}.sha256`),
    sbom: join(request.out, `${archiveName}.spdx.json`),
    ...(variant === undefined && { folder: join(request.out, app.id) }),
    beside: (request.beside ?? []).map(({ path }) => join(request.out, path)),
  };
}

/** Ids of foreign content were salvaged where they were refused: here is the last chance to keep them out of a path. */
function refusal({ app, out, variant }: PackRequest): Diagnostic | undefined {
  if (!/^\w[\w-]{0,99}$/.test(app.id)) return finding(packCodes, 'P104', `the app id ${JSON.stringify(app.id.slice(0, 100))} cannot name a folder`);
  if (!/^\d[\w.+-]{0,49}$/.test(app.version)) return finding(packCodes, 'P104', `the version ${JSON.stringify(app.version.slice(0, 100))} cannot be part of a file name`);
  const target = join(out, app.id);
  if (variant !== undefined || !isThere(target)) return undefined;
  if (!isThere(join(target, 'default', 'app.conf'))) return finding(packCodes, 'P103', `${target} exists and is not a Splunk app`);
  const installed = ['local', join('metadata', 'local.meta')].find((path) => isThere(join(target, path)));
  return installed === undefined ? undefined : finding(packCodes, 'P103', `${target} is in use by Splunk: it holds ${installed}`);
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function write({ out }: PackRequest, fill: (staging: Staging) => void): Diagnostic | undefined {
  let staging: Staging | undefined;
  try {
    staging = new Staging(out);
    fill(staging);
    staging.publish();
    return undefined;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return finding(packCodes, 'P101', `cannot write to ${out} (${error.code}${error.path === undefined ? '' : `: ${basename(error.path)}`})`);
  } finally {
    staging?.discard();
  }
}

interface SystemError {
  readonly code: string;
  readonly path?: string;
}

/** What the file system says, in contrast to a mistake of ours. */
function isSystemError(error: unknown): error is SystemError {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
