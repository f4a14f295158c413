/** Conf files of a small repository, read back from what was emitted. */
import { emit } from '../../../src/compile/emit/index.js';
import type { Emitted, EmitOptions } from '../../../src/compile/emit/index.js';
import { load } from '../../../src/compile/read/index.js';
import { parseConf } from '../../../src/conf/index.js';
import type { ConfStanza } from '../../../src/conf/index.js';
import { attack19 } from '../../../src/model/index.js';
import { inFolder, repository } from '../repository.js';

export const TTP = 'detections/endpoint/sample_ttp.yml';
export const STANZA = 'EX - Sample TTP - Rule';

export interface Built extends Emitted {
  /** Text of a file of the app; empty where there is none. */
  readonly text: (path: string) => string;
  readonly conf: (path: string) => ReadonlyMap<string, ConfStanza>;
  /** A value, of savedsearches.conf unless said otherwise. */
  readonly key: (stanza: string, name: string, path?: string) => string | undefined;
}

export async function built(files: ReadonlyMap<string, string>, options: Partial<EmitOptions> = {}): Promise<Built> {
  const emitted = await inFolder(files, (folder) => {
    const { content } = load(folder);
    if (!content) throw new Error('not loaded');
    return emit(content, { target: 8, attack: attack19, handWritten: [], ...options });
  });
  const text = (path: string): string => String(emitted.files.find((file) => file.path === path)?.content ?? '');
  const conf = (path: string): ReadonlyMap<string, ConfStanza> => parseConf(text(path), path).stanzas;
  const key = (stanza: string, name: string, path = 'default/savedsearches.conf'): string | undefined => conf(path).get(stanza)?.entries.get(name)?.value;
  return { ...emitted, text, conf, key };
}

/** The small repository with settings of our own in build.yml. */
export function own(settings: string): Map<string, string> {
  return repository().set('build.yml', `${repository().get('build.yml') ?? ''}extensions: {${settings}}\n`);
}

/** A file with keys put at its end. */
export function appended(files: Map<string, string>, path: string, more: string): Map<string, string> {
  return files.set(path, `${files.get(path) ?? ''}${more}`);
}
