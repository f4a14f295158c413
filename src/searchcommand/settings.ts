/** bitsscore.conf of our own app: what ships, and what its admin wrote over it. */
import { parseConf } from '../conf/index.js';

export interface Settings {
  /** Stanza -> key -> value, local over default. */
  readonly stanzas: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Lines that are no conf. */
  readonly problems: readonly string[];
}

/** The later text wins, key by key. */
export function readSettings(files: readonly { readonly name: string; readonly text: string }[]): Settings {
  const stanzas = new Map<string, Map<string, string>>();
  const problems: string[] = [];
  for (const { name, text } of files) {
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
