/** Lists that are sets. */
import type { Check } from './context.js';

const sets = ['product', 'cve', 'threat_group'] as const;

export const keyFirst: Check = (context) => {
  for (const lookup of context.content.lookups) {
    if (lookup.external !== 'kvstore' || lookup.fields === undefined || lookup.fields[0] === '_key') continue;
    context.report('C233', lookup.origin, ['fields'], `the fields of ${lookup.name} begin with ${JSON.stringify(lookup.fields[0])}`);
  }
};

export const uniqueEntries: Check = (context) => {
  for (const detection of context.content.detections) {
    for (const key of sets) {
      const list: readonly string[] = detection[key] ?? [];
      const twice = list.findIndex((entry, index) => list.indexOf(entry) !== index);
      if (twice >= 0) context.report('C220', detection.origin, [key, twice], `${JSON.stringify(list[twice])} stands twice`);
    }
  }
};
