import { hintFields } from './allowlist.js';
import { cveId, products, securityDomains, threatObjectTypes, assetTypes } from './vocabulary.js';
import { headerFields } from './header.js';
import { choice, entries, flag, integer, list, message, pattern, strict, text, uuid } from './kind.js';
import type { Kind } from './kind.js';
import { timingFields } from './schedule.js';
import { optional, record, required } from './table.js';
import type { TypeOf } from './table.js';
import { isList } from './value.js';

export const detectionTypes = ['TTP', 'Anomaly', 'Correlation', 'Hunting'] as const;
export const entityTypes = ['system', 'user', 'other'] as const;
export const detectionCategories = ['application', 'cloud', 'endpoint', 'network', 'web', 'deprecated'] as const;

/** Which parts of a finding a detection type has, and what NIST function it serves (facts: ESCU 6). */
export const tierRules = {
  TTP: { finding: 'required', intermediate: 'optional', threats: true, nist: 'DE.CM' },
  Anomaly: { finding: 'refused', intermediate: 'required', threats: true, nist: 'DE.AE' },
  Correlation: { finding: 'required', intermediate: 'refused', threats: true, nist: 'DE.AE' },
  Hunting: { finding: 'refused', intermediate: 'refused', threats: false, nist: 'DE.AE' },
} as const;

const score = integer(0, 100);
const field = text({ min: 1, max: 200 });

const entityFields = {
  field: required(field, 'Field of the result that names the entity.'),
  type: required(choice(entityTypes), 'What the entity is.'),
  score: required(score, 'Risk score, 0 to 100.'),
};

const findingFields = {
  title: required(message, 'Title of the finding, with $field$ tokens.'),
  entity: required(record(entityFields), 'The one entity that the finding is about.'),
};

const intermediateEntityFields = {
  ...entityFields,
  message: required(message, 'What happened to this entity, with $field$ tokens.'),
};

const threatObjectFields = {
  field: required(field, 'Field of the result that names the threat object.'),
  type: required(choice(threatObjectTypes), 'What the threat object is.'),
};

const drilldownFields = {
  name: required(text(), 'Label of the link.'),
  search: required(text(), 'Search to open; %original_detection_search% stands for the detection.'),
  earliest_offset: required(text(), 'Start of its time range, such as $info_min_time$.'),
  latest_offset: required(text(), 'End of its time range.'),
};

const attackDataFields = {
  data: required(text({ min: 1 }), 'Web address of a recording, or a file below the content folder.'),
  source: required(text(), 'source of the events.'),
  sourcetype: required(text(), 'sourcetype of the events.'),
  index: optional(text({ min: 1 }), 'Index to load them into.'),
};

const testFields = {
  name: required(text(), 'Name of the test.'),
  test_type: required(choice(['unit', 'experimental']), '`unit` runs on recordings; `experimental` says in words how it was tried.'),
  attack_data: optional(list(record(attackDataFields), { min: 1 }), 'Recordings that the detection is run on.'),
  expected_results: optional(integer(0), 'Number of results expected; 0 means that it must not fire. Default 1.'),
  description: optional(text({ min: 1 }), 'How it was tried, for an experimental test.'),
};

export const deprecationFields = {
  reason: required(text({ min: 1 }), 'Why it goes.'),
  removed_in_version: required(pattern('a version such as 2.1.0', /^v?\d+(\.\d+)*([a-z.+-][\w.+-]*)?$/), 'The app version in which it is gone.'),
  replacement_content: optional(list(text({ min: 1 })), 'Names of what replaces it.'),
};

/** A `data_source` entry names one source or several joined by ` AND `; the nested list of the older dialect is read too. */
const dataSources: Kind<readonly string[]> = {
  ...list(text({ min: 1 })),
  read(value, path, report) {
    const joined = isList(value) ? value.map((entry) => (isList(entry) && entry.every((name) => typeof name === 'string') ? entry.join(' AND ') : entry)) : value;
    return list(text({ min: 1 })).read(joined, path, report);
  },
};

const throttlingFields = {
  fields: required(list(field, { min: 1 }), 'Results that agree in these fields are one.'),
  period: required(pattern('a period such as 1h', /^\d{1,6}[smh]$/), 'For how long the same result is held back.'),
};

/** One test by events of samples/<file name>.jsonl: those that carry its name under the key `test`. */
export const sampleTestFields = {
  name: required(text({ min: 1, max: 200 }), 'Name of the test; its events name it.'),
  expected_results: required(integer(0, 10_000), 'Number of results expected; 0 means that it must not fire.'),
  fields: optional(entries(text()), 'Values that one of the results must have, by field.'),
};

const spl2Fields = {
  search: required(text({ min: 1 }), 'The SPL2 pipeline.'),
  note: required(text({ min: 1 }), 'Where it comes from and how it relates to the search that ships.'),
};

/** Our own keys of a detection. ESCU 6 refuses unknown keys, so that `bitsjobs export` leaves these out. */
export const detectionExtensionFields = {
  enabled: optional(flag, 'Whether the search ships enabled. Default: what build.yml says.'),
  impact: optional(score, 'How bad it is if true, 0 to 100.'),
  confidence: optional(score, 'How likely it is true, 0 to 100. impact × confidence / 100 is the risk score.'),
  throttling: optional(record(throttlingFields), 'Hold back repeated results.'),
  requires: optional(list(choice(['bitsscore'])), 'Parts of the app, beyond plain SPL, that the search needs; it then ships disabled.'),
  supersedes: optional(list(text({ min: 1 })), 'Names of detections that this one repeats: enable one of them, not both.'),
  sourced_from: optional(list(text({ min: 1 })), 'Documents that search, facts or wording come from, and where ours differs on purpose.'),
  tests: optional(list(record(sampleTestFields), { min: 1 }), 'Tests by samples, in both directions; the lab runs them on the search that ships.'),
  allowlist_hints: optional(list(record(hintFields), { min: 1 }), 'For each known false positive the allowlist entry that would hide it; the lab proves that it hides those tests and no other.'),
  spl2: optional(record(spl2Fields), 'The same detection as an SPL2 pipeline.'),
};

/** Keys of everything that is one scheduled search. */
const searchFields = {
  status: required(choice(['production', 'experimental', 'deprecated']), 'Maturity.'),
  search: required(text({ min: 1 }), 'The SPL.'),
  how_to_implement: required(text(), 'Which data must be there, and how it gets there.'),
  known_false_positives: required(text(), 'What else it may be.'),
  security_domain: required(choice(securityDomains), 'Security domain of Enterprise Security.'),
  product: required(products(3, 3), 'The three products, always.'),
};

const scheduling = {
  schedule: optional(text({ min: 1 }), 'Name of a file in schedules/.'),
  custom_schedule: optional(record(timingFields), 'A schedule of its own.'),
  atomic_guid: optional(list(uuid), 'Tests of Atomic Red Team.'),
  tests: optional(list(record(testFields), { min: 1 }), 'How it was tested.'),
  deprecation_info: optional(record(deprecationFields), 'Why and when it goes; with status deprecated only.'),
};

/** detections/<category>/*.yml */
export const detectionFields = {
  ...headerFields,
  ...searchFields,
  type: required(strict(choice(detectionTypes)), 'TTP makes a finding, Anomaly an intermediate finding (risk), Hunting neither.'),
  category: required(choice(detectionCategories), 'The folder it lies in.'),
  data_source: required(dataSources, 'Names of data sources; `A AND B` where both are needed.'),
  analytic_story: required(list(text({ min: 1 }), { min: 1 }), 'Names of stories.'),
  mitre_attack_id: required(list(pattern('an ATT&CK technique such as T1197', /^T\d{4}(\.\d{3})?$/)), 'ATT&CK techniques.'),
  asset_type: required(choice(assetTypes), 'What is attacked.'),
  finding: optional(record(findingFields), 'The finding (notable) that a result makes.'),
  intermediate_findings: optional(
    record({ entities: required(list(record(intermediateEntityFields), { min: 1 }), 'Entities with their own message.') }),
    'The risk events that a result makes.',
  ),
  threat_objects: optional(list(record(threatObjectFields)), 'Things that point at the attacker.'),
  drilldown_searches: optional(list(record(drilldownFields)), 'Searches that an analyst opens from the finding.'),
  ...scheduling,
  cve: optional(list(cveId), 'Vulnerabilities.'),
  threat_group: optional(list(text({ min: 1 })), 'Groups that do this.'),
  baselines: optional(list(text({ min: 1 })), 'Names of baselines that it needs.'),
  extensions: optional(record(detectionExtensionFields), 'Keys of our own.'),
};

/** baselines/*.yml */
export const baselineFields = {
  ...headerFields,
  ...searchFields,
  data_source: optional(dataSources, 'Names of data sources.'),
  ...scheduling,
};

export type DetectionType = (typeof detectionTypes)[number];
export type Entity = TypeOf<typeof entityFields>;
export type IntermediateEntity = TypeOf<typeof intermediateEntityFields>;
export type ThreatObject = TypeOf<typeof threatObjectFields>;
export type Drilldown = TypeOf<typeof drilldownFields>;
export type Test = TypeOf<typeof testFields>;
export type SampleTest = TypeOf<typeof sampleTestFields>;
export type Throttling = TypeOf<typeof throttlingFields>;
export type Deprecation = TypeOf<typeof deprecationFields>;
export type DetectionKeys = TypeOf<typeof detectionFields>;
export type BaselineKeys = TypeOf<typeof baselineFields>;

/** Kinds that the older dialect shares. */
export const detectionParts = {
  dataSources,
  drilldown: record(drilldownFields),
  securityDomain: choice(securityDomains),
};
