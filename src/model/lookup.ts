import { headerFields } from './header.js';
import { choice, flag, integer, list, pattern, text } from './kind.js';
import { optional } from './table.js';
import type { TypeOf } from './table.js';

const matchingFields = {
  match_type: optional(list(pattern('WILDCARD(field) or CIDR(field)', /(WILDCARD|CIDR)\([^()\s]+\)$/)), 'Fields that are matched by wildcard or network.'),
  min_matches: optional(integer(0), 'Below so many matches default_match is given.'),
  max_matches: optional(integer(1, 1_000), 'At most so many matches are given.'),
  default_match: optional(text(), 'What is given when nothing matches.'),
  case_sensitive_match: optional(flag, 'Whether letter case counts.'),
};

/** lookups/csv/*.yml, each beside a CSV file of the same stem. */
export const csvLookupFields = {
  ...headerFields,
  lookup_type: optional(choice(['csv']), 'Always csv.'),
  ...matchingFields,
};

/** lookups/kvstore/*.yml */
export const kvLookupFields = {
  ...headerFields,
  lookup_type: optional(choice(['kvstore']), 'Always kvstore.'),
  ...matchingFields,
  fields: optional(list(text({ min: 1 }), { min: 1 }), 'Fields of the collection, _key first.'),
};

export type CsvLookupKeys = TypeOf<typeof csvLookupFields>;
export type KvLookupKeys = TypeOf<typeof kvLookupFields>;
