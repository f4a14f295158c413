/** Every diagnostic code of read, check, model, SPL and emit: one smallest repository that earns it, and no other error. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { check, checkCodes } from '../../src/compile/check/index.js';
import { emit, emitCodes } from '../../src/compile/emit/index.js';
import { load, readAttack, readCodes } from '../../src/compile/read/index.js';
import { ContentReader } from '../../src/compile/read/reader.js';
import { externalCommand, splCodes } from '../../src/spl/index.js';
import type { Diagnostic } from '../../src/diagnostic/index.js';
import { attack19, modelCodes } from '../../src/model/index.js';
import type { Attack } from '../../src/model/index.js';
import { detection, edited, inFolder, repository } from './repository.js';

const TTP = 'detections/endpoint/sample_ttp.yml';
const wholeAttack: Attack = { version: '19.0', complete: true, techniques: new Map([['T1059', { name: 'x', tactics: [] }]]) };
const otherApp = { name: 'Other', stanzas: new Map([['savedsearches', new Set(['EX - Sample TTP - Rule'])]]) };

interface Case {
  readonly code: string;
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Line of the first finding, where it is worth saying. */
  readonly line?: number;
  readonly attack?: Attack;
  readonly against?: boolean;
  readonly before?: (folder: string) => void;
}

const search = (spl: string) => edited(TTP, /search: .*/, `search: '${spl.replaceAll("'", "''")}'`);
const withFile = (path: string, text: string | Uint8Array) => new Map<string, string | Uint8Array>(repository()).set(path, text);
const without = (path: string) => new Map([...repository()].filter(([name]) => name !== path));
const contentctl = (changes: Readonly<Record<string, string>>) => new Map(Object.entries({
  'contentctl.yml': 'app:\n  title: T\n  appid: Pack\n  version: 1.0.0\n  label: EX\n  author_name: A\n  author_email: a@example.org\n  author_company: C\n  description: d\n',
  'stories/sample_story.yml': 'name: Sample Story\nid: 00000000-0000-4000-8000-000000000001\nversion: 1\ndate: 2024-01-02\nauthor: A\ndescription: d\nnarrative: n\ntags:\n  category: [Malware]\n  product: [Splunk Enterprise]\n  usecase: Other\n',
  'macros/sample_macro.yml': 'name: sample_macro\ndefinition: index=main\ndescription: d\n',
  ...changes,
}));
const oldDetection = (extra: string, tags = '') => `name: Old
id: 00000000-0000-4000-8000-000000000009
version: 1
date: 2024-01-02
author: A
description: d
status: production
type: TTP
search: '\`sample_macro\` | stats count by dest | \`old_filter\`'
how_to_implement: h
known_false_positives: k
tags:
  analytic_story: [Sample Story]
  asset_type: Endpoint
  product: [Splunk Enterprise]
  security_domain: endpoint
  manual_test: By hand.
${tags}${extra}`;

const cases: readonly Case[] = [
  { code: 'M101', files: edited(TTP, /version: 2\n/, '') },
  { code: 'M102', files: edited(TTP, 'version: 2\n', 'version: 2\nserach: x\n'), line: 4 },
  { code: 'M103', files: edited(TTP, 'description: What it is.', 'description: 5') },
  { code: 'M104', files: edited(TTP, 'asset_type: Endpoint', 'asset_type: Endpiont') },
  { code: 'M105', files: edited(TTP, '2024-01-02', '2024-13-02') },
  { code: 'M106', files: edited(TTP, 'score: 56', 'score: 156') },
  { code: 'M107', files: edited(TTP, '$dest$', '$dest') },
  { code: 'R101', files: new Map([['x.txt', '']]) },
  { code: 'R102', files: without('playbooks/.gitkeep') },
  { code: 'R103', files: withFile('detections/notes.txt', 'x') },
  { code: 'R104', files: withFile('stories/large.yml', `# ${'x'.repeat(300_000)}\n`) },
  { code: 'R105', files: repository(), before: (folder) => { symlinkSync('/etc/hostname', join(folder, 'stories/link.yml')); } },
  { code: 'R106', files: withFile('stories/binary.yml', new Uint8Array([0xff, 0xfe, 0x00, 0x80])) },
  { code: 'R110', files: withFile('stories/broken.yml', 'a: [b\nc: {\n') },
  { code: 'R111', files: edited(TTP, 'version: 2\n', 'version: 1\nversion: 2\n'), line: 4 },
  { code: 'R112', files: edited(TTP, 'description: What it is.', "description: 'What\nit is.'") },
  { code: 'R113', files: withFile('stories/tag.yml', 'a: !!python/object:os.system x\n') },
  { code: 'R114', files: withFile('stories/deep.yml', `a: ${'['.repeat(200)}${']'.repeat(200)}\n`) },
  { code: 'R120', files: new Map([...without(TTP), ['detections/endpoint/other.yml', detection('Sample TTP', '08')]]) },
  { code: 'R121', files: withFile('lookups/stray.yml', 'a: 1\n') },
  { code: 'R122', files: without('lookups/csv/sample_csv.csv') },
  { code: 'R123', files: withFile('lookups/csv/sample_csv.csv', 'a,b\n1\n'), line: 2 },
  { code: 'R124', files: withFile('dashboards/board.json', '{').set('dashboards/board.yml', repository().get('macros/sample_macro.yml')?.replaceAll('sample_macro', 'board').replace('0003', '0033').replace(/definition.*\n/, '') ?? '') },
  { code: 'R125', files: withFile('lookups/csv/orphan.csv', 'a,b\n1,2\n') },
  { code: 'R126', files: edited(TTP, 'https://example.com/a.log', 'data/nothing.log') },
  { code: 'R131', files: withFile('checks.yml', '- a list\n') },
  { code: 'S101', files: search('`sample_macro` | eval a="b | `sample_ttp_filter`') },
  { code: 'S102', files: search('`sample_macro` | stats count by dest user process_name | `sample_ttp_filter` | `sample') },
  { code: 'S103', files: search('`sample_macro` | stats count by dest user process_name | `sample_ttp_filter` ```open') },
  { code: 'S104', files: search('`sample_macro` | stats count(x by dest user process_name | `sample_ttp_filter`') },
  { code: 'S105', files: search('`sample_macro` | | stats count by dest user process_name | `sample_ttp_filter`') },
  { code: 'S106', files: search('`sample_macro` `two args` | stats count by dest user process_name | `sample_ttp_filter`') },
  { code: 'S107', files: edited('macros/sample_macro.yml', 'index=main', 'index=main `sample_macro`') },
  { code: 'S201', files: search('`sample_macro` | statz count by dest user process_name | `sample_ttp_filter`') },
  { code: 'S202', files: search('`sample_macro` | stats count by dest user process_name | rename dest | `sample_ttp_filter`') },
  { code: 'S203', files: search('`sample_macro` | stats count by dest user process_name | fillnull valeu=0 | `sample_ttp_filter`') },
  { code: 'S204', files: search('`sample_macro` | stats count by dest user process_name | dedup dest keepempty=perhaps | `sample_ttp_filter`') },
  { code: 'S205', files: search('`sample_macro` | stats cuont by dest user process_name | `sample_ttp_filter`') },
  { code: 'S206', files: search('`sample_macro` | stats count by dest user process_name | eval a=len() | `sample_ttp_filter`') },
  { code: 'S207', files: search('`sample_macro` | stats count by dest user process_name | where dest= | `sample_ttp_filter`') },
  { code: 'S208', files: search('`sample_macro` | stats count by dest user process_name | search dest= OR user=a | `sample_ttp_filter`') },
  { code: 'S209', files: search(`\`sample_macro\` | stats count by dest user process_name | where ${'('.repeat(300)}1=1${')'.repeat(300)} | \`sample_ttp_filter\``) },
  { code: 'C241', files: search('`sample_macro` | stats count by dest user process_name | where parent="a" | `sample_ttp_filter`') },
  { code: 'C242', files: search('`sample_macro` a=1 OR b=2 c=3 | stats count by dest user process_name | `sample_ttp_filter`') },
  { code: 'C250', files: search('`sample_macro` | bitsscore | stats count by dest user process_name | `sample_ttp_filter`') },
  { code: 'C260', files: edited(TTP, 'category: endpoint', 'extensions:\n  allowlist_hints:\n  - {reason: This is known to us., hides: [nope], process_name: "*ab*"}\ncategory: endpoint') },
  { code: 'C243', files: search('`sample_macro` | stats count by dest user process_name | where dest="ws*" | `sample_ttp_filter`') },
  { code: 'C101', files: withFile('macros/sub/sample_macro.yml', repository().get('macros/sample_macro.yml')?.replace('0003', '0033') ?? '') },
  { code: 'C102', files: edited('macros/sample_macro.yml', '0003', '0004') },
  { code: 'C103', files: withFile('macros/sub/sample_csv.yml', repository().get('macros/sample_macro.yml')?.replace('0003', '0033').replace('sample_macro', 'Sample_csv') ?? '') },
  { code: 'C110', files: edited(TTP, '[Sample Story]', '[Sample Stroy]') },
  { code: 'C111', files: edited(TTP, 'category: endpoint', 'schedule: Default EventBasedDetection\ncustom_schedule: {cron_schedule: 5 * * * *, earliest_time: -70m, latest_time: -5m, schedule_window: auto}\ncategory: endpoint') },
  { code: 'C120', files: search('`sample_macro` | stats count by dest user process_name') },
  { code: 'C121', files: search('`sample_macro` | stats count by dest user process_name | `sample_ttp_filter` | head 1') },
  { code: 'C122', files: search('`two_args(1)` | stats count by dest user process_name | `sample_ttp_filter`') },
  { code: 'C130', files: edited(TTP, /finding:\n {2}title.*\n.*\n(?=intermediate)/, '') },
  { code: 'C131', files: edited(TTP, '- {field: dest, type: system', '- {field: user, type: system') },
  { code: 'C132', files: edited(TTP, '- {field: process_name, type', '- {field: proces_name, type') },
  { code: 'C133', files: edited(TTP, 'category: endpoint', 'extensions: {impact: 70, confidence: 70}\ncategory: endpoint') },
  { code: 'C140', files: edited(TTP, /tests:[^]*/, '') },
  { code: 'C150', files: edited(TTP, 'status: production', 'status: deprecated') },
  { code: 'C151', files: new Map([...without(TTP), ['detections/deprecated/sample_ttp.yml', detection('Sample TTP', '08').replace('status: production', 'status: deprecated\ndeprecation_info: {reason: r, removed_in_version: 1.2.3}')]]) },
  { code: 'C152', files: edited(TTP, 'category: endpoint', 'category: web') },
  { code: 'C160', files: edited(TTP, '[T1197]', '[T1059, T1059.001]') },
  { code: 'C161', files: repository(), attack: wholeAttack },
  { code: 'C162', files: edited(TTP, '[T1197]', '[T1600]') },
  { code: 'C170', files: new Map([...repository(), [`detections/endpoint/${'n'.repeat(70)}.yml`, detection('n'.repeat(70), '10')]]) },
  { code: 'C171', files: edited('stories/sample_story.yml', 'name: Sample Story', 'name: "Sample ] Story"') },
  { code: 'C180', files: edited(TTP, 'modification_date: 2024-09-30', 'modification_date: 2199-09-30') },
  { code: 'C181', files: edited(TTP, 'What it is.', '__UPDATE__') },
  { code: 'C190', files: edited('schedules/default_eventbaseddetection.yml', '-70m@m', '-40m@m') },
  { code: 'C191', files: edited('schedules/default_eventbaseddetection.yml', '-70m@m', '-5m@m') },
  { code: 'C192', files: edited('schedules/default_eventbaseddetection.yml', 'schedule_window: auto', "schedule_window: '60'") },
  { code: 'C193', files: edited('schedules/default_eventbaseddetection.yml', '0 * * * *', "'* * * * *'") },
  { code: 'C200', files: new Map([...edited(TTP, 'category: endpoint', 'extensions: {enabled: true}\ncategory: endpoint'), ['detections/endpoint/second.yml', detection('Second', '10').replace('category: endpoint', 'extensions: {enabled: true, supersedes: [Sample TTP]}\ncategory: endpoint')]]) },
  { code: 'C201', files: edited(TTP, 'category: endpoint', 'extensions: {throttling: {fields: [dest], period: 1h}}\ncategory: endpoint') },
  { code: 'C210', files: repository(), against: true },
  { code: 'C220', files: edited(TTP, 'Splunk Enterprise Security, Splunk Cloud]', 'Splunk Cloud, Splunk Cloud]') },
  { code: 'C230', files: contentctl({ 'detections/endpoint/old.yml': oldDetection('rba:\n  message: m $dest$\n  risk_objects: [{field: dest, type: system, score: 5}]\n') }) },
  { code: 'C231', files: contentctl({ 'detections/endpoint/old.yml': oldDetection('enabled_by_default: true\n').replace('type: TTP', 'type: Hunting') }) },
  { code: 'C232', files: contentctl({ 'detections/endpoint/old.yml': oldDetection('') }) },
  { code: 'C233', files: edited('lookups/kvstore/sample_kv.yml', '[_key, user]', '[user]') },
  { code: 'C240', files: search('| tstats count from datamodel=Endpoint.Processes by Processes.dest Processes.user Processes.process_name Processes.proces | `sample_ttp_filter`') },
];

function all(folder: string, { attack, against }: Case): Diagnostic[] {
  const { content, diagnostics } = load(folder);
  const checked = content ? check(content, { attack: attack ?? attack19, today: '2026-11-21', commands: [externalCommand({ name: 'bitsscore', about: 'Scores.' })], ...(against === true && { against: [otherApp] }) }) : [];
  return [...diagnostics, ...checked];
}

test('the repository that the cases change has no finding', async () => {
  expect(await inFolder(repository(), (folder) => all(folder, { code: '', files: new Map() }))).toEqual([]);
});

test.each(cases.map((one) => [one.code, one] as const))('%s', async (code, one) => {
  const found = await inFolder(one.files, (folder) => {
    one.before?.(folder);
    return all(folder, one);
  });
  const [diagnostic] = found.filter((candidate) => candidate.code === code);
  expect(found.map((each) => each.code)).toContain(code);
  expect(diagnostic?.hint).toBeTruthy();
  expect(diagnostic?.message).not.toMatch(/undefined|\[object/);
  if (one.line !== undefined) expect(diagnostic?.place?.line).toBe(one.line);
});

test('a near miss is suggested', async () => {
  const found = await inFolder(edited(TTP, '[Sample Story]', '[Sample Stroy]'), (folder) => all(folder, { code: '', files: new Map() }));
  expect(found).toMatchObject([{ code: 'C110', hint: 'Did you mean "Sample Story"?', place: { line: 22, column: 18 } }]);
});

describe('emit', () => {
  test('E101: a stanza written by hand and generated', async () => {
    const { diagnostics } = await inFolder(repository(), (folder) => {
      const { content } = load(folder);
      if (!content) throw new Error('not loaded');
      return emit(content, { target: 8, attack: attack19, handWritten: [{ path: 'default/macros.conf', content: '[sample_macro]\ndefinition = x\n' }, { path: 'lookups/sample_csv_20240930.csv', content: 'x' }] });
    });
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(['E101', 'E103']);
  });

  test('E102: a name that no stanza can have is left out', async () => {
    const { diagnostics, files } = await inFolder(edited('stories/sample_story.yml', 'name: Sample Story', 'name: "Sample ] Story"'), (folder) => {
      const { content } = load(folder);
      if (!content) throw new Error('not loaded');
      return emit(content, { target: 8, attack: attack19, handWritten: [] });
    });
    expect(diagnostics).toMatchObject([{ code: 'E102' }]);
    expect(files.some(({ content }) => typeof content === 'string' && content.includes('Sample ] Story]'))).toBe(false);
  });
});

test('R130: an ATT&CK bundle that is none', () => {
  expect(readAttack('{}', 'a.json')).toMatchObject({ code: 'R130' });
  expect(readAttack('{"objects":[]}', 'a.json')).toMatchObject({ code: 'R130' });
});

test('R107: a file that cannot be read', async () => {
  const diagnostics = await inFolder(repository(), (folder) => {
    const reader = new ContentReader(folder, '', new Set());
    expect(reader.text('stories/nothing.yml')).toBeUndefined();
    return reader.diagnostics;
  });
  expect(diagnostics).toMatchObject([{ code: 'R107', place: { file: 'stories/nothing.yml' } }]);
});

test('every code has a case', () => {
  const tested = new Set([...cases.map(({ code }) => code), 'E101', 'E102', 'E103', 'R130', 'R107']);
  const codes = [readCodes, checkCodes, modelCodes, splCodes, emitCodes].flatMap((table) => Object.keys(table));
  expect(codes.filter((code) => !tested.has(code))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});
