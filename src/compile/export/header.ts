import type { Filed } from '../../model/index.js';
import { stemOf } from '../../model/index.js';
import type { ExportContext, Plain } from './context.js';

interface Headed extends Filed {
  readonly name: string;
  readonly id: string;
  readonly version: number;
  readonly creation_date: string;
  readonly modification_date: string;
  readonly author: string;
  readonly description: string;
  readonly references?: readonly string[];
}

/** Longest web address that the builder takes. */
const LONGEST_ADDRESS = 2_083;

/** The keys that every file begins with. Addresses that are none are left out. */
export function headerOf(object: Headed, context: ExportContext, name = object.name): Plain {
  const { id, version, creation_date, modification_date, author, description } = object;
  const references = kept(object, 'references', object.references, (address) => address.length <= LONGEST_ADDRESS && /^https?:\/\/[^\s/]+\.[^\s]+$/.test(address), context);
  return { name, id, version, creation_date, modification_date, author, description, ...(references.length > 0 && { references }) };
}

/** The entries that pass, each once; those that do not are told. */
export function kept<T extends string>(object: Filed, key: string, entries: readonly T[] | undefined, passes: (entry: T) => boolean, context: ExportContext): T[] {
  const given = [...new Set(entries ?? [])];
  for (const [index, entry] of given.entries()) {
    if (!passes(entry)) context.report('X103', object, [key, index], `${key}: ${JSON.stringify(entry.slice(0, 80))} left out`);
  }
  return given.filter(passes);
}

/** The file name that the dialect wants; a slash in a name has no file name. */
export function fileStem(name: string): string {
  return stemOf(name);
}

export function exportName(object: Filed & { readonly name: string }, context: ExportContext): string {
  if (!/[/\\]/.test(object.name)) return object.name;
  const name = object.name.replace(/\s*[/\\]\s*/g, ' ');
  context.report('X104', object, ['name'], `the name ${JSON.stringify(object.name)} became ${JSON.stringify(name)}`);
  return name;
}
