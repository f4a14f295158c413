/** The renewal of the lookup: the saved search that writes it, run by hand. */
import { setTimeout as wait } from 'node:timers/promises';
import { ACTIVE_LOOKUP } from '../../model/index.js';
import { runsOf, startSaved, stateOf } from '../../splunk/index.js';
import type { Client, JobState } from '../../splunk/index.js';
import { StoreFailure } from './store.js';

/** Milliseconds between looks at the search, and how many of them: half a minute. */
const PAUSE = 100;
const LOOKS = 300;

/**
 * Gives the number of rows that the search has written. One that began before, and so may not have seen the newest change, could
 * still write its rows over these: it is waited for, and the search run once more. Those that begin later have seen it.
 */
export async function renew(client: Client, stanza: string): Promise<number> {
  const sid = await startSaved(client, stanza);
  const results = await resultsOf(client, stanza, sid);
  const runs = await runsOf(client, stanza);
  const own = runs.find((run) => run.sid === sid);
  const earlier = runs.filter((run) => !run.done && run.sid !== sid && run.started <= (own?.started ?? Infinity));
  if (earlier.length === 0) return results;
  for (const run of earlier) await ended(client, run.sid);
  return resultsOf(client, stanza, await startSaved(client, stanza));
}

async function resultsOf(client: Client, stanza: string, sid: string): Promise<number> {
  const state = await ended(client, sid);
  if (state.failed) throw new StoreFailure('refused', `The search "${stanza}" failed, the lookup ${ACTIVE_LOOKUP} stays as it was: ${state.messages.join(' ')}`);
  if (!state.done) throw new StoreFailure('busy', `The search "${stanza}" is not done after ${PAUSE * LOOKS / 1000} s.`);
  return state.results;
}

/** Its last state; not done where it takes too long. */
async function ended(client: Client, sid: string): Promise<JobState> {
  for (let look = 1; ; look += 1) {
    const state = await stateOf(client, sid);
    if (state.done || look === LOOKS) return state;
    await wait(PAUSE);
  }
}
