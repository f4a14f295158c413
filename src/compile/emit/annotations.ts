/** What a detection is mapped to: frameworks, technologies, data models. */
import { killChainPhases, tierRules } from '../../model/index.js';
import type { Detection } from '../../model/index.js';
import type { EmitContext } from './context.js';
import { sortedSet } from './json.js';

/** Frameworks, as both analyticstories.conf and the annotations of Enterprise Security have them. Empty lists are left out. */
export function mappings(detection: Detection, context: EmitContext): Record<string, readonly string[]> {
  const { mitre_attack_id: techniques, type, security_domain: domain } = detection;
  const phases = context.app.enriched ? killChainPhases(context.options.attack, techniques) : [];
  return {
    cis20: [domain === 'network' ? 'CIS 13' : 'CIS 10'],
    ...(phases.length > 0 && { kill_chain_phases: phases }),
    ...(techniques.length > 0 && { mitre_attack: inOrder(techniques, context) }),
    nist: [tierRules[type].nist],
  };
}

/** `action.correlationsearch.annotations`: what risk and findings inherit. */
export function annotations(detection: Detection, context: EmitContext): Record<string, unknown> {
  const { type, cve = [], extensions } = detection;
  const sources = context.target === 8 ? detection.data_source.map((entry) => entry.split(' AND ').sort().join(' AND ')) : detection.data_source;
  return {
    analytic_story: inOrder(detection.analytic_story, context),
    ...mappings(detection, context),
    ...(cve.length > 0 && { cve: inOrder(cve, context) }),
    data_source: inOrder(sources, context),
    ...(extensions?.impact !== undefined && { impact: extensions.impact }),
    ...(extensions?.confidence !== undefined && { confidence: extensions.confidence }),
    type,
    type_list: [type],
  };
}

/** Splunk's builder of 2026 treats such lists as sets; contentctl keeps the order of the YAML. */
function inOrder(list: readonly string[], context: EmitContext): readonly string[] {
  return context.target === 8 ? sortedSet(list) : list;
}

const ENDPOINT = ['Carbon Black Response', 'CrowdStrike Falcon', 'Microsoft Sysmon', 'Microsoft Windows', 'Symantec Endpoint Protection'];

/** A text that stands in the search, and what it says about the technology that provides the events (facts: escu6.md §4). */
const technologies: readonly (readonly [mark: string, names: readonly string[]])[] = [
  ['Endpoint', ENDPOINT],
  ['`sysmon`', ['Microsoft Sysmon']],
  ['`powershell`', ['Microsoft Windows']],
  ['`wineventlog_security`', ['Microsoft Windows']],
  ['`amazon_security_lake`', ['Amazon Security Lake']],
  ['`cloudtrail`', ['Amazon Web Services - Cloudtrail']],
  ['`azure_monitor_aad`', ['Azure AD', 'Entra ID']],
  ['`google_', ['Google Cloud Platform', 'Google Workspace']],
  ['`gsuite', ['Google Cloud Platform', 'Google Workspace']],
  ['`gws_', ['Google Cloud Platform', 'Google Workspace']],
  ['`kube', ['Kubernetes']],
  ['`ms_defender`', ['Microsoft Defender']],
  ['`o365_', ['Microsoft Office 365']],
  ['`okta', ['Okta']],
  ['`pingid`', ['Ping ID']],
  ['`splunkd', ['Splunk Internal Logs']],
  ['`audit_searches`', ['Splunk Internal Logs']],
  ['`zeek', ['Zeek']],
];

/** `undefined` where nothing is known; conf files then say `null`. */
export function providingTechnologies(search: string): string[] | undefined {
  const names = technologies.flatMap(([mark, provided]) => (search.includes(mark) ? provided : []));
  return names.length > 0 ? sortedSet(names) : undefined;
}

const dataModels = [
  'Endpoint', 'Network_Traffic', 'Authentication', 'Change', 'Change_Analysis', 'Email', 'Network_Resolution', 'Network_Sessions',
  'UEBA', 'Updates', 'Vulnerabilities', 'Web', 'Risk', 'Splunk_Audit',
];

/** Data models whose name stands in the search, as contentctl finds them. */
export function namedDataModels(search: string): string[] {
  return dataModels.filter((model) => search.includes(model));
}
