/** Detections and hunts as ESCU 6 detections. */
import { assetTypes, detectionCategories, filterMacroOf, threatObjectTypes, tierRules, tokensOf } from '../../model/index.js';
import type { Detection, Entity, IntermediateEntity, Test } from '../../model/index.js';
import type { ExportContext, ExportedFile, Plain } from './context.js';
import { exportName, fileStem, headerOf, kept } from './header.js';
import { portableSearch } from './spl.js';
import { yamlOf } from './yaml.js';

const PRODUCTS = ['Splunk Enterprise', 'Splunk Enterprise Security', 'Splunk Cloud'];

export interface Known {
  readonly stories: ReadonlySet<string>;
  readonly dataSources: ReadonlySet<string>;
  readonly baselines: ReadonlySet<string>;
  readonly schedules: ReadonlySet<string>;
}

/** Nothing after a finding that the detection cannot be written. */
export function detectionFile(detection: Detection, known: Known, context: ExportContext): ExportedFile | undefined {
  const stories = kept(detection, 'analytic_story', detection.analytic_story, (name) => known.stories.has(name), context);
  if (stories.length === 0) {
    context.report('X107', detection, ['analytic_story'], `${detection.name} belongs to no story of the content`);
    return undefined;
  }
  noteLosses(detection, context);
  const name = exportName(detection, context);
  const stem = fileStem(name);
  const search = portableSearch(detection.search, detection.stem, stem);
  const deprecated = detection.status === 'deprecated' || detection.origin.file.includes('/deprecated/');
  const category = categoryOf(detection, context);
  const risk = riskOf(detection, search, context);
  const status = deprecated ? 'deprecated' : statusOf(detection, risk, search, context);
  const plain: Plain = {
    ...headerOf(detection, context, name),
    status,
    type: risk.type,
    data_source: detection.data_source.flatMap((entry) => dataSource(detection, entry, known, context)),
    search,
    how_to_implement: detection.how_to_implement,
    known_false_positives: detection.known_false_positives,
    ...(detection.drilldown_searches?.length && { drilldown_searches: detection.drilldown_searches }),
    ...risk.keys,
    analytic_story: stories,
    asset_type: assetOf(detection, context),
    mitre_attack_id: techniquesOf(detection, context),
    product: PRODUCTS,
    category,
    security_domain: detection.security_domain,
    ...lists(detection, known, context),
    ...timing(detection, known, context),
    ...(deprecated && { deprecation_info: deprecationOf(detection, context) }),
    ...testsOf(detection, status, context),
  };
  return { path: `detections/${deprecated ? 'deprecated' : category}/${stem}.yml`, content: yamlOf(plain) };
}

/** Macros that ESCU 6 makes of itself, so that nobody has to declare them. */
export function ownFilter(detection: Detection): string {
  return filterMacroOf(fileStem(detection.name.replace(/\s*[/\\]\s*/g, ' ')));
}

function noteLosses(detection: Detection, context: ExportContext): void {
  for (const key of Object.keys(detection.extensions ?? {})) context.lose(`extensions.${key}`, detection);
  if (detection.hunt !== undefined) context.lose('the hypothesis, watchlists and original queries of the hunt', detection);
  const { email, slack, phantom, notable } = detection.alertActions ?? {};
  for (const [key, action] of Object.entries({ email, slack, phantom })) if (action) context.lose(`the alert action ${key}`, detection);
  if (notable && notable.nesFields.join() !== 'user,dest') context.lose('fields that a notable shows', detection);
}

function categoryOf(detection: Detection, context: ExportContext): string {
  const { category } = detection;
  if (category !== 'deprecated' && detectionCategories.includes(category)) return category;
  if (detection.status !== 'deprecated' && category !== 'deprecated') context.report('X102', detection, ['category'], `the category ${JSON.stringify(category)} became endpoint`);
  return 'endpoint';
}

function dataSource(detection: Detection, entry: string, known: Known, context: ExportContext): string[] {
  const missing = entry.split(' AND ').find((name) => !known.dataSources.has(name));
  if (missing === undefined) return [entry];
  context.report('X103', detection, ['data_source'], `data_source: ${JSON.stringify(entry)} left out, since there is no ${JSON.stringify(missing)}`);
  return [];
}

function assetOf(detection: Detection, context: ExportContext): string {
  const { asset_type: asset } = detection;
  if (assetTypes.includes(asset)) return asset;
  const replacement = /kubernetes|eks|aks|gke/i.test(asset) ? 'Kubernetes' : 'Infrastructure';
  context.report('X102', detection, ['asset_type'], `the asset type ${JSON.stringify(asset)} became ${replacement}`);
  return replacement;
}

function techniquesOf(detection: Detection, context: ExportContext): string[] {
  const { attack } = context;
  const ids = new Set(detection.mitre_attack_id);
  const parents = new Set([...ids].flatMap((id) => (id.includes('.') ? [id.split('.', 1)[0] ?? id] : [])));
  return kept(detection, 'mitre_attack_id', [...ids], (id) => !parents.has(id) && /^T\d{4}(\.\d{3})?$/.test(id) && (!attack.complete || attack.techniques.has(id)), context);
}

function lists(detection: Detection, known: Known, context: ExportContext): Plain {
  const cve = kept(detection, 'cve', detection.cve, (id) => /^CVE-\d{4}-\d{4,7}$/.test(id), context);
  const guids = kept(detection, 'atomic_guid', detection.atomic_guid, (id) => /^[0-9a-f-]{36}$/i.test(id), context);
  const baselines = kept(detection, 'baselines', detection.baselines, (name) => known.baselines.has(name), context);
  const groups = [...new Set(detection.threat_group ?? [])];
  return {
    ...(cve.length > 0 && { cve }),
    ...(groups.length > 0 && { threat_group: groups }),
    ...(guids.length > 0 && { atomic_guid: guids }),
    ...(baselines.length > 0 && { baselines }),
  };
}

const USUAL = { cron_schedule: '0 * * * *', earliest_time: '-70m@m', latest_time: '-10m@m', schedule_window: 'auto' };

/** A schedule of its own, by name or in place; the usual one is the default and goes without saying. */
export function timing(search: Pick<Detection, 'schedule' | 'custom_schedule' | 'origin' | 'stem'>, known: Known, context: ExportContext): Plain {
  if (search.schedule !== undefined && known.schedules.has(search.schedule)) return { schedule: search.schedule };
  const { custom_schedule: own } = search;
  if (!own || (context.content.app.dialect === 'contentctl' && JSON.stringify(own) === JSON.stringify(USUAL))) return {};
  const relative = /^[+-]\d+(s|m|h|d|w|mon|q|y)(@(s|m|h|d|w|mon|q|y))?$/;
  const times = (['earliest_time', 'latest_time'] as const).filter((key) => !relative.test(own[key]));
  for (const key of times) context.report('X102', search, ['custom_schedule', key], `${key} ${JSON.stringify(own[key])} became ${USUAL[key]}`);
  return { custom_schedule: { ...own, ...Object.fromEntries(times.map((key) => [key, USUAL[key]])) } };
}

export function deprecationOf(object: Pick<Detection, 'deprecation_info' | 'origin' | 'stem'>, context: ExportContext): Plain {
  if (object.deprecation_info) return object.deprecation_info;
  const [major = '0'] = context.content.app.version.split('.');
  const version = `${Number.isInteger(Number(major)) ? Number(major) + 1 : 1}.0.0`;
  context.note(`a reason and a version (${version}) of removal filled in, which deprecated content must have`, object);
  return { reason: 'The original marks it as deprecated without a reason.', removed_in_version: version };
}

interface ExportedRisk {
  readonly type: Detection['type'];
  readonly keys: Plain;
  /** Fields and messages that the builder will look for in the search. */
  readonly fields: readonly string[];
}

function riskOf(detection: Detection, search: string, context: ExportContext): ExportedRisk {
  const { type } = detection;
  const rules = tierRules[type];
  const given = withEntity(detection, search, context);
  if (!given) {
    context.report('X102', detection, ['type'], `type ${type} became Hunting: no entity is named, and the search has none of the usual fields`);
    return { type: 'Hunting', keys: {}, fields: [] };
  }
  const { finding, entities } = given;
  const threats = rules.threats ? (detection.threat_objects ?? []).filter(({ type: kind }) => threatObjectTypes.includes(kind)) : [];
  if (threats.length < (detection.threat_objects?.length ?? 0)) context.lose('threat objects of a type that ESCU 6 does not know', detection);
  const inSearch = threats.filter(({ field }) => mentions(search, field));
  if (inSearch.length < threats.length) context.report('X103', detection, ['threat_objects'], 'threat objects that the search does not mention left out');
  const keys = {
    ...(finding && { finding }),
    ...(entities.length > 0 && { intermediate_findings: { entities } }),
    ...(inSearch.length > 0 && { threat_objects: inSearch }),
  };
  const texts = [...(finding ? [finding.title] : []), ...entities.map(({ message }) => message)];
  const fields = [...(finding ? [finding.entity.field] : []), ...entities.map(({ field }) => field), ...texts.flatMap(tokensOf).filter((token) => !token.includes('.'))];
  return { type, keys, fields };
}

interface Entities {
  readonly finding?: { readonly title: string; readonly entity: Entity };
  readonly entities: readonly IntermediateEntity[];
}

/** Finding and intermediate findings as the type wants them. */
function withEntity(detection: Detection, search: string, context: ExportContext): Entities | undefined {
  const rules = tierRules[detection.type];
  const { finding, intermediate_findings: intermediate } = detection;
  const entities = rules.intermediate === 'refused' ? [] : (intermediate?.entities ?? []).map((entity) => ({ ...entity, message: messageOf(detection, entity.message, entity.field, context) }));
  if (rules.finding === 'required') {
    const main = finding ?? usualEntity(detection, search);
    if (!main) return undefined;
    const title = messageOf(detection, main.title, main.entity.field, context);
    return { finding: { title, entity: main.entity }, entities: entities.filter(({ field }) => field !== main.entity.field) };
  }
  if (rules.intermediate === 'required' && entities.length === 0) {
    const usual = usualEntity(detection, search);
    return usual && { entities: [{ ...usual.entity, message: usual.title }] };
  }
  return { entities };
}

const usualFields = [['dest', 'system'], ['user', 'user'], ['risk_object', 'other'], ['host', 'system'], ['src', 'system']] as const;

/** Where the original names no entity: the first usual field that the search has. */
function usualEntity(detection: Detection, search: string): NonNullable<Entities['finding']> | undefined {
  const found = usualFields.find(([field]) => mentions(search, field));
  return found && { title: `${detection.name} on $${found[0]}$`, entity: { field: found[0], type: found[1], score: 50 } };
}

/** ESCU 6 wants at least one readable token in a message. */
function messageOf(detection: Detection, text: string, field: string, context: ExportContext): string {
  const parts = text.split('$');
  const readable = parts.length % 2 === 1 && parts.length > 1 && parts.every((part, index) => index % 2 === 0 || (part !== '' && !/\s/.test(part)));
  if (readable) return text;
  const token = /\s/.test(field) ? 'dest' : field;
  const mended = `${text.replaceAll('$', '')} ($${token}$)`.trim();
  context.report('X102', detection, ['finding', 'title'], `the message has no readable $token$; it became ${JSON.stringify(mended.slice(0, 120))}`);
  return mended;
}

function mentions(search: string, field: string): boolean {
  return search.toLowerCase().includes(field.toLowerCase());
}

function statusOf(detection: Detection, { fields }: ExportedRisk, search: string, context: ExportContext): string {
  if (detection.status !== 'production') return detection.status;
  const missing = fields.filter((field) => !mentions(search, field));
  if (missing.length === 0) return 'production';
  context.report('X106', detection, ['status'], `it became experimental: the search does not mention ${[...new Set(missing)].join(', ')}`);
  return 'experimental';
}

function testsOf(detection: Detection, status: string, context: ExportContext): Plain {
  const tests = (detection.tests ?? []).map((test) => testOf(detection, test, context));
  if (tests.length > 0) return { tests };
  const needed = status === 'production' && detection.type !== 'Correlation';
  const why = detection.hunt === undefined ? 'The original has no test.' : 'A hunt lists what an analyst looks at; it is tried by reading its results.';
  return needed ? { tests: [{ name: 'Tried by hand', test_type: 'experimental', description: why }] } : {};
}

/** A recording that is neither an address nor can be carried along makes a test of words. */
function testOf(detection: Detection, test: Test, context: ExportContext): Plain {
  const recordings = (test.attack_data ?? []).filter(({ data }) => /^https?:\/\//.test(data));
  if (test.test_type === 'unit' && recordings.length > 0) {
    return { ...test, attack_data: recordings.map(({ data, source, sourcetype, index }) => ({ data, source, sourcetype, ...(index !== undefined && { index }) })) };
  }
  if (test.test_type === 'unit') context.lose('tests on files of the original', detection);
  return { name: test.name, test_type: 'experimental', description: test.description ?? 'The recording of the original test is not part of this repository.' };
}

