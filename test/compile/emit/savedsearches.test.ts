/** Rows of savedsearches.conf that depend on the type, the target or settings of our own. */
import { edited, repository } from '../repository.js';
import { STANZA, TTP, appended, built, own } from './built.js';

const INTERMEDIATE = /intermediate_findings:\n {2}entities:\n.*\n/;
const FINDING = /finding:\n {2}title.*\n {2}entity.*\n/;
const risk = (key: (stanza: string, name: string) => string | undefined, name: string): string | undefined => key(STANZA, `action.risk${name}`);

test('ES 8, a finding alone: its threat objects are in _risk, and there is no risk action', async () => {
  const { key } = await built(edited(TTP, INTERMEDIATE, ''));
  expect(risk(key, '')).toBeUndefined();
  expect(risk(key, '.param._risk_message')).toBeUndefined();
  expect(risk(key, '.param._risk')).toBe('[{"threat_object_field":"process_name","threat_object_type":"process_name"}]');
  expect(key(STANZA, 'action.notable.param._entities')).toBe('[{"risk_object_field":"user","risk_object_type":"user","risk_score":56}]');
});

describe('an anomaly makes risk and no finding', () => {
  const anomaly = edited(TTP, 'type: TTP', 'type: Anomaly');
  const files = anomaly.set(TTP, (anomaly.get(TTP) ?? '').replace(FINDING, '').replace('  - {field: dest', () => "  - {field: user, type: user, score: 9, message: 'First $user$'}\n  - {field: dest"));

  test('ES 8: the message is that of the first entity by field', async () => {
    const { key } = await built(files);
    expect(key(STANZA, 'action.notable')).toBeUndefined();
    expect(risk(key, '.param._risk_message')).toBe('Something by $user$');
  });

  test('ES 7: the message is that of the first entity in the YAML, the entities are sorted', async () => {
    const { key } = await built(files, { target: 7 });
    expect(key(STANZA, 'action.notable')).toBeUndefined();
    expect(risk(key, '.param._risk_message')).toBe('First $user$');
    expect(risk(key, '.param._risk')).toMatch(/^\[\{"risk_object_field":"dest".*"risk_object_field":"user".*"threat_object_field"/);
  });
});

test('JSON is compact, sorted and ASCII; < > & stay', async () => {
  const { key } = await built(edited(TTP, 'Something on $dest$', 'ü 𝕊 <&> $dest$'));
  expect(key(STANZA, 'action.notable.param.rule_title')).toBe('ü 𝕊 <&> $dest$');
  const message = await built(edited(TTP, 'Something by $user$', 'ü 𝕊 <&> $user$'));
  expect(risk(message.key, '.param._risk')).toContain('{"risk_message":"\\u00fc \\ud835\\udd4a <&> $user$","risk_object_field":"dest"');
});

test.each([[90, 'high'], [70, 'high'], [69, 'medium'], [40, 'medium'], [39, 'low']])('a confidence of %i is %s', async (confidence, word) => {
  const { key } = await built(appended(repository(), TTP, `extensions: {impact: 70, confidence: ${confidence}}\n`), { target: 7 });
  expect(key(STANZA, 'action.escu.confidence')).toBe(word);
  expect(key(`savedsearch://${STANZA}`, 'confidence', 'default/analyticstories.conf')).toBe(word);
  expect(key(STANZA, 'action.correlationsearch.annotations')).toContain(`"confidence":${confidence},"data_source":["Source A"],"impact":70,`);
});

test('without a confidence each file has the word that Splunk\'s builders write', async () => {
  const { key } = await built(repository(), { target: 7 });
  expect(key(STANZA, 'action.escu.confidence')).toBe('high');
  expect(key(`savedsearch://${STANZA}`, 'confidence', 'default/analyticstories.conf')).toBe('medium');
});

test.each([
  ['a search', '', '', { disabled: '0', enableSched: '1', is_visible: '0' }],
  ['a hunt, which an analyst opens', 'type: Hunting', '', { disabled: '0', enableSched: '0', is_visible: '1' }],
  ['a search that says no', '', 'enabled: false', { disabled: '1', enableSched: '1', is_visible: '0' }],
  ['a search that needs more than SPL', '', 'requires: [bitsscore]', { disabled: '1', enableSched: '1', is_visible: '0' }],
])('an app that ships enabled: %s', async (_, type, extension, expected) => {
  const files = own('enabled: true');
  const text = (files.get(TTP) ?? '').replace('type: TTP', type === '' ? 'type: TTP' : type);
  const { key } = await built(files.set(TTP, extension === '' ? text : `${text}extensions: {${extension}}\n`));
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, key(STANZA, name)]))).toEqual(expected);
});

test('a filter macro of the content is left alone', async () => {
  const filter = (repository().get('macros/sample_macro.yml') ?? '').replace('sample_macro', 'sample_ttp_filter').replace('0003', '0013').replace('index=main', 'search NOT x=1');
  const { key } = await built(own('filter_macro: gate').set('macros/sample_ttp_filter.yml', filter));
  expect(key('sample_ttp_filter', 'definition', 'default/macros.conf')).toBe('search NOT x=1');
});

test('the same content gives the same bytes', async () => {
  const once = async (): Promise<string> => JSON.stringify((await built(own('spread_schedules: true, enabled: true'))).files);
  expect(await once()).toBe(await once());
});
