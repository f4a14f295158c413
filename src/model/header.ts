import { date, integer, list, text, url, uuid } from './kind.js';
import { optional, required } from './table.js';

/** The keys with which every content file begins (ESCU 6). */
export const headerFields = {
  name: required(text({ min: 1, max: 200 }), 'Name, unique over all content; never changed after a release, or overrides in local/ stop merging.'),
  id: required(uuid, 'UUID, unique over all content; never changed.'),
  version: required(integer(1), 'Raised whenever what the file produces changes.'),
  creation_date: required(date, 'Day of the first version; never changed.'),
  modification_date: required(date, 'Day of this version.'),
  author: required(text({ max: 255 }), 'Name, company.'),
  description: required(text(), 'What it finds or is, how, and why that matters.'),
  references: optional(list(url), 'Web addresses of sources.'),
};
