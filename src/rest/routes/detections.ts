import { ANY, isActive } from '../../model/index.js';
import type { AllowlistEntry } from '../../model/index.js';
import { ok } from '../answer.js';
import { allEntries } from '../entries.js';
import { json, listOf, object, ref } from '../route.js';
import type { Route } from '../route.js';
import { capabilities } from '../session.js';

export const detections: Route = {
  method: 'GET',
  path: '/detections',
  operation: 'listDetections',
  summary: 'The detections that entries may name, with the fields that an entry may narrow and how many entries there are.',
  capability: capabilities.view,
  query: {},
  answers: { 200: { doc: 'All of them, by name.', content: json(object({ detections: listOf(ref('Detection')), all: ref('EntryCounts') })) } },
  problems: [],
  async run({ ports, session }) {
    const now = ports.clock();
    const entries = await allEntries(ports.store(session), {});
    const counts = (id: string) => countsOf(entries.filter(({ detection }) => detection === id), now);
    const shown = ports.detections.map(({ id, name, type, stanza, enabled, fields }) => ({ id, name, type, stanza, enabled, fields, ...counts(id) }));
    return ok({ detections: shown, all: counts(ANY) });
  },
};

/** Entries, and those of them that hide something now. */
function countsOf(entries: readonly AllowlistEntry[], now: number): { entries: number; active: number } {
  return { entries: entries.length, active: entries.filter((entry) => isActive(entry, now)).length };
}
