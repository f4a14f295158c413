/**
 * Content in, an installable app out: read -> check -> emit -> pack. `compile` goes as far as the files of
 * the app; `pack` puts them on disk when the caller has looked at the findings.
 */
import { compareDiagnostics } from '../diagnostic/index.js';
import type { Diagnostic } from '../diagnostic/index.js';
import { attack19 } from '../model/index.js';
import type { Attack, Content } from '../model/index.js';
import type { AnyCommand } from '../spl/index.js';
import { check } from './check/index.js';
import type { OtherApp } from './check/index.js';
import { emit } from './emit/index.js';
import type { CarriedNode, EmitOptions } from './emit/index.js';
import { vetEntries } from './pack/index.js';
import type { PackFile } from './pack/index.js';
import { applySettings, load } from './read/index.js';
import type { AppFile, Loaded } from './read/index.js';

export { readOtherApp } from './against.js';
export { exportEscu6 } from './export/index.js';
export { programPath } from './emit/index.js';
export type { CarriedNode } from './emit/index.js';
export { makeFolder, OLDEST_CARRIED, pack, platforms, releaseOf, unpackTexts, writeFolder } from './pack/index.js';
export { attack19, newestDay } from '../model/index.js';
export type { Packed, PackFile, PackRequest, Platform } from './pack/index.js';
export { applySettings, load, readAppFiles, readAttack, readCodes } from './read/index.js';
export type { AppFile } from './read/index.js';

export interface CompileOptions {
  /** Which Enterprise Security the conf is for. */
  readonly target: EmitOptions['target'];
  readonly digestMode: NonNullable<EmitOptions['digestMode']>;
  readonly restDriver?: EmitOptions['restDriver'];
  /** Day of the build, YYYY-MM-DD. Only checks look at it. */
  readonly today: string;
  /** In place of the small built-in table. */
  readonly attack?: Attack;
  /** Other apps whose stanzas ours must not collide with. */
  readonly against?: readonly OtherApp[];
  /** Files that go into the app as they are. */
  readonly handWritten?: readonly AppFile[];
  /** A Node that goes along, for the programs in bin/. */
  readonly carriedNode?: CarriedNode;
  /** In place of the version that the content gives. */
  readonly version?: string;
  /** Search commands that are programs of their own, as the searches may call them. */
  readonly commands?: readonly AnyCommand[];
  /** Called before each stage, with its name. What it waits for, the work waits for. */
  readonly stage?: (name: string) => Promise<void>;
}

export interface Compiled {
  /** Absent when there is no app to speak of. */
  readonly content?: Content;
  /** Files of the app that may be packed, by path. */
  readonly files: readonly PackFile[];
  /** Every finding once, in the order of files and lines. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles a content folder, whatever is wrong in it: what could be read is in the result, what was wrong in its findings. */
export async function compile(folder: string, options: CompileOptions): Promise<Compiled> {
  await options.stage?.('reading');
  const loaded = load(folder);
  if (!loaded.content) return { files: [], diagnostics: judged(loaded) };
  const content = withVersion(loaded.content, options.version);
  const attack = options.attack ?? attack19;

  await options.stage?.('checking');
  const checked = check(content, { attack, today: options.today, against: options.against ?? [], commands: options.commands ?? [] });

  await options.stage?.('generating');
  const emitted = emit(content, { attack, target: options.target, digestMode: options.digestMode, handWritten: options.handWritten ?? [], commands: options.commands ?? [], restDriver: options.restDriver, ...(options.carriedNode && { carriedNode: options.carriedNode }) });
  const vetted = vetEntries(emitted.files);

  return { content, files: vetted.files, diagnostics: judged(loaded, checked, emitted.diagnostics, vetted.diagnostics) };
}

/** Severities and suppressions are those of the content folder's checks.yml. */
function judged(loaded: Loaded, ...later: (readonly Diagnostic[])[]): Diagnostic[] {
  return applySettings([...loaded.diagnostics, ...later.flat()], loaded.settings).sort(compareDiagnostics);
}

function withVersion(content: Content, version: string | undefined): Content {
  return version === undefined ? content : { ...content, app: { ...content.app, version } };
}
