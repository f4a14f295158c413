/** Conf files from fixture content: our own settings, both targets, repeatable schedules. */
import type { EmitOptions } from '../../src/compile/emit/index.js';
import { spread } from '../../src/compile/emit/schedule.js';
import { STANZA, TTP, appended, built, own } from './emit/built.js';
import { edited, repository } from './repository.js';

test('the golden stanza of a detection for ES 8', async () => {
  const { conf } = await built(repository());
  expect(Object.fromEntries([...(conf('default/savedsearches.conf').get(STANZA)?.entries ?? [])].map(([name, { value }]) => [name, value]))).toMatchInlineSnapshot(`
{
  "action.correlationsearch.annotations": "{"analytic_story":["Sample Story"],"cis20":["CIS 10"],"data_source":["Source A"],"kill_chain_phases":["Exploitation","Installation"],"mitre_attack":["T1197"],"nist":["DE.CM"],"type":"TTP","type_list":["TTP"]}",
  "action.correlationsearch.detection_type": "ebd",
  "action.correlationsearch.enabled": "1",
  "action.correlationsearch.label": "EX - Sample TTP - Rule",
  "action.correlationsearch.metadata": "{"deprecated":"0","detection_id":"00000000-0000-4000-8000-000000000008","detection_version":"2","publish_time":1727654400.0}",
  "action.notable": "1",
  "action.notable.param._entities": "[{"risk_object_field":"user","risk_object_type":"user","risk_score":56}]",
  "action.notable.param.nes_fields": "user,dest",
  "action.notable.param.rule_description": "What it is.",
  "action.notable.param.rule_title": "Something on $dest$",
  "action.notable.param.security_domain": "endpoint",
  "action.notable.param.severity": "medium",
  "action.risk": "1",
  "action.risk.param._risk": "[{"risk_message":"Something by $user$","risk_object_field":"dest","risk_object_type":"system","risk_score":56},{"threat_object_field":"process_name","threat_object_type":"process_name"}]",
  "action.risk.param._risk_message": "Something by $user$",
  "action.risk.param._risk_score": "0",
  "action.risk.param.verbose": "0",
  "alert.digest_mode": "1",
  "allow_skew": "100%",
  "counttype": "number of events",
  "cron_schedule": "0 * * * *",
  "description": "What it is.",
  "disabled": "1",
  "dispatch.earliest_time": "-70m@m",
  "dispatch.latest_time": "-10m@m",
  "enableSched": "1",
  "is_visible": "0",
  "quantity": "0",
  "realtime_schedule": "0",
  "relation": "greater than",
  "schedule_window": "auto",
  "search": "\`sample_macro\` | stats count by dest user process_name | \`sample_ttp_filter\`",
}
`);
});

test('throttling by field asks for alerts of each result, unless the build says otherwise', async () => {
  const throttled = edited(TTP, 'category: endpoint', 'extensions: {throttling: {fields: [dest, user], period: 1h}}\ncategory: endpoint');
  const { key } = await built(throttled);
  expect(['alert.suppress', 'alert.suppress.fields', 'alert.suppress.period', 'alert.digest_mode'].map((name) => key(STANZA, name))).toEqual(['1', 'dest,user', '1h', '0']);
  expect((await built(throttled, { digestMode: '1' })).key(STANZA, 'alert.digest_mode')).toBe('1');
});

test('ES 7 scores every entity with one message', async () => {
  const { key } = await built(repository(), { target: 7 });
  expect(JSON.parse(key(STANZA, 'action.risk.param._risk') ?? '')).toEqual([
    { risk_object_field: 'dest', risk_object_type: 'system', risk_score: 56 },
    { risk_object_field: 'user', risk_object_type: 'user', risk_score: 56 },
    { threat_object_field: 'process_name', threat_object_type: 'process_name' },
  ]);
  expect(key(STANZA, 'action.risk.param._risk_message')).toBe('Something on $dest$');
  expect(key(STANZA, 'action.notable.param.rule_title')).toBe('Sample TTP');
});

test('hourly searches are spread by id, others stay', () => {
  const hourly = { cron_schedule: '0 * * * *', earliest_time: '-70m', latest_time: '-10m', schedule_window: 'auto' };
  const minutes = Array.from({ length: 240 }, (_, index) => Number(spread(hourly, `id-${index}`).split(' ')[0]));
  expect(spread(hourly, 'ABC')).toBe(spread(hourly, 'abc'));
  expect(new Set(minutes).size).toBeGreaterThan(50);
  expect(Math.max(...minutes)).toBeLessThan(60);
  expect(spread({ ...hourly, cron_schedule: '*/5 * * * *' }, 'a')).toBe('*/5 * * * *');
  expect(spread({ ...hourly, cron_schedule: '0 3 * * *' }, 'a')).toBe('0 3 * * *');
});

test('settings of our own', async () => {
  const { key, conf } = await built(own('filter_macro: gate, mark_macro: mark, private_macros: [sample_*], story_suffix: " (X)", enabled: true, spread_schedules: true'));
  expect(key('sample_ttp_filter', 'definition', 'default/macros.conf')).toBe('`gate(00000000-0000-4000-8000-000000000008)`');
  expect(['disabled', 'allow_skew', 'request.ui_dispatch_app'].map((name) => key(STANZA, name))).toEqual(['0', '0', 'ExamplePack']);
  expect(conf('default/analyticstories.conf').has('analytic_story://Sample Story (X)')).toBe(true);
  expect(conf('metadata/default.meta').get('macros/sample_macro')?.entries.get('export')?.value).toBe('none');
  expect(conf('metadata/default.meta').has('macros/two_args%282%29')).toBe(false);
});

test('a drilldown runs the saved search, a copy of it, or a copy that other apps can run', async () => {
  const drilled = (settings: string) =>
    appended(own(settings), TTP, "drilldown_searches:\n- {name: n, search: '%original_detection_search% | head 1', earliest_offset: a, latest_offset: b}\n");
  const search = async (files: ReadonlyMap<string, string>, options: Partial<EmitOptions> = {}) => {
    const drilldowns = JSON.parse((await built(files, options)).key(STANZA, 'action.notable.param.drilldown_searches') ?? '[]') as readonly { search: string }[];
    return drilldowns[0]?.search;
  };
  expect(await search(drilled(''))).toBe(`| savedsearch "${STANZA}" | head 1`);
  expect(await search(drilled(''), { target: 7 })).toBe('`sample_macro` | stats count by dest user process_name | `sample_ttp_filter` | head 1');
  expect(await search(drilled('mark_macro: mark, private_macros: [sample_macro]'))).toBe('index=main | stats count by dest user process_name | `mark(00000000-0000-4000-8000-000000000008)` | head 1');
});

test('cells of generated CSV files are no formulas', async () => {
  const { files } = await built(edited('data_sources/source_a.yml', 'description: What it is.', 'description: "=cmd|x"'));
  expect(files.find(({ path }) => path.startsWith('lookups/data_sources_'))?.content).toContain(`"'=cmd|x"`);
});
