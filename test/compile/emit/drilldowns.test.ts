/** Searches that open from a finding. */
import { edited } from '../repository.js';
import { STANZA, TTP, appended, built, own } from './built.js';
import type { Built } from './built.js';

const drilldown = (search: string): string => `drilldown_searches:\n- {name: n, search: '${search}', earliest_offset: a, latest_offset: b}\n`;
const opened = ({ key }: Built, stanza = STANZA): string | undefined =>
  (JSON.parse(key(stanza, 'action.notable.param.drilldown_searches') ?? '[]') as readonly { search: string }[])[0]?.search;

const marked = (search: string): Map<string, string> => {
  const files = own('mark_macro: mark, private_macros: [sample_macro]');
  return appended(files.set(TTP, (files.get(TTP) ?? '').replace(/search: .*/, `search: '${search}'`)), TTP, drilldown('%original_detection_search%'));
};
const MARK = '`mark(00000000-0000-4000-8000-000000000008)`';

test.each([
  ['instead of the filter', 'index=a | `sample_ttp_filter`', `index=a | ${MARK}`],
  ['with blanks in the call', 'index=a | ` sample_ttp_filter `', `index=a | ${MARK}`],
  ['where the filter was, if more follows', 'index=a | `sample_ttp_filter` | head 5', `index=a | ${MARK} | head 5`],
  ['at the end, if there is no filter', 'index=a', `index=a | ${MARK}`],
  ['and not inside a text', 'index=a x="`sample_ttp_filter`"', `index=a x="\`sample_ttp_filter\`" | ${MARK}`],
  ['private macros written out', '`sample_macro` x=1 | `sample_ttp_filter`', `index=main x=1 | ${MARK}`],
])('the mark stands %s', async (_, search, expected) => {
  expect(opened(await built(marked(search)))).toBe(expected);
});

test('private macros of the drilldown itself are written out, others stay', async () => {
  const files = appended(own('private_macros: [sample_*]'), TTP, drilldown('`sample_macro` | `two_args(1, 2)`'));
  expect(opened(await built(files))).toBe('index=main | `two_args(1, 2)`');
});

test('a quote in a name does not end the name of the saved search', async () => {
  const files = appended(edited(TTP, 'name: Sample TTP', `name: 'Sample "TTP"'`), TTP, drilldown('%original_detection_search%'));
  expect(opened(await built(files), 'EX - Sample "TTP" - Rule')).toBe('| savedsearch "EX - Sample \\"TTP\\" - Rule"');
});

test('placeholders that would multiply a search beyond reason stay, and are told', async () => {
  const files = edited(TTP, /search: .*/, `search: '${'x'.repeat(40_000)}'`);
  const bomb = '%original_detection_search%'.repeat(1_000);
  const result = await built(appended(files, TTP, drilldown(bomb)), { target: 7 });
  expect(opened(result)).toBe(bomb);
  expect(result.diagnostics).toMatchObject([{ code: 'S107', place: { file: expect.stringContaining(TTP) as string } }]);
});
