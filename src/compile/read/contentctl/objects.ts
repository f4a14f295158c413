/** Objects of the contentctl dialects as objects of the model. */
import { createHash } from 'node:crypto';
import { isList, isMapping } from '../../../model/index.js';
import type { App, Baseline, Dashboard, DataSource, Detection, Filed, Lookup, Macro, Story, Test, TypeOf, Value } from '../../../model/index.js';
import { readDefinition } from '../dashboards.js';
import { datedCsv, readCsv } from '../lookups.js';
import type { ContentReader, SourceDocument } from '../reader.js';
import { alertActionsOf, timingOf } from './deployment.js';
import type { Deployment } from './deployment.js';
import type { baselineFields, dashboardFields, dataSourceFields, detectionFields, lookupFields, macroFields, storyFields } from './fields.js';
import { translated } from './origin.js';
import { riskOf } from './risk.js';

type Read<T extends Parameters<ContentReader['object']>[0]> = TypeOf<T> & Filed;
type Deployments = (type: string) => Deployment;

export function detectionOf(keys: Read<typeof detectionFields>, path: string, deployments: Deployments): Detection {
  const { tags } = keys;
  const deployment = keys.deployment ?? deployments(keys.type);
  const extensions = {
    ...(keys.enabled_by_default !== undefined && { enabled: keys.enabled_by_default }),
    ...(tags.impact !== undefined && { impact: tags.impact }),
    ...(tags.confidence !== undefined && { confidence: tags.confidence }),
    ...(tags.throttling && { throttling: tags.throttling }),
  };
  return {
    ...headerOf(keys),
    status: keys.status ?? 'production',
    type: keys.type,
    search: keys.search,
    how_to_implement: keys.how_to_implement,
    known_false_positives: keys.known_false_positives,
    security_domain: tags.security_domain,
    product: tags.product as Detection['product'],
    category: categoryOf(path),
    data_source: keys.data_source ?? keys.data_sources ?? [],
    analytic_story: tags.analytic_story,
    mitre_attack_id: tags.mitre_attack_id ?? [],
    asset_type: tags.asset_type as Detection['asset_type'],
    ...riskOf(keys),
    ...(keys.drilldown_searches && { drilldown_searches: keys.drilldown_searches }),
    custom_schedule: timingOf(deployment),
    ...((keys.tests !== undefined || tags.manual_test !== undefined) && { tests: testsOf(keys) }),
    ...(tags.cve && { cve: tags.cve }),
    ...(tags.group && { threat_group: tags.group }),
    ...(tags.atomic_guid && { atomic_guid: tags.atomic_guid }),
    ...(Object.keys(extensions).length > 0 && { extensions }),
    alertActions: alertActionsOf(deployment, { ...tags, ...keys }),
  };
}

/** detections/<category>/…; a category that ESCU 6 does not know stays as it is and is found by the checks. */
function categoryOf(path: string): Detection['category'] {
  return (path.split('/')[1] ?? '') as Detection['category'];
}

function testsOf({ tests = [], tags }: Read<typeof detectionFields>): Test[] {
  if (tests.length === 0) return [{ name: 'Tested by hand', test_type: 'experimental', description: tags.manual_test ?? 'Tested by hand.' }];
  return tests.map(({ name, attack_data }): Test => {
    if (tags.manual_test !== undefined || !attack_data?.length) {
      return { name, test_type: 'experimental', description: tags.manual_test ?? 'Tested by hand.' };
    }
    const data = attack_data.map(({ data: recording, source, sourcetype, custom_index: index }) => ({
      data: recording, source, sourcetype, ...(index !== undefined && { index }),
    }));
    return { name, test_type: 'unit', attack_data: data };
  });
}

export function baselineOf(keys: Read<typeof baselineFields>, deployments: Deployments): Baseline {
  return {
    ...headerOf(keys),
    status: keys.status ?? 'production',
    search: keys.search,
    how_to_implement: keys.how_to_implement,
    known_false_positives: keys.known_false_positives,
    security_domain: keys.tags.security_domain,
    product: keys.tags.product as Baseline['product'],
    custom_schedule: timingOf(keys.deployment ?? deployments('Baseline')),
    analyticStory: keys.tags.analytic_story ?? [],
  };
}

export function storyOf(keys: Read<typeof storyFields>): Story {
  const { tags } = keys;
  return {
    ...headerOf(keys),
    status: keys.status === 'deprecated' ? 'deprecated' : 'production',
    narrative: keys.narrative,
    category: tags.category,
    usecase: tags.usecase,
    product: tags.product as Story['product'],
    ...(tags.cve && { cve: tags.cve }),
    ...(tags.group && { threat_group: tags.group }),
  };
}

export function macroOf(keys: Read<typeof macroFields>, app: App, day: string): Macro {
  return {
    ...looseHeaderOf(keys, 'macro', app, day),
    definition: keys.definition,
    ...(keys.arguments?.length && { arguments: keys.arguments }),
  };
}

/** A lookup by its CSV or collection; models of the machine learning toolkit are no files of an app. */
export function lookupOf(reader: ContentReader, document: SourceDocument, keys: Read<typeof lookupFields>, app: App, day: string): Lookup[] {
  if (keys.lookup_type === 'mlmodel' || keys.filename?.endsWith('.mlmodel')) return [];
  const header = looseHeaderOf(keys, 'lookup', app, day);
  const { match_type, min_matches, max_matches, default_match, case_sensitive_match } = keys;
  const matching = {
    ...(match_type && { match_type }),
    ...(min_matches !== undefined && { min_matches }),
    ...(max_matches !== undefined && { max_matches }),
    ...(default_match !== undefined && { default_match }),
    ...(case_sensitive_match !== undefined && { case_sensitive_match }),
  };
  const fields = keys.fields ?? keys.fields_list;
  if (keys.lookup_type === 'kvstore' || keys.collection !== undefined) {
    return [{ ...header, ...matching, ...(fields && { fields }), external: 'kvstore', collection: keys.collection ?? keys.name }];
  }
  const folder = document.path.slice(0, document.path.lastIndexOf('/') + 1);
  const beside = `${folder}${keys.filename ?? `${document.stem}.csv`}`;
  const csv = readCsv(reader, document, beside);
  const filename = keys.filename ?? datedCsv(document.stem, header.modification_date);
  return [{ ...header, ...matching, external: 'csv', filename, ...(csv !== undefined && { csv }) }];
}

export function dataSourceOf(keys: Read<typeof dataSourceFields>): DataSource {
  const { source, sourcetype, separator, separator_value, configuration, supported_TA, fields, output_fields, example_log } = keys;
  return {
    ...headerOf(keys),
    source,
    sourcetype,
    ...(separator !== undefined && { separator }),
    ...(separator_value !== undefined && { separator_value }),
    ...(configuration !== undefined && { configuration }),
    ...(supported_TA && { supported_TA }),
    ...(fields && { fields }),
    ...(output_fields && { output_fields }),
    ...(example_log !== undefined && { example_log }),
    ...kept(keys.field_mappings, 'field_mappings'),
    ...kept(keys.convert_to_log_source, 'convert_to_log_source'),
    ...(keys.mitre_components && { mitre_components: keys.mitre_components as DataSource['mitre_components'] & object }),
  };
}

/** Reads a dashboard with the definition beside it. */
export function dashboardOf(reader: ContentReader): (keys: Read<typeof dashboardFields>, document: SourceDocument) => Dashboard[] {
  return (keys, document) => {
    const definition = readDefinition(reader, document);
    return definition === undefined ? [] : [{ ...headerOf(keys), definition }];
  };
}

/** Free mappings are the same in both dialects; they are checked when they are exported. */
function kept(value: Value | undefined, key: 'field_mappings' | 'convert_to_log_source'): Partial<DataSource> {
  if (!isList(value)) return {};
  const entries = value.map((entry) => (isMapping(entry) ? Object.fromEntries(entry) : entry));
  return { [key]: entries };
}

interface Header extends Filed {
  readonly name: string;
  readonly id: string;
  readonly version: number;
  readonly date: string;
  readonly author: string;
  readonly description: string;
  readonly references?: readonly string[];
}

/** One date fills both; version 0 of the older dialect is the first version. */
function headerOf(keys: Header) {
  const { name, id, version, date, author, description, references, stem, origin } = keys;
  return {
    name, id, version: Math.max(1, version), creation_date: date, modification_date: date, author, description, stem, origin: translated(origin),
    ...(references && { references }),
  };
}

/** Macros and lookups of the older dialect may lack an id: theirs follows from the name, so that it stays the same. */
function looseHeaderOf(keys: Partial<Header> & Pick<Header, 'name' | 'stem' | 'origin'>, kind: string, app: App, day: string) {
  return headerOf({
    id: nameUuid(`${app.id}/${kind}/${keys.name}`),
    version: 1,
    date: day,
    author: app.author,
    description: '',
    ...keys,
  });
}

/** A UUID of version 8 (RFC 9562, free to use) from a name. */
function nameUuid(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
