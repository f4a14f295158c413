/** What another app has, for the check of collisions: the stanza names of its conf files. */
import { basename, resolve } from 'node:path';
import { parseConf } from '../conf/index.js';
import type { Diagnostic } from '../diagnostic/index.js';
import type { OtherApp } from './check/index.js';
import { readAppFiles } from './read/index.js';

/** Reads the conf files of an unpacked app. What is wrong inside them is that app's affair and not reported. */
export function readOtherApp(folder: string): { app: OtherApp; diagnostics: Diagnostic[] } {
  const { files, diagnostics } = readAppFiles(folder, ['default', 'local']);
  const stanzas = new Map<string, Set<string>>();
  for (const { path, content } of files) {
    const conf = /^(?:default|local)\/(\w+)\.conf$/.exec(path)?.[1];
    if (conf === undefined || typeof content !== 'string') continue;
    const names = stanzas.get(conf) ?? new Set();
    for (const name of parseConf(content, path).stanzas.keys()) names.add(name);
    stanzas.set(conf, names);
  }
  return { app: { name: basename(resolve(folder)), stanzas }, diagnostics };
}
