/** Names and ids: unique over everything, and such that stanzas can be made of them. */
import { isStanzaName } from '../../conf/index.js';
import type { Origin } from '../../diagnostic/index.js';
import { LONGEST_STANZA, baselineStanza, detectionStanza } from '../../model/index.js';
import type { Content } from '../../model/index.js';
import type { Check, CheckContext } from './context.js';
import { isDetection } from './context.js';

interface Named {
  readonly name: string;
  readonly id: string;
  readonly origin: Origin;
}

/** Everything with a name, in a fixed order: the first of two is kept, the second is told. */
export function namedObjects(content: Content): Named[] {
  const { detections, baselines, stories, macros, lookups, dataSources, schedules, dashboards, removed, hunts } = content;
  return [...stories, ...detections, ...baselines, ...macros, ...lookups, ...dataSources, ...schedules, ...dashboards, ...hunts, ...removed];
}

export const uniqueNames: Check = (context) => {
  const byName = new Map<string, Named>();
  const byFold = new Map<string, Named>();
  for (const object of namedObjects(context.content)) {
    const { name, origin } = object;
    const same = byName.get(name);
    const alike = byFold.get(name.toLowerCase());
    if (same) context.report('C101', origin, ['name'], `the name ${JSON.stringify(name)} is taken by ${same.origin.file}`);
    else if (alike) context.report('C103', origin, ['name'], `the name differs from ${JSON.stringify(alike.name)} (${alike.origin.file}) in letter case only`);
    byName.set(name, same ?? object);
    byFold.set(name.toLowerCase(), alike ?? object);
  }
};

export const uniqueIds: Check = (context) => {
  const byId = new Map<string, Named>();
  for (const object of namedObjects(context.content)) {
    const id = object.id.toLowerCase();
    const same = byId.get(id);
    if (same) context.report('C102', object.origin, ['id'], `the id is that of ${JSON.stringify(same.name)} (${same.origin.file})`);
    byId.set(id, same ?? object);
  }
};

export const stanzaNames: Check = (context) => {
  const { prefix } = context.content.app;
  for (const search of context.searches) {
    const stanza = isDetection(search) ? detectionStanza(prefix, search.name) : baselineStanza(prefix, search.name);
    stanzaName(context, search, stanza);
    if (stanza.length > LONGEST_STANZA) {
      const over = stanza.length - LONGEST_STANZA;
      context.report('C170', search.origin, ['name'], `the stanza [${stanza.slice(0, 100)}] has ${stanza.length} characters, at most ${LONGEST_STANZA} are allowed`, `Shorten the name by ${over}.`);
    }
  }
  for (const object of [...context.content.stories, ...context.content.macros, ...context.content.lookups]) stanzaName(context, object, object.name);
};

function stanzaName(context: CheckContext, { origin }: Named, stanza: string): void {
  if (!isStanzaName(stanza)) context.report('C171', origin, ['name'], `${JSON.stringify(stanza.slice(0, 60))} cannot be the name of a stanza`);
}
