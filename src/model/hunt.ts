import { headerFields } from './header.js';
import { choice, list, pattern, text, url, uuid } from './kind.js';
import { sampleTestFields } from './detection.js';
import { optional, record, required } from './table.js';
import type { TypeOf } from './table.js';
import { assetTypes, securityDomains } from './vocabulary.js';
import { timingFields } from './schedule.js';

const termFields = {
  term: required(text({ min: 1 }), 'The term of the original query.'),
  became: required(text({ min: 1 }), 'What it became in SPL, and what changed by that.'),
};

const queryFields = {
  name: required(text({ min: 1, max: 67 }), 'Name of the query; its stanza and filter macro are named after it.'),
  id: required(uuid, 'UUID of the query.'),
  description: required(text({ min: 1 }), 'What it lists and how to read the list.'),
  original: optional(text({ min: 1 }), 'The query as the hunting sheet has it, in the language of its tool.'),
  terms: optional(list(record(termFields)), 'Term by term, from the original to SPL.'),
  search: required(text({ min: 1 }), 'The SPL.'),
  known_false_positives: required(text({ min: 1 }), 'What else the list shows.'),
  tests: optional(list(record(sampleTestFields), { min: 1 }), 'Tests by samples, in both directions.'),
};

const watchlistFields = {
  name: required(text({ min: 1 }), 'Name in the hunting sheet.'),
  reference: optional(url, 'Where the watchlist is kept.'),
  meaning: required(text({ min: 1 }), 'What it looks for.'),
  covered_by: required(list(text({ min: 1 })), 'Names of our detections and queries that see it; empty: not yet.'),
};

/** hunts/*.yml: a hypothesis with the queries that test it. Each query becomes a Hunting search. */
export const huntFields = {
  ...headerFields,
  status: required(choice(['production', 'experimental']), 'Maturity.'),
  hypothesis: required(text({ min: 1 }), 'What is assumed, to be confirmed or refuted.'),
  how_to_implement: required(text({ min: 1 }), 'Which data must be there.'),
  security_domain: required(choice(securityDomains), 'Security domain of Enterprise Security.'),
  asset_type: required(choice(assetTypes), 'What is hunted on.'),
  data_source: required(list(text({ min: 1 }), { min: 1 }), 'Names of data sources.'),
  analytic_story: required(list(text({ min: 1 }), { min: 1 }), 'Names of stories.'),
  mitre_attack_id: required(list(pattern('an ATT&CK technique such as T1197', /^T\d{4}(\.\d{3})?$/)), 'ATT&CK techniques.'),
  custom_schedule: optional(record(timingFields), 'The time range that the lists open with; they run by this schedule only if an admin switches that on.'),
  queries: required(list(record(queryFields), { min: 1 }), 'The queries.'),
  watchlists: optional(list(record(watchlistFields)), 'Watchlists that the sheet asks to review.'),
};

export type HuntKeys = TypeOf<typeof huntFields>;
export type HuntQuery = TypeOf<typeof queryFields>;
