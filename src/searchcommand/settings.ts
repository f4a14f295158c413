/** bitsscore.conf of our own app: what ships, and what its admin wrote over it. */
import { parseConf } from '../conf/index.js';

export interface Settings {
  /** Stanza -> key -> value, local over default. */
  readonly stanzas: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Lines that are no conf. */
  readonly problems: readonly string[];
}

/** Bytes of a conf file at most: it is read anew for every search. */
export const LARGEST_CONF = 1 << 20;

export interface ConfFile {
  readonly name: string;
  /** Missing for a file that is larger than it may be. */
  readonly text?: string;
}

/** The later text wins, key by key. */
export function readSettings(files: readonly ConfFile[]): Settings {
  const stanzas = new Map<string, Map<string, string>>();
  const problems: string[] = [];
  for (const { name, text } of files) {
    if (text === undefined) {
      problems.push(`${name} is larger than ${LARGEST_CONF >> 20} MiB: nothing of it is read, and what it sets keeps its default`);
      continue;
    }
    const conf = parseConf(text, name);
    problems.push(...conf.diagnostics.map(({ place, message }) => `${name}:${place?.line ?? 1}: ${message}`));
    for (const stanza of conf.stanzas.values()) {
      const entries = stanzas.get(stanza.name) ?? new Map<string, string>();
      stanzas.set(stanza.name, entries);
      for (const [key, { value }] of stanza.entries) entries.set(key, value);
    }
  }
  return { stanzas, problems };
}
