import { ok } from '../answer.js';
import { json, ref } from '../route.js';
import type { Route } from '../route.js';
import { capabilities } from '../session.js';

/** Seconds: the lookup is renewed every five minutes, and twice it may fail. */
const OLDEST_LOOKUP = 900;

export const health: Route = {
  method: 'GET',
  path: '/health',
  operation: 'readHealth',
  summary: 'Whether the store answers and how old the lookup is that the searches read.',
  capability: capabilities.view,
  query: {},
  answers: { 200: { doc: 'Also where something is wrong: see `healthy`.', content: json(ref('Health')) } },
  problems: [],
  async run({ session, ports }) {
    const store = await ports.store(session).health(ports.clock());
    const stale = store.projectionAge === null || store.projectionAge > OLDEST_LOOKUP;
    const problems = [...(store.reachable ? [] : [store.problem ?? 'the store cannot be reached']), ...(stale ? [staleness(store.projectionAge)] : [])];
    return ok({ healthy: problems.length === 0, problems, store, detections: ports.detections.length, version: ports.version });
  },
};

function staleness(age: number | null): string {
  return age === null
    ? 'the searches read a lookup of which nobody can tell when it was renewed'
    : `the searches read a lookup that was renewed ${Math.round(age / 60)} minutes ago: entries that are new or changed since then, or deleted, are not obeyed`;
}
