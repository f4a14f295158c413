/** Everything that content can attack us with: a finding with a code, never an exception, never a stanza that was not meant. */
import { isStanzaName, parseConf } from '../../src/conf/index.js';
import { check } from '../../src/compile/check/index.js';
import { emit } from '../../src/compile/emit/index.js';
import { exportEscu6 } from '../../src/compile/export/index.js';
import { load, readYaml } from '../../src/compile/read/index.js';
import type { Loaded } from '../../src/compile/read/index.js';
import { attack19 } from '../../src/model/index.js';
import { edited, inFolder, repository } from './repository.js';

const TTP = 'detections/endpoint/sample_ttp.yml';

/** Runs everything that is made of content. What it returns was written without an exception. */
function everything({ content, diagnostics }: Loaded) {
  if (!content) return { diagnostics, stanzas: new Map<string, readonly string[]>() };
  const checked = check(content, { attack: attack19, today: '2026-11-21' });
  const stanzas = new Map<string, readonly string[]>();
  for (const target of [7, 8] as const) {
    for (const { path, content: text } of emit(content, { target, attack: attack19, handWritten: [] }).files) {
      if (!path.endsWith('.conf') || typeof text !== 'string') continue;
      const parsed = parseConf(text, path);
      expect(parsed.diagnostics).toEqual([]);
      stanzas.set(path, [...parsed.stanzas.keys()]);
    }
  }
  exportEscu6(content, attack19);
  return { diagnostics: [...diagnostics, ...checked], stanzas };
}

test('a line break and a stanza in a text stay in it', async () => {
  const hostile = '"first\\n[evil]\\ndisabled = 0\\r[worse]\\u2028[worst] \\\\"';
  const { stanzas } = await inFolder(edited(TTP, 'description: What it is.', `description: ${hostile}`), (folder) => everything(load(folder)));
  expect(stanzas.get('default/savedsearches.conf')).toEqual(['default', 'EX - Sample TTP - Rule']);
  expect(stanzas.get('default/analyticstories.conf')).toEqual(['analytic_story://Sample Story', 'savedsearch://EX - Sample TTP - Rule']);
});

test('a text that ends in a backslash does not swallow the next key', async () => {
  await inFolder(edited(TTP, 'how_to_implement: Collect events.', "how_to_implement: 'C:\\'"), (folder) => {
    const { content } = load(folder);
    if (!content) throw new Error('not loaded');
    const file = emit(content, { target: 8, attack: attack19, handWritten: [] }).files.find(({ path }) => path === 'default/analyticstories.conf');
    const stanza = parseConf(String(file?.content), 'x').stanzas.get('savedsearch://EX - Sample TTP - Rule');
    expect(stanza?.entries.get('how_to_implement')?.value).toBe('C:\\');
    expect(stanza?.entries.has('known_false_positives')).toBe(true);
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a key and a name like any other', async (name) => {
  const files = edited('macros/sample_macro.yml', 'version: 2', `version: 2\n${name}: x`);
  const { diagnostics } = await inFolder(files, (folder) => everything(load(folder)));
  expect(diagnostics).toMatchObject([{ code: 'M102', message: `the key "${name}" is not known here` }]);
  const renamed = new Map([...repository()].filter(([path]) => path !== 'macros/sample_macro.yml')).set(`macros/${name.toLowerCase()}.yml`, (repository().get('macros/sample_macro.yml') ?? '').replace('sample_macro', name));
  await inFolder(renamed.set(TTP, (repository().get(TTP) ?? '').replace('sample_macro', name)), (folder) => {
    expect(everything(load(folder)).diagnostics).toEqual([]);
  });
});

test('60,000 keys, 200,000 values, deep nesting and growing aliases end in a finding', () => {
  const keys = Array.from({ length: 60_000 }, (_, index) => `k${index}: 1`).join('\n');
  const value = readYaml(keys, 'keys.yml').value as ReadonlyMap<string, unknown>;
  expect(value.size).toBe(60_000);
  expect(readYaml(`a: [${'1,'.repeat(250_000)}]`, 'many.yml').diagnostics).toMatchObject([{ code: 'R114' }]);
  expect(readYaml('['.repeat(100_000), 'deep.yml').diagnostics[0]?.code).toMatch(/R114|R110/);
  expect(readYaml(`${'- '.repeat(5_000)}x`, 'deep.yml').diagnostics[0]?.code).toMatch(/R114|R110/);
  const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 8 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`)].join('\n');
  expect(readYaml(laughs, 'laughs.yml').diagnostics).toMatchObject([{ code: 'R114' }]);
});

test('a file made to have tens of thousands of findings has a hundred of each kind, and their number', async () => {
  const unknown = Array.from({ length: 20_000 }, (_, index) => `unknown_key_${index}: 1`).join('\n');
  const calls = Array.from({ length: 20_000 }, (_, index) => `\`nothing_${index}\``).join(' ');
  const files = edited(TTP, "search: '", `search: '${calls} `).set('stories/sample_story.yml', `${repository().get('stories/sample_story.yml') ?? ''}${unknown}\n`);
  // Half a megabyte is more than a file may have without being declared.
  const declared = files.set('checks.yml', `large_files: [${TTP}, stories/sample_story.yml]\n`);
  const { diagnostics } = await inFolder(declared, (folder) => everything(load(folder)));
  expect(diagnostics.filter(({ code }) => code === 'M102')).toHaveLength(101);
  expect(diagnostics.filter(({ code }) => code === 'C110')).toHaveLength(101);
  expect(diagnostics.filter(({ message }) => message === '19900 more of this kind in this file')).toHaveLength(2);
});

test('a value of ten megabytes is refused with its file', async () => {
  const files = repository().set('stories/huge.yml', `name: ${'x'.repeat(10_000_000)}\n`);
  const { diagnostics } = await inFolder(files, (folder) => load(folder));
  expect(diagnostics).toMatchObject([{ code: 'R104', place: { file: expect.stringContaining('stories/huge.yml') as string } }]);
});

test('a name cannot lead out of the folder of the app', async () => {
  const files = edited(TTP, 'name: Sample TTP', "name: '../../../evil'");
  await inFolder(files, (folder) => {
    const { content } = load(folder);
    if (!content) throw new Error('not loaded');
    const paths = [...emit(content, { target: 8, attack: attack19, handWritten: [] }).files, ...exportEscu6(content, attack19).files].map(({ path }) => path);
    expect(paths.filter((path) => path.split('/').includes('..'))).toEqual([]);
  });
});

/** A small generator with a seed, so that a failure can be repeated. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

test('1,000 files with random damage: findings, no exception, no stanza that was not meant', async () => {
  const random = randomNumbers(20_261_121);
  const junk = ['\0', '\t', "'", '"', '`', '[', ']', '{', '}', '&a', '*a', '!x', '|', '>', '%', '$', '\\', '\n- ', ':', '\u2028', '\ud800', '[[]]', '~', '0x1f', '2024-99-99', '\r', '```', '𝕊', '<<: *a\n'];
  const originals = [...repository()].filter(([path]) => path.endsWith('.yml'));
  await inFolder(repository(), async (folder) => {
    const { writeFileSync } = await import('node:fs');
    for (let round = 0; round < 1_000; round++) {
      const [path, text] = originals[random(originals.length)] ?? ['', ''];
      let damaged = text;
      for (let times = 1 + random(4); times > 0; times--) {
        const at = random(damaged.length);
        const cut = random(3) === 0 ? random(30) : 0;
        damaged = damaged.slice(0, at) + (junk[random(junk.length)] ?? '') + damaged.slice(at + cut);
      }
      writeFileSync(`${folder}/${path}`, damaged);
      const { diagnostics, stanzas } = everything(load(folder));
      for (const { code, message, place } of diagnostics) {
        expect(code).toMatch(/^[A-Z]\d{3}$/);
        expect(message).not.toMatch(/undefined|\[object/);
        expect((place?.line ?? 1) > 0 && (place?.column ?? 1) > 0).toBe(true);
      }
      for (const names of stanzas.values()) expect(names.filter((name) => !isStanzaName(name))).toEqual([]);
      // One detection and the placeholder: no damage can make a third search.
      expect(stanzas.get('default/savedsearches.conf')?.length ?? 0).toBeLessThanOrEqual(2);
      writeFileSync(`${folder}/${path}`, text);
    }
  });
});
