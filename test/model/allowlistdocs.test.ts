/** The page about the allowlist has the table of the fields as the program has it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryFields, requestFields } from '../../src/model/index.js';

const page = readFileSync(join(import.meta.dirname, '../../src/model/allowlist/README.md'), 'utf8');

test('every field, in order, with who sets it and what it means', () => {
  const required: Readonly<Record<string, { readonly required: boolean }>> = requestFields;
  const rows = Object.entries(entryFields).map(([name, { doc }]) => `| \`${name}\` | ${Object.hasOwn(required, name) ? (required[name]?.required === true ? 'needed' : '') : 'server'} | ${doc} |`);
  const table = ['| field | | meaning |', '| --- | --- | --- |', ...rows].join('\n');
  expect(/<!-- fields -->\n([^]*?)\n<!-- \/fields -->/.exec(page)?.[1]).toBe(table);
});
