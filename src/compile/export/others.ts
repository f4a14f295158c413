/** Stories, macros, lookups and what else there is, as ESCU 6 has them. */
import { dataModels, dataSets, mitreComponents, productNames, stemOf } from '../../model/index.js';
import type { Baseline, DataSource, Lookup, Macro, Removed, Story } from '../../model/index.js';
import { deprecationOf, timing } from './detection.js';
import type { Known } from './detection.js';
import type { ExportContext, ExportedFile, Plain } from './context.js';
import { exportName, fileStem, headerOf, kept } from './header.js';
import { yamlOf } from './yaml.js';

const PRODUCTS = ['Splunk Enterprise', 'Splunk Enterprise Security', 'Splunk Cloud'];

function file(folder: string, name: string, plain: Plain): ExportedFile {
  return { path: `${folder}/${fileStem(name)}.yml`, content: yamlOf(plain) };
}

export function storyFile(story: Story, context: ExportContext): ExportedFile {
  const name = exportName(story, context);
  const deprecated = story.status === 'deprecated' || story.origin.file.includes('/deprecated/');
  const product = kept(story, 'product', story.product, (entry) => productNames.includes(entry), context);
  const cve = kept(story, 'cve', story.cve, (id) => /^CVE-\d{4}-\d{4,7}$/.test(id), context);
  return file(deprecated ? 'stories/deprecated' : 'stories', name, {
    ...headerOf(story, context, name),
    status: deprecated ? 'deprecated' : 'production',
    narrative: story.narrative,
    category: story.category,
    usecase: story.usecase,
    product: product.length > 0 ? product : PRODUCTS,
    ...(cve.length > 0 && { cve }),
    ...(story.threat_group?.length && { threat_group: [...new Set(story.threat_group)] }),
    ...(deprecated && { deprecation_info: deprecationOf(story, context) }),
  });
}

export function baselineFile(baseline: Baseline, known: Known, context: ExportContext): ExportedFile {
  const name = exportName(baseline, context);
  const deprecated = baseline.status === 'deprecated' || baseline.origin.file.includes('/deprecated/');
  if (baseline.analyticStory?.length) context.lose('stories of a baseline', baseline);
  return file(deprecated ? 'baselines/deprecated' : 'baselines', name, {
    ...headerOf(baseline, context, name),
    status: deprecated ? 'deprecated' : baseline.status,
    search: baseline.search.trim(),
    how_to_implement: baseline.how_to_implement,
    known_false_positives: baseline.known_false_positives,
    product: PRODUCTS,
    security_domain: baseline.security_domain,
    ...timing(baseline, known, context),
    ...(deprecated && { deprecation_info: deprecationOf(baseline, context) }),
  });
}

export function macroFile(macro: Macro, context: ExportContext): ExportedFile {
  const short = macro.definition.length < 3;
  if (short) context.report('X102', macro, ['definition'], `the definition ${JSON.stringify(macro.definition)} is too short for ESCU 6 and got blanks`);
  return file('macros', macro.name, {
    ...headerOf(macro, context),
    definition: short ? `${macro.definition}${' '.repeat(3 - macro.definition.length)}` : macro.definition,
    ...(macro.arguments?.length && { arguments: macro.arguments }),
  });
}

/** A lookup with its CSV; a lookup whose CSV is missing becomes one of another app. */
export function lookupFiles(lookup: Lookup, context: ExportContext): ExportedFile[] {
  const { match_type, min_matches, max_matches, default_match, case_sensitive_match } = lookup;
  const types = kept(lookup, 'match_type', match_type, (type) => /^(WILDCARD|CIDR)\([^()\s]+\)$/.test(type), context);
  const plain = {
    ...headerOf(lookup, context),
    lookup_type: lookup.external,
    ...(default_match !== undefined && { default_match }),
    ...(types.length > 0 && { match_type: types }),
    ...(min_matches !== undefined && { min_matches }),
    ...(max_matches !== undefined && { max_matches: Math.min(1_000, max_matches) }),
    ...(case_sensitive_match !== undefined && { case_sensitive_match }),
  };
  if (lookup.external === 'kvstore') return [file('lookups/kvstore', lookup.name, { ...plain, ...(lookup.fields?.length && { fields: lookup.fields }) })];
  if (lookup.csv === undefined) return [];
  return [file('lookups/csv', lookup.name, plain), { path: `lookups/csv/${stemOf(lookup.name)}.csv`, content: lookup.csv }];
}

export function dataSourceFile(source: DataSource, context: ExportContext): ExportedFile {
  const components = kept(source, 'mitre_components', source.mitre_components, (name) => mitreComponents.includes(name), context);
  const mappings = (source.field_mappings ?? []).filter(({ data_model: model, data_set: set }) => dataModels.includes(model) && (set === undefined || dataSets.includes(set)));
  const addOns = (source.supported_TA ?? []).filter(({ url }) => /^https?:\/\//.test(url));
  const name = exportName(source, context);
  return file('data_sources', name, {
    ...headerOf(source, context, name),
    source: source.source,
    sourcetype: source.sourcetype,
    ...(components.length > 0 && { mitre_components: components }),
    ...(source.separator !== undefined && { separator: source.separator }),
    ...(source.separator_value !== undefined && { separator_value: source.separator_value }),
    ...(source.configuration !== undefined && { configuration: source.configuration }),
    ...(addOns.length > 0 && { supported_TA: addOns }),
    ...(source.fields?.length && { fields: source.fields }),
    ...(source.output_fields?.length && { output_fields: source.output_fields }),
    ...(mappings.length > 0 && { field_mappings: mappings }),
    ...(source.convert_to_log_source?.length && { convert_to_log_source: source.convert_to_log_source }),
    ...(source.example_log !== undefined && { example_log: source.example_log }),
  });
}

export function removedFile(removed: Removed, context: ExportContext): ExportedFile {
  return file(`removed/${removed.removedType}`, removed.name, {
    ...headerOf(removed, context),
    status: 'removed',
    deprecation_info: removed.deprecation_info,
  });
}
