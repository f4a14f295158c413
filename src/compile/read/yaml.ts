/**
 * YAML into values, with every fault of a file at once and every value's place on demand.
 *
 * YAML 1.1 is read, since Splunk's own builders do so with Python. Days stay text, tags are refused,
 * and duplicate keys are found by a set of our own: the library's check takes quadratic time.
 */
import { isAlias, isCollection, isMap, isNode, isPair, isScalar, parseDocument } from 'yaml';
import type { Document, Node, ParsedNode, Scalar, ScalarTag, Tags } from 'yaml';
import { finding } from '../../diagnostic/index.js';
import type { Diagnostic, Origin, Path, Place } from '../../diagnostic/index.js';
import { quote } from '../../model/index.js';
import type { Value } from '../../model/index.js';
import { readCodes } from './codes.js';
import { codeOf } from './files.js';
import { locate } from './locate.js';
import { offsetInSource } from './scalar.js';

/** Most values in one file, aliases counted as often as they are used: a content file has a few hundred. */
const MOST_VALUES = 200_000;
const DEEPEST = 60;

export interface YamlFile {
  /** `undefined` when nothing can be made of the file. */
  readonly value: Value | undefined;
  readonly origin: Origin;
  readonly diagnostics: readonly Diagnostic[];
}

/** Tags of YAML 1.1 that content has no use for, or that read as something else than what stands there. */
const UNWANTED_TAGS = ['binary', 'omap', 'pairs', 'set', 'timestamp', 'bool'];

/** Truth values as Python's reader knows them: the letters y and n are text. */
const bool: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  identify: (value) => typeof value === 'boolean',
  default: true,
  test: /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
  resolve: (text) => /^(?:y|t|on)/i.test(text),
};

function parse(text: string): Document.Parsed {
  return parseDocument(text, {
    version: '1.1',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    customTags: (tags): Tags => [bool, ...tags.filter((tag) => typeof tag === 'string' || !UNWANTED_TAGS.includes(shortTag(tag.tag)))],
  });
}

function shortTag(tag: string): string {
  return tag.slice(tag.lastIndexOf(':') + 1);
}

/** Parses one file. `file` is the name by which findings speak of it. */
export function readYaml(text: string, file: string): YamlFile {
  const origin = new YamlOrigin(text, file);
  const parsed = tryParse(text, origin);
  if ('diagnostics' in parsed) return { value: undefined, origin, diagnostics: parsed.diagnostics };
  const { document, repaired } = parsed;
  const notes: Diagnostic[] = [];
  if (repaired) {
    notes.push(finding(readCodes, 'R112', 'a quoted text goes on in lines that are not indented', origin.at(repaired.offset)));
  }
  if (document.warnings.length > 0) {
    const faults = document.warnings.map((warning) => finding(readCodes, 'R113', firstLine(warning.message), origin.at(warning.pos[0])));
    return { value: undefined, origin, diagnostics: faults };
  }
  const reader = new ValueReader(document, origin);
  const value = reader.read();
  return { value, origin, diagnostics: [...notes, ...reader.diagnostics] };
}

interface Parsed {
  readonly document: Document.Parsed;
  readonly repaired?: { readonly offset: number };
}

function tryParse(text: string, origin: YamlOrigin): Parsed | { diagnostics: Diagnostic[] } {
  try {
    const document = parse(text);
    if (document.errors.length === 0) return { document };
    const repair = indentContinuations(text);
    if (repair) {
      const again = parse(repair.text);
      if (again.errors.length === 0) {
        origin.useMended(repair.text);
        return { document: again, repaired: repair };
      }
    }
    const faults = document.errors.map((error) => finding(readCodes, 'R110', `not YAML: ${firstLine(error.message)}`, origin.at(error.pos[0])));
    return { diagnostics: faults.slice(0, 20) };
  } catch (error) {
    // The library recurses, and has no depth limit of its own.
    if (['RangeError', 'ReferenceError'].includes(codeOf(error))) {
      return { diagnostics: [finding(readCodes, 'R114', 'the YAML is nested too deeply', origin.place())] };
    }
    throw error;
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}

/**
 * Python's reader accepts lines of a quoted text of a top-level key that begin in the first column; the
 * standard asks for a blank. Some public content relies on it. Gives the text with those blanks, and
 * where the first of them went, or nothing when no such lines are there.
 */
function indentContinuations(text: string): { text: string; offset: number } | undefined {
  const lines = text.split('\n');
  let open: string | undefined;
  let first: number | undefined;
  let offset = 0;
  const mended = lines.map((line) => {
    const start = offset;
    offset += line.length + 1;
    if (open === undefined) {
      const begin = /^[\w-]+:[ \t]+(['"])/.exec(line);
      if (begin?.[1] && !closes(line.slice(begin[0].length), begin[1])) open = begin[1];
      return line;
    }
    if (closes(line, open)) open = undefined;
    if (line === '' || /^\s/.test(line)) return line;
    first ??= start;
    return ` ${line}`;
  });
  return first === undefined ? undefined : { text: mended.join('\n'), offset: first };
}

/** Whether the quote that is open at the start of `rest` is closed in it. */
function closes(rest: string, mark: string): boolean {
  for (let i = 0; i < rest.length; i++) {
    if (mark === '"' && rest[i] === '\\') i++;
    else if (rest[i] === mark) {
      if (mark === "'" && rest[i + 1] === mark) i++;
      else return true;
    }
  }
  return false;
}

/** Turns the nodes of a document into values, within limits. */
class ValueReader {
  readonly diagnostics: Diagnostic[] = [];
  private readonly document: Document.Parsed;
  private readonly origin: YamlOrigin;
  private values = 0;

  constructor(document: Document.Parsed, origin: YamlOrigin) {
    this.document = document;
    this.origin = origin;
  }

  /** The document's value, or `undefined` after a finding that nothing can be made of it. */
  read(): Value | undefined {
    const value = this.valueOf(this.document.contents, 0);
    return this.diagnostics.some((diagnostic) => diagnostic.severity === 'error') ? undefined : value;
  }

  private valueOf(node: unknown, depth: number): Value {
    if (++this.values > MOST_VALUES || depth > DEEPEST) {
      if (!this.diagnostics.some(({ code }) => code === 'R114')) {
        const much = depth > DEEPEST ? `more than ${DEEPEST} levels` : `more than ${MOST_VALUES} values`;
        this.diagnostics.push(finding(readCodes, 'R114', `the YAML has ${much}`, this.origin.at(offsetOf(node))));
      }
      return null;
    }
    if (isAlias(node)) return this.valueOf(node.resolve(this.document), depth + 1);
    if (isScalar(node)) return this.scalar(node);
    if (isMap(node)) return this.mapping(node, depth);
    if (isCollection(node)) return node.items.map((item) => this.valueOf(isPair(item) ? item.value : item, depth + 1));
    return null;
  }

  private scalar(node: Scalar): Value {
    const { value } = node;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
    return typeof value === 'bigint' ? Number(value) : (node.source ?? null);
  }

  private mapping(node: Node & { items: unknown[] }, depth: number): Value {
    const map = new Map<string, Value>();
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      if (isScalar(pair.key) && pair.key.source === '<<' && pair.key.type === 'PLAIN') {
        this.merge(map, pair.value, depth);
        continue;
      }
      const key = keyOf(pair.key);
      if (map.has(key)) {
        this.diagnostics.push(finding(readCodes, 'R111', `the key ${quote(key)} stands twice`, this.origin.at(offsetOf(pair.key))));
      }
      map.set(key, this.valueOf(pair.value, depth + 1));
    }
    return map;
  }

  /** `<<: *anchor`: keys of another mapping that this one does not have. */
  private merge(map: Map<string, Value>, source: unknown, depth: number): void {
    const merged = this.valueOf(source, depth + 1);
    for (const other of Array.isArray(merged) ? (merged as readonly Value[]) : [merged]) {
      if (!(other instanceof Map)) continue;
      for (const [key, value] of other as ReadonlyMap<string, Value>) if (!map.has(key)) map.set(key, value);
    }
  }
}

/** A key's text as it is written, so that `on:` or `1:` is a name like any other. */
function keyOf(key: unknown): string {
  if (!isScalar(key)) return String(key);
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** Places in a file. The document is parsed again for the first of them: most files have no findings, and nodes take much memory. */
class YamlOrigin implements Origin {
  readonly file: string;
  /** The text as it was parsed: with the blanks that the standard wants, where they were missing. */
  private text: string;
  private mended = false;
  private document: Document.Parsed | undefined;
  private lineStarts: readonly number[] | undefined;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  useMended(text: string): void {
    this.text = text;
    this.mended = true;
    this.lineStarts = undefined;
  }

  /** The place of a character of the file's text. */
  at(offset: number): Place {
    const starts = (this.lineStarts ??= startsOfLines(this.text));
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  place(path: Path = [], offset?: number): Place {
    const quick = offset === undefined && !this.mended ? locate(this.text, path) : undefined;
    if (quick !== undefined) return this.at(quick);
    const document = (this.document ??= parse(this.text));
    let node: ParsedNode | null = document.contents;
    let key: unknown;
    for (const [depth, step] of path.entries()) {
      const next = stepInto(node, step, document);
      if (!next) break;
      key = next.key;
      node = next.value;
      // A key without a value is pointed at by the key itself.
      if (node === null) return this.at(offsetOf(key));
      if (depth === path.length - 1 && offset !== undefined && isScalar(node)) {
        return this.at(offsetInSource(this.text, node, offset));
      }
    }
    return this.at(offsetOf(isCollection(node) && key !== undefined ? key : node));
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function stepInto(
  node: ParsedNode | null,
  step: string | number,
  document: Document.Parsed,
): { key: unknown; value: ParsedNode | null } | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isMap(target)) {
    const pair = target.items.findLast((item) => keyOf(item.key) === String(step));
    return pair && { key: pair.key, value: pair.value as ParsedNode | null };
  }
  if (!isCollection(target) || typeof step !== 'number') return undefined;
  const item = target.items[step];
  return isNode(item) ? { key: item, value: item as ParsedNode } : undefined;
}
