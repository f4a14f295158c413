/** Lists that are sets. */
import type { Check } from './context.js';

const sets = ['product', 'cve', 'threat_group'] as const;

export const uniqueEntries: Check = (context) => {
  for (const detection of context.content.detections) {
    for (const key of sets) {
      const list: readonly string[] = detection[key] ?? [];
      const twice = list.findIndex((entry, index) => list.indexOf(entry) !== index);
      if (twice >= 0) context.report('C220', detection.origin, [key, twice], `${JSON.stringify(list[twice])} stands twice`);
    }
  }
};
