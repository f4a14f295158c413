/** The version that a change was made from: by If-Match, in the body, or in the query, since splunkd does not hand on every header. */
import { integer, optional } from '../model/index.js';
import type { AllowlistEntry } from '../model/index.js';
import { problem } from './answer.js';
import type { Answer } from './answer.js';
import { numberIn } from './route.js';
import type { Ask } from './route.js';
import { etagOf } from './routes/entries.js';

export const versionParameter = { version: optional(integer(1), 'The version that the change is made from, where If-Match cannot be sent.') };

/** The version, or why none can be told. */
export function versionOf(ask: Ask, inBody?: number): number | Answer {
  const header = ask.ifMatch === undefined ? undefined : /^(?:W\/)?"?([1-9]\d{0,14})"?$/.exec(ask.ifMatch.trim())?.[1];
  if (ask.ifMatch !== undefined && header === undefined) return problem(400, 'If-Match is to be the ETag of the entry, such as "3"');
  const all = [header === undefined ? undefined : Number(header), inBody, numberIn(ask, 'version')].filter((version) => version !== undefined);
  const [version] = all;
  if (version === undefined) {
    return problem(400, 'a change names the version that it is made from: as If-Match, as `version` in the body, or as ?version=', { errors: [{ pointer: '/version', detail: 'version is missing' }] });
  }
  return new Set(all).size === 1 ? version : problem(400, `the request names several versions: ${all.join(', ')}`);
}

/** The client's copy is old. The entry goes along, so that a person can see what changed. */
export function outdated(current: AllowlistEntry, version: number): Answer {
  return problem(412, `the entry has version ${current.version} by now, not ${version}: ${current.updated_by} changed it at ${current.updated_at}`, { headers: etagOf(current), members: { version: current.version, entry: current } });
}
