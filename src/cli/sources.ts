/** Where the parts of an app come from: which folders a call means, and what is read of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Compiled, CompileOptions } from '../compile/index.js';
import { compareDiagnostics, finding } from '../diagnostic/index.js';
import type { Diagnostic } from '../diagnostic/index.js';
import type { Attack, Content, Filed } from '../model/index.js';
import { bitsscoreSyntax } from './bitsscore.js';
import type { Io } from './io.js';
import { programFiles } from './programfiles.js';
import type { Args, Option } from './verb.js';

/** A folder, or some of what lies at its top. */
export interface Folder {
  readonly path: string;
  readonly only?: readonly string[];
}

export interface Sources {
  readonly content: string;
  /** Whether this is the project's own app: no folder was given. */
  readonly own: boolean;
  /** Files written by hand, with the layout of the app. */
  readonly added: readonly Folder[];
  /** A STIX bundle. */
  readonly attack?: string;
  /** Unpacked apps of others. */
  readonly against: readonly string[];
}

/** What of this project's folder goes into its app as it is. */
const HAND_WRITTEN = ['default', 'metadata', 'appserver', 'bin', 'LICENSE'];
const OWN_CONTENT = 'content';
const TEMPLATE = 'app_template';

export const sourceOptions: readonly Option[] = [
  { name: 'content', value: 'folder', doc: 'Folder with build.yml (ESCU 6) or contentctl.yml (contentctl 4 and 5). Without it: the app of the project in the current folder.' },
  { name: 'attack', value: 'file', doc: 'STIX bundle of MITRE ATT&CK (enterprise-attack.json), in place of the small built-in table.' },
  { name: 'against', value: 'folder', many: true, doc: 'Unpacked app of somebody else; stanzas that both have are reported.' },
  { name: 'add', value: 'folder', many: true, doc: 'Folder with the layout of an app (default/, metadata/, bin/ …) whose files go in as they are.' },
];

export function sourcesOf(args: Args): Sources {
  const given = args.one('content');
  const attack = args.one('attack');
  const template = join(given ?? OWN_CONTENT, TEMPLATE);
  const added = [
    ...(given === undefined ? [{ path: '.', only: HAND_WRITTEN }] : []),
    ...(given !== undefined && existsSync(template) ? [{ path: template }] : []),
    ...args.many('add').map((path) => ({ path })),
  ];
  return { content: given ?? OWN_CONTENT, own: given === undefined, added, ...(attack !== undefined && { attack }), against: args.many('against') };
}

/** Reads all of it and compiles. */
export async function compileSources(
  sources: Sources,
  options: Pick<CompileOptions, 'target' | 'digestMode' | 'version' | 'carriedNode' | 'restDriver'>,
  io: Io,
): Promise<Compiled> {
  const { compile, readAppFiles, readOtherApp } = await import('../compile/index.js');
  const added = sources.added.map(({ path, only }) => readAppFiles(path, only));
  const program = sources.own ? await programFiles(io, options.restDriver) : [];
  const others = sources.against.map(readOtherApp);
  const attack = sources.attack === undefined ? undefined : await attackOf(sources.attack);
  const faulty = attack !== undefined && 'severity' in attack;
  const compiled = await compile(sources.content, {
    ...options,
    today: io.today(),
    commands: [await bitsscoreSyntax()],
    against: others.map(({ app }) => app),
    handWritten: [...added.flatMap(({ files }) => files), ...program],
    ...(attack !== undefined && !faulty && { attack }),
    stage: (name) => io.stage(name),
  });
  const early = [...added, ...others].flatMap(({ diagnostics }) => diagnostics);
  const diagnostics = [...early, ...(faulty ? [attack] : []), ...compiled.diagnostics].sort(compareDiagnostics);
  return { ...compiled, diagnostics };
}

/** The bundle of --attack, or why it cannot be used. */
export async function attackOf(file: string): Promise<Attack | Diagnostic> {
  const { readAttack, readCodes } = await import('../compile/index.js');
  try {
    return readAttack(readFileSync(file, 'utf8'), file);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return finding(readCodes, 'R130', `${file} cannot be read (${why})`, { file, line: 1, column: 1 });
  }
}

/** How many files the content and the findings speak of. */
export function countFiles({ content, diagnostics }: Compiled): number {
  const places = diagnostics.flatMap(({ place }) => (place ? [place.file] : []));
  const parts = content === undefined ? [] : [content.app, ...Object.values(content).flatMap((part: Content[keyof Content]) => (Array.isArray(part) ? (part as Filed[]) : []))];
  return new Set([...places, ...parts.map(({ origin }) => origin.file)]).size;
}
