/** What signals look at: the facts of an event, and what many of them would otherwise work out anew. */
import type { Facts, Place, Transfer } from '../windows/index.js';
import { ownerOf } from './hosts.js';
import type { Owner } from './hosts.js';
import { farEnd, folderText, landing } from './places.js';
import { quoted } from './signal.js';
import { isPersonsTool, programName } from './words.js';

/** Whether an admin trusts a host (of a URL or a share), by their own list. */
export type Trust = (host: string) => boolean;

/** Where data comes from or goes to, and who may put files there (hosts.ts). */
export interface FarEnd extends Place {
  readonly owner: Owner | undefined;
  readonly isTrusted: boolean;
  /** In sentences: the place, and its host (empty where it has none). */
  readonly name: string;
  readonly server: string;
}

/** Where a file lands, and in which folder for comparisons (places.ts). */
export interface Landing extends Place {
  readonly folder: string;
  /** In sentences. */
  readonly name: string;
}

/** Every event in the same shape, which is what makes a hundred looks at it cheap (bench/searchcommand.js). */
export interface Seen extends Pick<Facts, 'evidence' | 'tools' | 'verbs' | 'transfers' | 'notify' | 'settings' | 'carriers' | 'hidden' | 'others' | 'actor' | 'parent'> {
  readonly farEnds: readonly FarEnd[];
  readonly landings: readonly Landing[];
  /** See isPersonsTool. */
  readonly byPerson: boolean;
  /** Names of the actor's and the parent's program, as programName gives them. */
  readonly program: string;
  readonly parentProgram: string;
}

export function seen(facts: Facts, trust: Trust): Seen {
  const { evidence, tools, verbs, transfers, notify, settings, carriers, hidden, others, actor, parent } = facts;
  return {
    evidence, tools, verbs, transfers, notify, settings, carriers, hidden, others, actor, parent,
    farEnds: each(transfers, (transfer) => farEndOf(farEnd(transfer), trust)),
    landings: each(transfers, (transfer) => landingOf(landing(transfer))),
    byPerson: isPersonsTool(facts),
    program: programName(actor),
    parentProgram: programName(parent),
  };
}

/**
 * By hand: what `map` makes has another inner form than what is pushed, and each form costs all code that reads it; and nearly all events
 * have one transfer, for which a list that may grow is ten times too large.
 */
function each<T>(transfers: readonly Transfer[], of: (transfer: Transfer) => T | undefined): readonly T[] {
  const [first] = transfers;
  const one = first && of(first);
  const found = one === undefined ? [] : [one];
  for (let at = 1; at < transfers.length; at++) {
    const transfer = transfers[at];
    const more = transfer && of(transfer);
    if (more !== undefined) found.push(more);
  }
  return found;
}

function farEndOf(place: Place | undefined, trust: Trust): FarEnd | undefined {
  if (place === undefined) return undefined;
  const { text, kind, host, port, address, path, query, extension, stream, hasCredentials } = place;
  return { text, kind, host, port, address, path, query, extension, stream, hasCredentials, owner: ownerOf(place), isTrusted: host !== undefined && trust(host), name: quoted(text), server: quoted(host ?? '') };
}

function landingOf(place: Place | undefined): Landing | undefined {
  if (place === undefined) return undefined;
  const { text, kind, host, port, address, path, query, extension, stream, hasCredentials } = place;
  return { text, kind, host, port, address, path, query, extension, stream, hasCredentials, folder: folderText(place), name: quoted(text) };
}
