/** What signals look at: the facts of an event, and what many of them would otherwise work out anew. */
import type { Facts, Place } from '../windows/index.js';
import { ownerOf } from './hosts.js';
import type { Owner } from './hosts.js';
import { farEnds, folderText, landings } from './places.js';
import { isPersonsTool, programName } from './words.js';

/** Where data comes from or goes to, and who may put files there (hosts.ts). */
export interface FarEnd extends Place {
  readonly owner: Owner | undefined;
}

/** Where a file lands, and in which folder for comparisons (places.ts). */
export interface Landing extends Place {
  readonly folder: string;
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

export function seen(facts: Facts): Seen {
  const { evidence, tools, verbs, transfers, notify, settings, carriers, hidden, others, actor, parent } = facts;
  return {
    evidence, tools, verbs, transfers, notify, settings, carriers, hidden, others, actor, parent,
    farEnds: farEnds(facts).map(farEndOf),
    landings: landings(facts).map(landingOf),
    byPerson: isPersonsTool(facts),
    program: programName(actor.image),
    parentProgram: programName(parent.image),
  };
}

function farEndOf({ text, kind, host, port, address, path, query, extension, stream, hasCredentials }: Place): FarEnd {
  return { text, kind, host, port, address, path, query, extension, stream, hasCredentials, owner: ownerOf({ text, kind, host, address }) };
}

function landingOf({ text, kind, host, port, address, path, query, extension, stream, hasCredentials }: Place): Landing {
  return { text, kind, host, port, address, path, query, extension, stream, hasCredentials, folder: folderText({ text, kind, path }) };
}
