/** What people wrote goes before what is generated, and whoever has a stanza keeps it. */
import { repository } from '../repository.js';
import { STANZA, built } from './built.js';

test('hand-written conf stays as it is, generated stanzas go behind it', async () => {
  const { text, files, diagnostics } = await built(repository(), {
    handWritten: [
      { path: 'default/macros.conf', content: '# mine\n[own]\ndefinition = x' },
      { path: 'default/mine.conf', content: new TextEncoder().encode('[a]\nb = c\n') },
      { path: 'appserver/icons/appIcon.png', content: new Uint8Array([1]) },
    ],
  });
  expect(text('default/macros.conf')).toMatch(/^# mine\n\[own\]\ndefinition = x\n\n# Made by[^]*\n\[sample_macro\]\n/);
  expect(text('default/mine.conf')).toBe('[a]\nb = c\n');
  expect(files.some(({ path }) => path === 'static/appIcon.png')).toBe(true);
  expect(diagnostics).toEqual([]);
});

test('conf text of two folders is put together, of other files the later one stays', async () => {
  const { text, conf, diagnostics } = await built(repository(), {
    handWritten: [
      { path: 'default/macros.conf', content: '[first]\ndefinition = a \\' },
      { path: 'default/macros.conf', content: '[second]\ndefinition = b\n' },
      { path: 'static/notes.txt', content: 'old' },
      { path: 'static/notes.txt', content: 'new' },
      { path: 'README.md', content: 'mine' },
    ],
  });
  expect([...conf('default/macros.conf').keys()]).toEqual(['first', 'second', 'sample_macro', 'sample_ttp_filter', 'two_args(2)']);
  expect(text('static/notes.txt')).toBe('new');
  expect(text('README.md')).toBe('mine');
  expect(diagnostics).toMatchObject([{ code: 'E103', message: 'static/notes.txt is written by hand twice' }]);
});

test('a stanza in both is told with its line, and the hand-written one stays', async () => {
  const { key, diagnostics } = await built(repository(), { handWritten: [{ path: 'default/macros.conf', content: '# mine\n[sample_macro]\ndefinition = x\n' }] });
  expect(key('sample_macro', 'definition', 'default/macros.conf')).toBe('x');
  expect(diagnostics).toMatchObject([{ code: 'E101', severity: 'error', place: { file: 'default/macros.conf', line: 2 } }]);
});

test('lines that Splunk would not understand are told', async () => {
  const { diagnostics } = await built(repository(), { handWritten: [{ path: 'default/mine.conf', content: '[a]\nb = c\nbroken\n' }] });
  expect(diagnostics).toMatchObject([{ code: 'F101', place: { file: 'default/mine.conf', line: 3 } }]);
});

test('finding-based detections are appended as they are, and looked at', async () => {
  const fbd = `[EX - By Hand - Rule]\nsearch = x\n\n[${STANZA}]\nsearch = by hand\nbroken\n`;
  const { text, key, conf, diagnostics } = await built(repository().set('static_configs/savedsearches_fbd.conf', fbd));
  expect(text('default/savedsearches.conf').endsWith(`\n\n${fbd}`)).toBe(true);
  expect([...conf('default/savedsearches.conf').keys()]).toEqual(['default', 'EX - By Hand - Rule', STANZA]);
  expect(key(STANZA, 'search')).toBe('by hand');
  expect(diagnostics.map(({ code, place }) => [code, place?.file.endsWith('static_configs/savedsearches_fbd.conf'), place?.line])).toEqual([['F101', true, 6], ['E101', true, 4]]);
});

test('custom conf files are reloaded and replicated, each once; Splunk knows its own', async () => {
  const { conf } = await built(repository(), {
    handWritten: [
      { path: 'default/mine.conf', content: '[a]\nb = c\n' },
      { path: 'default/analyticstories.conf', content: '[analytic_story://Mine]\nversion = 1\n' },
      { path: 'default/datamodels.conf', content: '[a]\nb = c\n' },
    ],
  });
  expect([...(conf('default/app.conf').get('triggers')?.entries.keys() ?? [])]).toEqual(['reload.analyticstories', 'reload.mine']);
  expect([...(conf('default/server.conf').get('shclustering')?.entries.keys() ?? [])]).toEqual(['conf_replication_include.analyticstories', 'conf_replication_include.mine']);
});

describe('[default] of savedsearches.conf reaches no other app', () => {
  const meta = 'metadata/default.meta';
  test.each([
    ['without a hand-written file', undefined, ['', 'savedsearches', 'savedsearches/default']],
    ['behind one that forgets it', '[]\naccess = read : [ * ], write : [ admin ]\nexport = system\n', ['', 'savedsearches/default']],
    ['once, where it says so itself', '[]\nexport = system\n\n[savedsearches/default]\nexport = none\n', ['', 'savedsearches/default']],
  ])('%s', async (_, content, stanzas) => {
    const { conf, diagnostics } = await built(repository(), { handWritten: content === undefined ? [] : [{ path: meta, content }] });
    expect([...conf(meta).keys()]).toEqual(stanzas);
    expect(conf(meta).get('savedsearches/default')?.entries.get('export')?.value).toBe('none');
    expect(diagnostics).toEqual([]);
  });
});
