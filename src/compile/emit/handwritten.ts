/** What people wrote beside what is generated: conf text is put together, of other files the hand-written one stays. */
import { parseConf, writeConf } from '../../conf/index.js';
import type { ConfStanza } from '../../conf/index.js';
import type { AppFile } from '../read/index.js';
import type { Conf, EmitContext } from './context.js';

export class HandWritten {
  private readonly byPath = new Map<string, AppFile>();
  private readonly parsed = new Map<string, ReadonlyMap<string, ConfStanza>>();
  private readonly context: EmitContext;

  /** Of two files of one place the later one stays, but conf text of both. */
  constructor(files: readonly AppFile[], context: EmitContext) {
    this.context = context;
    for (const file of files) {
      const path = placeOf(file.path);
      const other = this.byPath.get(path);
      if (other && !isConf(path)) context.report('E103', `${path} is written by hand twice`);
      this.byPath.set(path, isConf(path) ? { ...file, path, content: join(other, textOf(file)) } : { ...file, path });
    }
    for (const [path, file] of this.byPath) if (isConf(path)) this.parsed.set(path, this.stanzasOf(textOf(file), path));
  }

  /** Names of the conf files in default/. */
  get confs(): string[] {
    return [...this.byPath.keys()].flatMap((path) => /^default\/([\w-]+)\.conf$/.exec(path)?.[1] ?? []);
  }

  /** The stanzas of a conf file that people wrote, where there is one. */
  stanzas(path: string): ReadonlyMap<string, ConfStanza> | undefined {
    return this.parsed.get(path);
  }

  /** Hand-written text first. A stanza has one owner: one that is in both is left to the hand that wrote it. */
  confFile(path: string, { stanzas, tail }: Conf): AppFile {
    const text = textOf(this.byPath.get(path));
    const taken = [this.stanzas(path), tail && this.stanzasOf(tail.text, tail.file)];
    const own = stanzas.filter(({ name }) => {
      const other = taken.flatMap((found) => found?.get(name) ?? [])[0];
      if (other) this.context.report('E101', `[${name}] is written by hand and generated too`, () => other.place);
      return !other;
    });
    const head = text === '' ? '' : `${text.trimEnd()}\n\n`;
    const body = own.length > 0 ? `${HEADER}\n${writeConf(own)}` : '';
    const end = tail === undefined ? '' : `\n${tail.text.trim()}\n`;
    return { path, content: head + body + end };
  }

  /** All files of the app, by path; those of `confFile` hold what people wrote already. */
  merge(generated: readonly AppFile[]): Map<string, AppFile> {
    const files = new Map(generated.map((file) => [file.path, file]));
    for (const [path, file] of this.byPath) {
      if (files.has(path) && isConf(path)) continue;
      if (files.has(path) && !REPLACED.has(path)) this.context.report('E103', `${path} is written by hand and generated too`);
      files.set(path, file);
    }
    return files;
  }

  private stanzasOf(text: string, file: string): ReadonlyMap<string, ConfStanza> {
    const { stanzas, diagnostics } = parseConf(text, file);
    for (const diagnostic of diagnostics) this.context.tell(diagnostic);
    return stanzas;
  }
}

const HEADER = '# Made by bitsjobs from YAML. Change what you need in local/: an upgrade replaces this file.\n';

/** Ours are there for apps that bring none. */
const REPLACED: ReadonlySet<string> = new Set(['README.md', 'app.manifest']);

/** Splunk wants an app's icons in static/; in a project they lie with the rest of the pages. */
function placeOf(path: string): string {
  return path.replace(/^appserver\/icons\/(?=[^/]+\.png$)/, 'static/');
}

function isConf(path: string): boolean {
  return /^(default\/[\w-]+\.conf|metadata\/default\.meta)$/.test(path);
}

function textOf(file: AppFile | undefined): string {
  if (file === undefined) return '';
  return typeof file.content === 'string' ? file.content : new TextDecoder().decode(file.content);
}

/** A last line that says "continued" would swallow what is put behind it. */
function join(first: AppFile | undefined, text: string): string {
  return first === undefined ? text : `${textOf(first).trimEnd()}\n\n${text}`;
}
