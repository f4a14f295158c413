/** Lists with rules of their own. */
import type { Check } from './context.js';

export const keyFirst: Check = (context) => {
  for (const lookup of context.content.lookups) {
    if (lookup.external !== 'kvstore' || lookup.fields === undefined || lookup.fields[0] === '_key') continue;
    context.report('C233', lookup.origin, ['fields'], `the fields of ${lookup.name} begin with ${JSON.stringify(lookup.fields[0])}`);
  }
};

/** The three products are asked for, not three words. */
export const uniqueEntries: Check = (context) => {
  for (const { product, origin } of context.searches) {
    const twice = product.findIndex((entry, index) => product.indexOf(entry) !== index);
    if (twice >= 0) context.report('C220', origin, ['product', twice], `${JSON.stringify(product[twice])} stands twice`);
  }
};
