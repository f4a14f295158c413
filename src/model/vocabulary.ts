/** Closed lists of words of the ESCU 6 dialect, as facts; the ESCU schemas and contentctl are their sources. */
import { choice, list, pattern } from './kind.js';

export const securityDomains = ['access', 'audit', 'endpoint', 'identity', 'network', 'threat'] as const;

export const productNames = [
  'Splunk Enterprise',
  'Splunk Enterprise Security',
  'Splunk Cloud',
  'Splunk Behavioral Analytics',
] as const;

/** A list of `min` to `max` products; three of them are the three that every search names. */
export function products(min: number, max: number) {
  return list(choice(max === 3 ? productNames.slice(0, 3) : productNames), { min, max });
}

export const storyCategories = [
  'Abuse', 'Account Compromise', 'Adversary Tactics', 'Best Practices', 'Cloud Security', 'Compliance',
  'Data Destruction', 'Lateral Movement', 'Malware', 'Privilege Escalation', 'Ransomware',
  'Unauthorized Software', 'Uncategorized', 'Vulnerability',
] as const;

export const storyUseCases = [
  'Advanced Threat Detection', 'Application Security', 'Compliance', 'Fraud Detection', 'Insider Threat',
  'Other', 'Security Monitoring',
] as const;

export const cveId = pattern('a CVE id such as CVE-2024-12345', /^CVE-[1-2]\d{3}-\d{4,7}$/);

export const dataModels = ['cim', 'ocsf', 'custom_cim'] as const;
export const dataSets = ['Endpoint.Processes'] as const;
export const mitreComponents = ['Process Creation'] as const;
export const assetTypes = ['Endpoint'] as const;
export const threatObjectTypes = ['process_name'] as const;
