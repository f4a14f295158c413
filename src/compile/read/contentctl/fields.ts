/**
 * Keys of contentctl 4 and 5 YAML. What both versions know stands in one table; where they differ the
 * table has the keys of both. Facts from contentctl's object definitions and from ESCU 4.44.
 */
import {
  anything, choice, date, detectionTypes, entityTypes, flag, integer, list, optional, pattern, record, required, strict, text,
  url, uuid,
} from '../../../model/index.js';
import type { Kind } from '../../../model/index.js';
import { cron, cveId, detectionParts, relativeTime, scheduleWindow, storyParts, threatObjectTypes, dataSourceParts } from '../../../model/index.js';

const words = list(text());
const technique = pattern('an ATT&CK technique such as T1197', /^T\d{4}(\.\d{3})?$/);

/** A text; numbers and truth values are taken by their words, as contentctl does in some places. */
const loose: Kind<string> = {
  ...text(),
  read: (value, path, report) =>
    typeof value === 'number' || typeof value === 'boolean' ? String(value) : text().read(value, path, report),
};

/** A list, or one text with commas between the entries. */
const listOrText: Kind<readonly string[]> = {
  ...words,
  read: (value, path, report) =>
    words.read(typeof value === 'string' ? value.split(',').map((part) => part.trim()).filter(Boolean) : value, path, report),
};

const header = {
  name: required(text({ min: 1, max: 200 }), 'Name.'),
  id: required(uuid, 'UUID.'),
  version: required(integer(0), 'Version.'),
  date: required(date, 'Day of this version.'),
  author: required(text({ max: 255 }), 'Name, company.'),
  description: required(text(), 'Description.'),
  references: optional(list(url), 'Web addresses of sources.'),
  status: optional(choice(['experimental', 'production', 'deprecated']), 'Maturity.'),
};

/** Macros and lookups may do without id, version, date and author. */
const looseHeader = {
  name: header.name,
  id: optional(uuid, 'UUID.'),
  version: optional(integer(0), 'Version.'),
  date: optional(date, 'Day of this version.'),
  author: optional(text(), 'Name, company.'),
  description: optional(text(), 'Description.'),
  references: header.references,
  status: header.status,
};

const scheduling = record({
  cron_schedule: required(cron, 'When the search runs.'),
  earliest_time: required(relativeTime, 'Start of its time range.'),
  latest_time: required(relativeTime, 'End of its time range.'),
  schedule_window: required(scheduleWindow, '`auto` or minutes.'),
});

const notable = record({
  rule_title: required(text(), 'Title of the notable.'),
  rule_description: required(text(), 'Description of the notable.'),
  nes_fields: optional(words, 'Fields that a notable shows.'),
});

const alertAction = record({
  notable: optional(notable, 'Makes a notable.'),
  rba: optional(record({ enabled: required(flag, 'Whether risk is written.') }), 'Risk-based alerting.'),
  email: optional(record({ to: required(text(), 'To.'), subject: required(text(), 'Subject.'), message: required(text(), 'Text.') }), 'Mail.'),
  slack: optional(record({ channel: required(text(), 'Channel.'), message: required(text(), 'Text.') }), 'Slack.'),
  phantom: optional(
    record({
      cam_workers: required(loose, 'Workers.'),
      label: required(text(), 'Label.'),
      phantom_server: required(text(), 'Server.'),
      sensitivity: required(text(), 'Sensitivity.'),
      severity: required(text(), 'Severity.'),
    }),
    'SOAR.',
  ),
});

const inlineDeployment = {
  scheduling: required(scheduling, 'When the search runs.'),
  alert_action: optional(alertAction, 'What a result sets off.'),
  name: optional(text(), 'Name.'),
  type: optional(text(), 'Detection type.'),
};

/** deployments/*.yml: schedule and alert actions of all detections of one type. */
export const deploymentFields = {
  ...looseHeader,
  ...inlineDeployment,
  type: optional(text(), 'The detection type it serves.'),
  tags: optional(record({ type: optional(text(), 'The detection type it serves.') }), 'Older place of the type.'),
};

const observable = record({
  name: required(text({ min: 1 }), 'Field.'),
  type: required(text({ min: 1 }), 'Type.'),
  role: required(words, 'Roles.'),
});

/** tags that only say again what is known, or that nothing is made of. */
const idleTags = {
  required_fields: optional(words, 'Fields used.'),
  context: optional(words, 'Context.'),
  dataset: optional(anything, 'Data.'),
  kill_chain_phases: optional(words, 'Kill chain phases.'),
  nist: optional(words, 'NIST functions.'),
  cis20: optional(words, 'CIS controls.'),
  supported_tas: optional(anything, 'Add-ons.'),
  automated_detection_testing: optional(text(), 'State of tests.'),
};

const detectionTags = {
  analytic_story: required(list(text({ min: 1 })), 'Stories.'),
  asset_type: required(text(), 'What is attacked.'),
  group: optional(words, 'Groups.'),
  mitre_attack_id: optional(list(technique), 'ATT&CK techniques.'),
  product: required(words, 'Products.'),
  security_domain: required(detectionParts.securityDomain, 'Security domain.'),
  cve: optional(list(cveId), 'Vulnerabilities.'),
  atomic_guid: optional(words, 'Tests of Atomic Red Team.'),
  throttling: optional(record({ fields: required(list(text({ min: 1 }), { min: 1 }), 'Fields.'), period: required(pattern('a period such as 3600s', /^\d+[smh]$/), 'Period.') }), 'Throttling.'),
  manual_test: optional(text(), 'Why it is tested by hand.'),
  confidence: optional(integer(0, 100), 'Confidence (4).'),
  impact: optional(integer(0, 100), 'Impact (4).'),
  risk_score: optional(integer(0, 100), 'Risk score (4).'),
  message: optional(text(), 'Message (4).'),
  observable: optional(list(observable), 'Entities and threat objects (4).'),
  ...idleTags,
};

const rba = record({
  message: required(text({ min: 1 }), 'Message.'),
  risk_objects: required(
    list(record({ field: required(text({ min: 1 }), 'Field.'), type: required(choice(entityTypes), 'Type.'), score: required(integer(0, 100), 'Score.') }), { min: 1 }),
    'Entities.',
  ),
  threat_objects: optional(
    list(record({ field: required(text({ min: 1 }), 'Field.'), type: required(choice(threatObjectTypes), 'Type.') })),
    'Threat objects.',
  ),
});

const testData = record({
  data: required(text({ min: 1 }), 'Recording.'),
  source: required(text({ min: 1 }), 'source.'),
  sourcetype: required(text({ min: 1 }), 'sourcetype.'),
  custom_index: optional(text(), 'Index.'),
  host: optional(text(), 'Host.'),
  update_timestamp: optional(flag, 'Whether times were moved (4).'),
});

const tests = list(
  record({
    name: required(text({ min: 1 }), 'Name.'),
    attack_data: optional(list(testData), 'Recordings.'),
    earliest_time: optional(text(), 'Start.'),
    latest_time: optional(text(), 'End.'),
    pass_condition: optional(text(), 'Condition (4).'),
  }),
);

export const detectionFields = {
  ...header,
  type: required(strict(choice(detectionTypes)), 'Type.'),
  data_source: optional(detectionParts.dataSources, 'Data sources.'),
  data_sources: optional(detectionParts.dataSources, 'Older spelling of data_source.'),
  datamodel: optional(words, 'Data models; found in the search.'),
  search: required(text({ min: 1 }), 'The SPL.'),
  how_to_implement: required(text(), 'Data needed.'),
  known_false_positives: required(text(), 'What else it may be.'),
  rba: optional(rba, 'Risk (5).'),
  drilldown_searches: optional(list(detectionParts.drilldown), 'Drilldowns.'),
  enabled_by_default: optional(flag, 'Whether it ships enabled.'),
  explanation: optional(text(), 'Explanation.'),
  deployment: optional(record(inlineDeployment), 'A deployment of its own.'),
  tags: required(record(detectionTags), 'Tags.'),
  tests: optional(tests, 'Tests.'),
};

export const baselineFields = {
  ...header,
  type: required(choice(['Baseline']), 'Always Baseline.'),
  datamodel: optional(words, 'Data models.'),
  search: required(text({ min: 1 }), 'The SPL.'),
  how_to_implement: required(text(), 'Data needed.'),
  known_false_positives: required(text(), 'Unused.'),
  deployment: optional(record(inlineDeployment), 'A deployment of its own.'),
  tags: required(
    record({
      ...detectionTags,
      analytic_story: optional(words, 'Stories.'),
      asset_type: optional(text(), 'Asset.'),
      detections: optional(words, 'Detections that need it.'),
    }),
    'Tags.',
  ),
};

export const storyFields = {
  ...header,
  type: optional(text(), 'Unused.'),
  narrative: required(text(), 'Narrative.'),
  tags: required(
    record({
      category: required(storyParts.categories, 'Categories.'),
      product: required(words, 'Products.'),
      usecase: required(storyParts.useCase, 'Use case.'),
      cve: optional(words, 'Vulnerabilities.'),
      group: optional(words, 'Groups.'),
    }),
    'Tags.',
  ),
};

export const macroFields = {
  ...looseHeader,
  definition: required(text({ min: 1 }), 'Definition.'),
  arguments: optional(words, 'Arguments.'),
};

export const lookupFields = {
  ...looseHeader,
  lookup_type: optional(choice(['csv', 'kvstore', 'mlmodel']), 'Type (5).'),
  filename: optional(pattern('a file name', /^[\w.-]+$/), 'CSV file (4).'),
  collection: optional(pattern('a collection name', /^\w+$/), 'KV Store collection (4).'),
  fields_list: optional(listOrText, 'Fields (4).'),
  fields: optional(listOrText, 'Fields (5).'),
  match_type: optional(listOrText, 'Match types.'),
  min_matches: optional(integer(0), 'Least matches.'),
  max_matches: optional(integer(1), 'Most matches.'),
  default_match: optional(loose, 'Default.'),
  case_sensitive_match: optional(flag, 'Letter case.'),
};

export const dataSourceFields = {
  ...header,
  source: required(text({ min: 1 }), 'source.'),
  sourcetype: required(text({ min: 1 }), 'sourcetype.'),
  separator: optional(text(), 'Separator field.'),
  separator_value: optional(loose, 'Its value.'),
  configuration: optional(text(), 'Configuration.'),
  supported_TA: optional(dataSourceParts.addOns, 'Add-ons.'),
  fields: optional(words, 'Fields.'),
  output_fields: optional(words, 'Output fields.'),
  field_mappings: optional(anything, 'Mappings.'),
  mitre_components: optional(words, 'ATT&CK data components.'),
  convert_to_log_source: optional(anything, 'Mappings.'),
  example_log: optional(text(), 'One event.'),
};

export const dashboardFields = {
  ...header,
  theme: optional(choice(['light', 'dark']), 'Theme.'),
  j2_template: optional(text(), 'Template of contentctl; not used here.'),
};

/** removed/: what is gone keeps the keys that it had; only these are looked at. */
export const removedFields = {
  name: header.name,
  id: header.id,
  version: header.version,
  date: header.date,
  author: header.author,
  description: header.description,
};

const deprecation = list(
  record({
    content: required(text({ min: 1 }), 'Name of what goes.'),
    removed_in_version: required(text({ min: 1 }), 'Version in which it is gone.'),
    reason: required(text({ min: 1 }), 'Why.'),
    replacement_content: optional(words, 'What replaces it.'),
  }),
);

/** removed/deprecation_mapping*.YML: reasons and versions, by type. */
export const deprecationMappingFields = {
  baselines: optional(deprecation, 'Baselines.'),
  detections: optional(deprecation, 'Detections.'),
  investigations: optional(deprecation, 'Investigations.'),
  stories: optional(deprecation, 'Stories.'),
};

export const appFields = {
  uid: optional(integer(2, 99_999_999), 'Splunkbase number.'),
  title: required(text({ min: 1, max: 80 }), 'Name in Splunk Web.'),
  appid: required(pattern('an app id of letters, digits, _ and -', /^[a-zA-Z0-9_-]+$/, 100), 'App id.'),
  version: required(pattern('a version such as 1.2.3', /^\d+(\.\d+)*([a-z.+-][\w.+-]*)?$/, 50), 'Version.'),
  prefix: optional(text({ min: 1, max: 40 }), 'Prefix.'),
  label: required(text({ min: 1, max: 40 }), 'First word of every stanza name.'),
  build: optional(anything, 'Build.'),
  author_name: required(text({ min: 1, max: 255 }), 'Author.'),
  author_email: required(text({ max: 255 }), 'Mail address.'),
  author_company: required(text({ max: 255 }), 'Company.'),
  description: required(text({ max: 2_000 }), 'Description.'),
};

