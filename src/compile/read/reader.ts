/** Reads one file after another into a model object and collects what was wrong. */
import { Collector, finding } from '../../diagnostic/index.js';
import type { Diagnostic, Origin, Path } from '../../diagnostic/index.js';
import { modelCodes, readTable } from '../../model/index.js';
import type { Filed, Reading, Report, Table, TypeOf, Value } from '../../model/index.js';
import { readCodes } from './codes.js';
import type { FileFault, FoundFile } from './files.js';
import { LARGEST_YAML, codeOf, listFiles, readText } from './files.js';
import { readYaml } from './yaml.js';

const codeOfFault = { missing: 'R107', outside: 'R105', large: 'R104', encoding: 'R106', unreadable: 'R107' } as const;

/** A document with the place it came from. */
export interface SourceDocument {
  /** Path below the content folder. */
  readonly path: string;
  readonly stem: string;
  readonly value: Value;
  readonly origin: Origin;
}

export class ContentReader {
  private readonly collector = new Collector();
  /** The content folder. */
  readonly root: string;
  /** The content folder as findings name it. */
  private readonly shown: string;
  private readonly large: ReadonlySet<string>;

  constructor(root: string, shown: string, large: ReadonlySet<string>) {
    this.root = root;
    this.shown = shown;
    this.large = large;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.collector.diagnostics;
  }

  /** A finding about a value of a document. */
  reportAt(code: keyof typeof readCodes, origin: Origin, path: Path, message: string, hint?: string): void {
    this.collector.report(readCodes, code, origin, path, message, hint);
  }

  /** A finding about a file as a whole, or about a line of it. */
  report(code: keyof typeof readCodes, path: string, message: string, hint?: string, line = 1): void {
    this.collector.add(finding(readCodes, code, message, { file: this.shownPath(path), line, column: 1 }, hint));
  }

  reportFault(path: string, { fault, message }: FileFault): void {
    this.report(codeOfFault[fault], path, message);
  }

  /** The name by which findings speak of a file of the content folder. */
  shownPath(path: string): string {
    return this.shown === '' || this.shown === '.' ? path : `${this.shown}/${path}`;
  }

  /** Plain files below a folder; links and special files are reported and left out. */
  files(folder: string): FoundFile[] {
    return this.listed(folder).filter((file) => {
      if (file.kind === 'file') return true;
      this.report('R105', file.path, `${file.path} is ${file.kind === 'link' ? 'a link' : 'not a plain file'}`);
      return false;
    });
  }

  private listed(folder: string): FoundFile[] {
    try {
      return listFiles(this.root, folder);
    } catch (error) {
      this.report('R107', folder, `${folder}/ cannot be read (${codeOf(error)})`);
      return [];
    }
  }

  /** The document of one YAML file, or nothing after a finding. */
  document(path: string): SourceDocument | undefined {
    const text = this.text(path, this.large.has(path) ? undefined : LARGEST_YAML);
    if (text === undefined) return undefined;
    const { value, origin, diagnostics } = readYaml(text, this.shownPath(path));
    for (const diagnostic of diagnostics) this.collector.add(diagnostic);
    return value === undefined ? undefined : { path, stem: stemOfPath(path), value, origin };
  }

  text(path: string, largest?: number): string | undefined {
    const text = readText(this.root, path, largest);
    if (typeof text === 'string') return text;
    this.reportFault(path, text);
    return undefined;
  }

  /** A document read by a field table. */
  keys<T extends Table>(table: T, document: SourceDocument, ignoreUnknown = false): Reading<T> {
    return readTable(table, document.value, [], this.reporter(document.origin), { ignoreUnknown });
  }

  /** An object of the model, or nothing when a required key has no value that could be used. */
  object<T extends Table>(table: T, document: SourceDocument, ignoreUnknown = false): (TypeOf<T> & Filed) | undefined {
    const reading = this.keys(table, document, ignoreUnknown);
    return reading.usable ? { ...reading.value, origin: document.origin, stem: document.stem } : undefined;
  }

  reporter(origin: Origin): Report {
    return (code, path, message, hint) => {
      this.collector.report(modelCodes, code, origin, path, message, hint);
    };
  }
}

/** The file name without folders and without its last suffix. */
export function stemOfPath(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
