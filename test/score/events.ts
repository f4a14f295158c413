/** Rows, and facts made by hand, for the tests of this room. */
import { assess, defaultTuning, type Assessment, type Tuning } from '../../src/score/index.js';
import { factsOf, type Actor, type Facts, type Place } from '../../src/windows/index.js';

export function factsFor(row: Readonly<Record<string, string>>): Facts | undefined {
  return factsOf((field) => (Object.hasOwn(row, field) ? row[field] : undefined));
}

/** The score of a row; nothing for a row that says nothing about BITS. */
export function assessRow(row: Readonly<Record<string, string>>, tuning: Tuning = defaultTuning): Assessment | undefined {
  const facts = factsFor(row);
  return facts && assess(facts, tuning);
}

export function made({ actor = {}, parent = {}, ...parts }: Partial<Facts>): Facts {
  return { evidence: 'process', tools: ['bitsadmin'], verbs: [], jobs: [], transfers: [], notify: [], settings: [], carriers: [], hidden: [], others: [], hasCredentials: false, ...parts, actor: named(actor), parent: named(parent) };
}

const named = (actor: Actor): Actor => ({ ...(actor.image !== undefined && { name: actor.image.slice(actor.image.lastIndexOf('\\') + 1).toLowerCase() }), ...actor });

export const url = (host: string, parts: Partial<Place> = {}): Place => ({ text: `https://${host}/a`, kind: 'https', host, path: '/a', ...parts });
export const file = (path: string): Place => ({ text: path, kind: 'local', path, ...(/\.[a-z0-9]+$/i.test(path) && { extension: path.slice(path.lastIndexOf('.') + 1).toLowerCase() }) });
export const commandLine = (process: string): Readonly<Record<string, string>> => ({ process_name: 'bitsadmin.exe', process });
