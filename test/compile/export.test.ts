/** What is exported is content without a finding, and builds the same searches as before. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../src/compile/check/index.js';
import { emit } from '../../src/compile/emit/index.js';
import { exportEscu6 } from '../../src/compile/export/index.js';
import { load } from '../../src/compile/read/index.js';
import { attack19 } from '../../src/model/index.js';
import type { Content } from '../../src/model/index.js';
import { dataFolder, describeWithData } from '../data.js';
import { inFolder, repository } from './repository.js';

function loaded(folder: string): Content {
  const { content } = load(folder);
  if (!content) throw new Error(`${folder} cannot be loaded`);
  return content;
}

/** Exports, reads it back, and gives what came back with its errors. */
async function roundTrip(content: Content) {
  const exported = exportEscu6(content, attack19);
  return inFolder(new Map(exported.files.map(({ path, content: text }) => [path, text])), (folder) => {
    const { content: back, diagnostics } = load(folder);
    if (!back) throw new Error('the export cannot be loaded');
    const found = [...diagnostics, ...check(back, { attack: attack19, today: '2026-11-21' })];
    return { back, told: exported.diagnostics, errors: found.filter(({ severity }) => severity === 'error') };
  });
}

const confs = (content: Content): Record<string, string> =>
  Object.fromEntries(emit(content, { target: 8, attack: attack19, handWritten: [] }).files.flatMap(({ path, content: text }) => (/\/(savedsearches|macros|analyticstories|transforms|collections)\.conf$/.test(path) ? [[path, String(text)]] : [])));

test('a faultless repository comes back as it was', async () => {
  const content = await inFolder(repository(), loaded);
  const { back, told, errors } = await roundTrip(content);
  expect({ told, errors }).toEqual({ told: [], errors: [] });
  expect(confs(back)).toEqual(confs(content));
});

test('contentctl 4: one score, observables by role, deployments, deprecated content', async () => {
  const old = new Map([
    ['contentctl.yml', 'app:\n  title: T\n  appid: Pack\n  version: 1.0.0\n  label: EX\n  author_name: A\n  author_email: a@example.org\n  author_company: C\n  description: d\n'],
    ['stories/s.yml', 'name: S\nid: 00000000-0000-4000-8000-000000000001\nversion: 1\ndate: 2024-01-02\nauthor: A\ndescription: d\nnarrative: n\ntags:\n  category: [Malware]\n  product: [Splunk Enterprise]\n  usecase: Other\n'],
    ['macros/m.yml', 'name: m\ndefinition: index=main\ndescription: d\n'],
    ['lookups/gone.yml', 'name: gone\nfilename: gone.csv\ndescription: d\n'],
    ['detections/deprecated/slash_name.yml', `name: Slash/Name
id: 00000000-0000-4000-8000-000000000009
version: 0
date: 2024-01-02
author: A
description: d
status: deprecated
type: TTP
data_source: [Nothing]
search: '\`m\`|\`slash_name_filter\` | lookup gone dest | stats count by dest user'
how_to_implement: h
known_false_positives: k
tags:
  analytic_story: [S]
  asset_type: GCP GKE Kubernetes cluster
  product: [Splunk Enterprise]
  security_domain: endpoint
  mitre_attack_id: [T1059, T1059.001]
  message: seen
  impact: 50
  confidence: 50
  risk_score: 25
  observable:
  - {name: dest, type: Hostname, role: [Victim]}
  - {name: user, type: User, role: [Victim]}
  - {name: process, type: Process, role: [Attacker]}
`],
  ]);
  const content = await inFolder(old, loaded);
  expect(content.detections).toMatchObject([{ version: 1, finding: { entity: { field: 'user', score: 25 } }, intermediate_findings: { entities: [{ field: 'dest' }] } }]);
  const { back, told, errors } = await roundTrip(content);
  expect(errors).toEqual([]);
  expect(back.detections).toMatchObject([{ name: 'Slash Name', status: 'deprecated', asset_type: 'Kubernetes', mitre_attack_id: ['T1059.001'], data_source: [], finding: { title: 'seen ($user$)' } }]);
  expect(back.detections[0]?.search).toContain('`m` |');
  expect([...back.app.externalLookups]).toEqual(['gone']);
  expect(new Set(told.map(({ code }) => code))).toEqual(new Set(['X101', 'X102', 'X103', 'X104', 'X105']));
});

test('our own content loses its extensions and no search', async () => {
  const content = loaded(join(import.meta.dirname, '../../content'));
  const { back, told, errors } = await roundTrip(content);
  expect(errors).toEqual([]);
  expect(back.detections.map(({ name }) => name).sort()).toEqual(content.detections.map(({ name }) => name).sort());
  expect(told.some(({ message }) => message.includes('extensions.spl2'))).toBe(true);
});

describeWithData('public content', () => {
  test.each([
    ['escu6-large', 'escu6-large/input.tar.gz', 1_521],
    ['ESCU 4.44', 'escu/escu-4.44-content.tar.gz', 1_724],
  ])('%s is exported without an error', async (name, archive, detections) => {
    const folder = mkdtempSync(join(tmpdir(), 'export-'));
    try {
      mkdirSync(join(folder, name));
      execFileSync('tar', ['-xzf', join(dataFolder, archive), '-C', join(folder, name)]);
      const content = loaded(join(folder, name));
      const { back, errors } = await roundTrip(content);
      // What is wrong with a search of theirs is wrong in the export too.
      expect(errors.filter(({ code }) => !code.startsWith('S') && code !== 'C132')).toEqual([]);
      // One deprecated detection of ESCU 4.44 belongs to no story that is there.
      expect(back.detections).toHaveLength(detections);
      if (name === 'escu6-large') expect(confs(back)['default/macros.conf']).toEqual(confs(content)['default/macros.conf']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
