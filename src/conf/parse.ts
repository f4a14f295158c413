/**
 * Reads .conf text as Splunk does: `#` begins a comment only at the start of a line, blanks around
 * names, keys and values are cut, a backslash at the end of a line continues the value in the next
 * one, stanzas of one name merge and the later key wins. Keys above the first stanza and those of `[]`
 * are one stanza without a name. Source: the conf file sections of Splunk's
 * Admin Manual and the behaviour that contentctl's output relies on.
 */
import { finding } from '../diagnostic/index.js';
import type { Diagnostic, Place } from '../diagnostic/index.js';
import { confCodes } from './codes.js';

export interface ConfEntry {
  readonly value: string;
  readonly place: Place;
}

export interface ConfStanza {
  /** Without brackets; empty for keys above the first stanza. */
  readonly name: string;
  readonly place: Place;
  readonly entries: ReadonlyMap<string, ConfEntry>;
}

export interface ConfFile {
  /** By name, in the order in which they begin. */
  readonly stanzas: ReadonlyMap<string, ConfStanza>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Values keep a line break where a continued line had one. Takes time linear in the text. */
export function parseConf(text: string, file: string): ConfFile {
  const stanzas = new Map<string, { name: string; place: Place; entries: Map<string, ConfEntry> }>();
  const diagnostics: Diagnostic[] = [];
  const stanza = (name: string, place: Place) => {
    const known = stanzas.get(name) ?? { name, place, entries: new Map<string, ConfEntry>() };
    stanzas.set(name, known);
    return known;
  };
  let current: ReturnType<typeof stanza> | undefined;
  for (const { text: line, number } of logicalLines(text.replace(/^\uFEFF/, ''))) {
    const place = { file, line: number, column: 1 };
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (trimmed.startsWith('[')) {
      const close = trimmed.lastIndexOf(']');
      if (close < trimmed.length - 1) diagnostics.push(finding(confCodes, 'F102', `the stanza header ${JSON.stringify(trimmed.slice(0, 60))} does not end in ]`, place));
      // A broken header still begins a stanza: its keys are not those of the stanza before.
      current = stanza(trimmed.slice(1, close < 0 ? undefined : close), place);
      continue;
    }
    const equals = line.indexOf('=');
    const key = line.slice(0, Math.max(equals, 0)).trim();
    if (key === '' || key.includes('\n')) {
      diagnostics.push(finding(confCodes, 'F101', `the line ${JSON.stringify(trimmed.slice(0, 60))} is no key = value`, place));
      continue;
    }
    current ??= stanza('', place);
    if (current.entries.has(key)) diagnostics.push(finding(confCodes, 'F103', `the key ${key} stands twice in [${current.name}]`, place));
    current.entries.set(key, { value: line.slice(equals + 1).trim(), place });
  }
  return { stanzas, diagnostics };
}

/** Lines with those that continue them; comments and headers do not continue. */
function* logicalLines(text: string): Generator<{ text: string; number: number }> {
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const number = i + 1;
    const parts = [lines[i] ?? ''];
    if (!/^[#[]/.test(parts[0]?.trimStart() ?? '')) {
      while (parts.at(-1)?.endsWith('\\') && i + 1 < lines.length) {
        parts.push(lines[++i] ?? '');
      }
    }
    const joined = parts.map((part, index) => (index < parts.length - 1 ? part.slice(0, -1) : part));
    yield { text: joined.join('\n'), number };
  }
}
