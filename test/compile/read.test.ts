/** Reading: places, dialects, what is salvaged. */
import { load, readYaml } from '../../src/compile/read/index.js';
import { locate } from '../../src/compile/read/locate.js';
import type { Path } from '../../src/diagnostic/index.js';
import { edited, inFolder, repository } from './repository.js';

const text = `name: A
# a comment: not a key
search: |-
  | tstats count
  | name: not a key
  | stats
tags:
  first: x
  list:
  - one
  - two: 2
    three: 3
  - four
plain: folded
  over two lines
quoted: 'it''s folded
  over two'
inline: {a: 1, b: [x, y]}
deep:
- - nested
`;

describe('places', () => {
  const { origin } = readYaml(text, 'a.yml');
  test.each<[Path, number | undefined, string, number]>([
    [['name'], undefined, 'A', 1],
    [['search'], 2, 'tstats count', 4],
    [['search'], 17, 'name: not a key', 5],
    [['tags', 'first'], undefined, 'x', 8],
    [['tags', 'list', 1, 'three'], undefined, '3', 12],
    [['tags', 'list', 2], undefined, 'four', 13],
    [['plain'], 12, 'two lines', 15],
    [['quoted'], 5, 'folded', 16],
    [['inline', 'b', 1], undefined, 'y]', 18],
    [['deep', 0, 0], undefined, 'nested', 20],
  ])('%j %s is where %s begins', (path, offset, starts, line) => {
    const place = origin.place(path, offset);
    expect(place.line).toBe(line);
    expect(text.split('\n')[place.line - 1]?.slice(place.column - 1).startsWith(starts)).toBe(true);
  });

  test('a key that is missing is placed at what should hold it', () => {
    expect(origin.place(['tags', 'nothing'])).toMatchObject({ line: 7 });
    expect(origin.place(['nothing'])).toMatchObject({ line: 1, column: 1 });
  });

  test('the quick way finds what the parser finds, or nothing', () => {
    for (const path of [['name'], ['tags', 'first'], ['tags', 'list', 1, 'two'], ['tags', 'list', 2], ['plain'], ['inline', 'a'], ['deep', 0]] as const) {
      const offset = locate(text, path);
      if (offset === undefined) continue;
      const lines = text.slice(0, offset).split('\n');
      expect([path, lines.length, (lines.at(-1)?.length ?? 0) + 1]).toEqual([path, origin.place(path, 0).line, origin.place(path, 0).column]);
    }
  });
});

test('values are those of Python\'s reader: days and versions are text, y and n are letters, 12:30 is a number', () => {
  const { value } = readYaml('a: 2024-01-02\nb: 2.0.0\nc: n\nd: yes\ne: 0o17\nf: 12:30\n1: x\non: y\n', 'a.yml');
  expect([...(value as ReadonlyMap<string, unknown>)]).toEqual([['a', '2024-01-02'], ['b', '2.0.0'], ['c', 'n'], ['d', true], ['e', '0o17'], ['f', 750], ['1', 'x'], ['on', 'y']]);
});

test('merge keys and aliases', () => {
  const { value } = readYaml('base: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\n', 'a.yml');
  expect(new Map((value as ReadonlyMap<string, ReadonlyMap<string, unknown>>).get('c'))).toEqual(new Map([['y', 3], ['x', 1]]));
});

test('a detection with a refused word is still there, one without an id is not', async () => {
  const salvaged = await inFolder(edited('detections/endpoint/sample_ttp.yml', 'asset_type: Endpoint', 'asset_type: Toaster'), load);
  expect(salvaged.content?.detections).toMatchObject([{ asset_type: 'Toaster' }]);
  const lost = await inFolder(edited('detections/endpoint/sample_ttp.yml', /id: .*/, 'id: none'), load);
  expect(lost.content?.detections).toEqual([]);
});

test('severity and suppression of checks.yml', async () => {
  const { applySettings } = await import('../../src/compile/read/index.js');
  const files = edited('detections/endpoint/sample_ttp.yml', 'version: 2\n', 'version: 2\nversion: 2\nfoo: 1\n')
    .set('checks.yml', 'severity:\n  R111: error\n  M102: off\nsuppress:\n- {code: M105, file: "*/sample_ttp.yml", reason: it is known}\n');
  const { diagnostics, settings } = await inFolder(files.set('stories/sample_story.yml', `${repository().get('stories/sample_story.yml') ?? ''}references: [nothing]\n`), load);
  expect(diagnostics.map(({ code }) => code).sort()).toEqual(['M102', 'M105', 'R111']);
  expect(applySettings(diagnostics, settings).map(({ code, severity }) => [code, severity])).toEqual(expect.arrayContaining([['R111', 'error'], ['M105', 'error']]));
});

test('contentctl 5: rba, throttling, inline deployment, dashboards, removed content with its mapping', async () => {
  const header = (name: string, id: string) => `name: ${name}\nid: 00000000-0000-4000-8000-0000000000${id}\nversion: 1\ndate: 2024-01-02\nauthor: A\ndescription: d\n`;
  const { content, diagnostics } = await inFolder(new Map([
    ['contentctl.yml', 'app:\n  title: T\n  appid: Pack\n  version: 1.0.0\n  label: EX\n  author_name: A\n  author_email: a@example.org\n  author_company: C\n  description: d\nenrichments: true\n'],
    ['detections/endpoint/one.yml', `${header('One', '01')}status: production
type: TTP
search: '| makeresults | \`one_filter\`'
how_to_implement: h
known_false_positives: k
rba:
  message: m $dest$
  risk_objects: [{field: dest, type: system, score: 10}, {field: user, type: user, score: 20}]
  threat_objects: [{field: url, type: url}]
tags:
  analytic_story: [S]
  asset_type: Endpoint
  product: [Splunk Enterprise]
  security_domain: endpoint
  throttling: {fields: [dest], period: 3600s}
tests:
- name: T
  attack_data: [{data: 'https://example.com/x', source: s, sourcetype: t, custom_index: i}]
deployment:
  scheduling: {cron_schedule: 17 * * * *, earliest_time: -70m@m, latest_time: -10m@m, schedule_window: auto}
  alert_action:
    notable: {rule_title: 'T %name%', rule_description: '%description%', nes_fields: [dest]}
    rba: {enabled: true}
    email: {to: a@example.org, subject: 's %name%', message: m}
`],
    ['dashboards/board.yml', header('board', '02')],
    ['dashboards/board.json', '{"title":"b"}'],
    ['removed/detections/gone.yml', `${header('Gone', '03')}tags: {}\n`],
    ['removed/deprecation_mapping.YML', 'detections:\n- {content: Gone, removed_in_version: 0.9.0, reason: noisy, replacement_content: [One]}\n'],
  ]), load);
  expect(diagnostics).toEqual([]);
  expect(content).toMatchObject({
    app: { dialect: 'contentctl', prefix: 'EX', label: 'T', enriched: true },
    detections: [{
      finding: { title: 'm $dest$', entity: { field: 'user', score: 20 } },
      intermediate_findings: { entities: [{ field: 'dest', score: 10 }] },
      custom_schedule: { cron_schedule: '17 * * * *' },
      extensions: { throttling: { fields: ['dest'], period: '3600s' } },
      alertActions: { risk: true, notable: { title: 'T One', description: 'd', nesFields: ['dest'] }, email: { subject: 's One' } },
      tests: [{ test_type: 'unit', attack_data: [{ index: 'i' }] }],
    }],
    dashboards: [{ definition: '{"title":"b"}' }],
    removed: [{ name: 'Gone', removedType: 'detections', deprecation_info: { reason: 'noisy', removed_in_version: '0.9.0' } }],
  });
});
