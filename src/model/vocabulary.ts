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

export const cveId = pattern('a CVE id such as CVE-2024-12345', /^CVE-\d{4}-\d{4,7}$/);

export const dataModels = ['cim', 'ocsf', 'custom_cim'] as const;
export const dataSets = [
  'DNS', 'All_Traffic', 'Endpoint.Processes', 'Endpoint.Registry', 'Endpoint.Filesystem', 'Web', 'Change',
  'Network_Traffic', 'Network_Traffic.All_Traffic', 'Risk.All_Risk', 'Network_Resolution', 'Authentication',
] as const;

/** ATT&CK data components as the ESCU schema of 2026 lists them. */
export const mitreComponents = [
  'Configuration Modification', 'Cloud Service Creation', 'Scheduled Job Execution', 'Email Metadata',
  'Certificate Metadata', 'System Configuration Changes', 'Cloud Service Usage', 'Cloud Service Discovery',
  'Security Policy Modification', 'API Calls', 'Active DNS', 'Active Directory Credential Request',
  'Active Directory Object Access', 'Active Directory Object Creation', 'Active Directory Object Deletion',
  'Active Directory Object Modification', 'Application Assets', 'Application Log Content', 'Certificate Registration',
  'Cloud Service Disable', 'Cloud Service Enumeration', 'Cloud Service Metadata', 'Cloud Service Modification',
  'Cloud Storage Access', 'Cloud Storage Creation', 'Cloud Storage Deletion', 'Cloud Storage Enumeration',
  'Cloud Storage Metadata', 'Cloud Storage Modification', 'Cluster Metadata', 'Command Execution', 'Container Creation',
  'Container Enumeration', 'Container Metadata', 'Container Start', 'Domain Registration', 'Drive Access',
  'Drive Creation', 'Drive Modification', 'Driver Load', 'Driver Metadata', 'File Access', 'File Creation',
  'File Deletion', 'File Metadata', 'File Modification', 'Firewall Disable', 'Firewall Enumeration',
  'Firewall Metadata', 'Firewall Rule Modification', 'Firmware Modification', 'Group Enumeration', 'Group Metadata',
  'Group Modification', 'Host Status', 'Image Creation', 'Image Deletion', 'Image Metadata', 'Image Modification',
  'Instance Creation', 'Instance Deletion', 'Instance Enumeration', 'Instance Metadata', 'Instance Modification',
  'Instance Start', 'Instance Stop', 'Kernel Module Load', 'Logon Session Creation', 'Logon Session Metadata',
  'Malware Content', 'Malware Metadata', 'Module Load', 'Named Pipe Metadata', 'Network Communication',
  'Network Connection Creation', 'Network Share Access', 'Network Traffic Content', 'Network Traffic Flow',
  'OS API Execution', 'Passive DNS', 'Permissions Request', 'Permissions Requests', 'Pod Creation', 'Pod Enumeration',
  'Pod Metadata', 'Pod Modification', 'Process Access', 'Process Creation', 'Process Metadata', 'Process Modification',
  'Process Termination', 'Protected Configuration', 'Response Content', 'Response Metadata', 'Scheduled Job Creation',
  'Scheduled Job Metadata', 'Scheduled Job Modification', 'Script Execution', 'Service Creation', 'Service Metadata',
  'Service Modification', 'Snapshot Creation', 'Snapshot Deletion', 'Snapshot Enumeration', 'Snapshot Metadata',
  'Snapshot Modification', 'Social Media', 'System Notifications', 'System Settings', 'User Account Authentication',
  'User Account Creation', 'User Account Deletion', 'User Account Metadata', 'User Account Modification',
  'Volume Creation', 'Volume Deletion', 'Volume Enumeration', 'Volume Metadata', 'Volume Modification', 'WMI Creation',
  'Web Credential Creation', 'Web Credential Usage', 'Windows Registry Key Access', 'Windows Registry Key Creation',
  'Windows Registry Key Deletion', 'Windows Registry Key Modification',
] as const;

export const assetTypes = [
  'Account', 'Amazon EKS Kubernetes cluster', 'Amazon EKS Kubernetes cluster Pod', 'Amazon Elastic Container Registry',
  'AWS Account', 'AWS Federated Account', 'AWS Instance', 'Azure Active Directory', 'Azure Tenant', 'CircleCI',
  'Cloud Compute Instance', 'Cloud Instance', 'Database Server', 'DNS Servers', 'EC2 Snapshot', 'Endpoint', 'GCP',
  'GCP Account', 'GCP Kubernetes cluster', 'GCP Storage Bucket', 'GDrive', 'GitHub', 'Google Cloud Platform tenant',
  'GSuite', 'Identity', 'Infrastructure', 'Kubernetes', 'Network', 'O365 Tenant', 'Okta Tenant', 'S3 Bucket',
  'Splunk Server', 'VPN Appliance', 'Web Application', 'Web Proxy', 'Web Server', 'Windows',
] as const;

/** The 26 types that contentctl 5.6 and the published ESCU 6 schema agree on; contentctl-ng 1.1.1 knows ten more that are not published. */
export const threatObjectTypes = [
  'certificate_common_name', 'certificate_organization', 'certificate_serial', 'certificate_unit', 'command', 'domain',
  'email_address', 'email_subject', 'file_hash', 'file_name', 'file_path', 'http_user_agent', 'ip_address',
  'parent_process', 'parent_process_name', 'process', 'process_hash', 'process_name', 'registry_path',
  'registry_value_name', 'registry_value_text', 'service', 'signature', 'system', 'tls_hash', 'url',
] as const;
