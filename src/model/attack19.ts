/**
 * The techniques that detections of BITS abuse name, as of ATT&CK v19: a small table, so that ids can be
 * checked and kill chain phases written without a download. `--attack <STIX bundle>` replaces it.
 * Source: ATT&CK enterprise matrix; v19 split Defense Evasion and gave T1197 Execution, Persistence, Stealth.
 */
import type { Attack, Technique } from './attack.js';

const rows: readonly (readonly [id: string, name: string, ...tactics: string[]])[] = [
  ['T1197', 'BITS Jobs', 'Execution', 'Persistence', 'Stealth'],
  ['T1020', 'Automated Exfiltration', 'Exfiltration'],
  ['T1021', 'Remote Services', 'Lateral Movement'],
  ['T1021.006', 'Windows Remote Management', 'Lateral Movement'],
  ['T1041', 'Exfiltration Over C2 Channel', 'Exfiltration'],
  ['T1047', 'Windows Management Instrumentation', 'Execution'],
  ['T1048', 'Exfiltration Over Alternative Protocol', 'Exfiltration'],
  ['T1048.003', 'Exfiltration Over Unencrypted Non-C2 Protocol', 'Exfiltration'],
  ['T1053', 'Scheduled Task/Job', 'Execution', 'Persistence', 'Privilege Escalation'],
  ['T1053.005', 'Scheduled Task', 'Execution', 'Persistence', 'Privilege Escalation'],
  ['T1059', 'Command and Scripting Interpreter', 'Execution'],
  ['T1059.001', 'PowerShell', 'Execution'],
  ['T1059.003', 'Windows Command Shell', 'Execution'],
  ['T1071', 'Application Layer Protocol', 'Command and Control'],
  ['T1071.001', 'Web Protocols', 'Command and Control'],
  ['T1090', 'Proxy', 'Command and Control'],
  ['T1102', 'Web Service', 'Command and Control'],
  ['T1105', 'Ingress Tool Transfer', 'Command and Control'],
  ['T1187', 'Forced Authentication', 'Credential Access'],
  ['T1489', 'Service Stop', 'Impact'],
  ['T1543', 'Create or Modify System Process', 'Persistence', 'Privilege Escalation'],
  ['T1543.003', 'Windows Service', 'Persistence', 'Privilege Escalation'],
  ['T1560', 'Archive Collected Data', 'Collection'],
  ['T1560.001', 'Archive via Utility', 'Collection'],
  ['T1567', 'Exfiltration Over Web Service', 'Exfiltration'],
  ['T1567.002', 'Exfiltration to Cloud Storage', 'Exfiltration'],
];

export const attack19: Attack = {
  version: '19.0',
  complete: false,
  techniques: new Map(rows.map(([id, name, ...tactics]): [string, Technique] => [id, { name, tactics }])),
};
