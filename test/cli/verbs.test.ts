/** The table of verbs: the registry holds every file of its folder, and the help shows what the tables say. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { verbHelp } from '../../src/cli/help.js';
import { verbs } from '../../src/cli/verbs/index.js';

test('every file of verbs/ is registered under its name', () => {
  const files = readdirSync(join(import.meta.dirname, '../../src/cli/verbs')).map((name) => name.replace(/\.ts$/, ''));
  expect(verbs.map(({ name }) => name).sort()).toEqual(files.filter((name) => name !== 'index').sort());
});

describe.each(verbs)('$name', (verb) => {
  test('documents itself', () => {
    expect(verb.summary).toMatch(/\.$/);
    expect(verb.examples.length).toBeGreaterThan(0);
    for (const { line } of verb.examples) expect(line.split(' ')[0]).toBe(verb.name);
    for (const { doc, name } of verb.options) expect([name, doc]).toEqual([name, expect.stringMatching(/\.$/)]);
  });

  test('its help fits a terminal and shows every option', () => {
    const help = verbHelp(verb);
    for (const { name } of verb.options) expect(help).toContain(`--${name}`);
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });
});
