/** Names that cannot be written, or that two objects want: told, never an exception, never two stanzas in one. */
import { edited, repository } from '../repository.js';
import { STANZA, TTP, built, own } from './built.js';

const stanzasOf = (text: string): string[] => [...text.matchAll(/^\[(.*)\]$/gm)].map((match) => match[1] ?? '');
const renamed = (name: string, id: string): string => (repository().get(TTP) ?? '').replace('name: Sample TTP', `name: ${name}`).replace(/0008$/m, `00${id}`);

test('a name that no stanza can have is told once, however many conf files want it', async () => {
  const { text, diagnostics } = await built(edited(TTP, 'name: Sample TTP', 'name: "Sample]\\n[evil"'));
  expect(diagnostics).toMatchObject([{ code: 'E102', place: { line: 1 } }]);
  expect(stanzasOf(text('default/savedsearches.conf'))).toEqual(['default']);
  expect(stanzasOf(text('default/analyticstories.conf'))).toEqual(['analytic_story://Sample Story']);
});

test.each([7, 8] as const)('whatever the id of the app is, ES %i', async (target) => {
  const { conf } = await built(edited('build.yml', 'id: ExamplePack', 'id: "a=b\\n[x]\\\\"'), { target });
  expect(conf('default/app.conf').get('package')?.entries.get('id')?.value).toBe('a=b \n[x]\\');
  expect(conf('default/app.conf').has('x')).toBe(false);
});

test('half a surrogate pair in a private macro', async () => {
  const files = own('private_macros: ["*"]');
  const { conf } = await built(files.set('macros/sample_macro.yml', (files.get('macros/sample_macro.yml') ?? '').replace('name: sample_macro', 'name: "x\\ud800"')));
  expect(conf('metadata/default.meta').has('macros/x%EF%BF%BD')).toBe(true);
});

test('of two objects of one name the first is written; the checks tell of the other', async () => {
  const { text, diagnostics } = await built(repository().set('detections/network/sample_ttp.yml', renamed('Sample TTP', '18')));
  for (const path of ['savedsearches', 'analyticstories', 'macros'].map((conf) => `default/${conf}.conf`)) {
    const names = stanzasOf(text(path));
    expect([path, names.length]).toEqual([path, new Set(names).size]);
  }
  expect(diagnostics).toEqual([]);
});

test('two names that make one filter macro', async () => {
  const { text, diagnostics } = await built(repository().set('detections/network/sample_ttp.yml', renamed('Sample-TTP', '18')));
  expect(stanzasOf(text('default/savedsearches.conf'))).toEqual(['default', STANZA, 'EX - Sample-TTP - Rule']);
  expect(stanzasOf(text('default/macros.conf'))).toEqual(['sample_macro', 'sample_ttp_filter', 'two_args(2)']);
  expect(diagnostics).toMatchObject([{ code: 'E102', message: '"sample_ttp_filter" is the stanza of "Sample TTP" already; it is left out' }]);
});

test('a lookup of the content is not hidden by the generated one of its name', async () => {
  const files = repository();
  const yml = (files.get('lookups/csv/sample_csv.yml') ?? '').replace('sample_csv', 'data_sources');
  const { text, files: emitted } = await built(files.set('lookups/csv/data_sources.yml', yml).set('lookups/csv/data_sources.csv', 'a,b\n1,2\n'));
  expect(stanzasOf(text('default/transforms.conf'))).toEqual(['data_sources', 'deprecation_info', 'sample_csv', 'sample_kv']);
  expect(emitted.filter(({ path }) => path.startsWith('lookups/data_sources')).map(({ content }) => content)).toEqual(['a,b\n1,2\n']);
});
