/** Small ESCU 6 repositories for tests: written by us, invented names. Each test changes what it is about. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const header = (name: string, id: string): string => `name: ${name}
id: 00000000-0000-4000-8000-0000000000${id}
version: 2
creation_date: 2024-01-02
modification_date: 2024-09-30
author: A. Author, Example
description: What it is.
`;

/** A complete and faultless repository, by path. */
export function repository(): Map<string, string> {
  return new Map([
    ['build.yml', 'author: A. Author\nauthor_email: a@example.org\nid: ExamplePack\ncontent_prefix: EX\nlabel: Example Pack\ndescription: d\napp_version: 1.2.3\n'],
    ['stories/sample_story.yml', `${header('Sample Story', '01')}status: production\nnarrative: A story.\ncategory: [Malware]\nproduct: [Splunk Enterprise]\nusecase: Other\n`],
    ['data_sources/source_a.yml', `${header('Source A', '02')}source: a\nsourcetype: st:a\n`],
    ['macros/sample_macro.yml', `${header('sample_macro', '03')}definition: index=main\n`],
    ['macros/two_args.yml', `${header('two_args', '04')}definition: search $a$=$b$\narguments: [a, b]\n`],
    ['schedules/default_eventbaseddetection.yml', `${header('Default EventBasedDetection', '05')}cron_schedule: 0 * * * *\nearliest_time: -70m@m\nlatest_time: -10m@m\nschedule_window: auto\n`],
    ['lookups/csv/sample_csv.yml', `${header('sample_csv', '06')}lookup_type: csv\n`],
    ['lookups/csv/sample_csv.csv', 'process,note\ncmd.exe,ok\n'],
    ['lookups/kvstore/sample_kv.yml', `${header('sample_kv', '07')}lookup_type: kvstore\nfields: [_key, user]\n`],
    ['detections/endpoint/sample_ttp.yml', detection('Sample TTP', '08')],
    ...['baselines', 'dashboards', 'playbooks', 'removed'].map((folder): [string, string] => [`${folder}/.gitkeep`, '']),
  ]);
}

/** A production TTP with a finding and an intermediate finding. */
export function detection(name: string, id: string): string {
  const stem = name.toLowerCase().replace(/[ \-.]/g, '_');
  return `${header(name, id)}status: production
type: TTP
data_source: [Source A]
search: '\`sample_macro\` | stats count by dest user process_name | \`${stem}_filter\`'
how_to_implement: Collect events.
known_false_positives: None.
finding:
  title: Something on $dest$
  entity: {field: user, type: user, score: 56}
intermediate_findings:
  entities:
  - {field: dest, type: system, score: 56, message: 'Something by $user$'}
threat_objects:
- {field: process_name, type: process_name}
analytic_story: [Sample Story]
asset_type: Endpoint
mitre_attack_id: [T1197]
product: [Splunk Enterprise, Splunk Enterprise Security, Splunk Cloud]
category: endpoint
security_domain: endpoint
tests:
- name: T
  test_type: unit
  attack_data:
  - {data: 'https://example.com/a.log', source: a, sourcetype: 'st:a'}
`;
}

/** Writes files below a fresh folder, calls `use` with it, and removes it. */
export async function inFolder<T>(files: ReadonlyMap<string, string | Uint8Array>, use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bitsjobs-'));
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The repository with one text replaced in one file; the text must be there. */
export function edited(path: string, from: string | RegExp, to: string): Map<string, string> {
  const files = repository();
  const before = files.get(path) ?? '';
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`${String(from)} is not in ${path}`);
  return files.set(path, after);
}
