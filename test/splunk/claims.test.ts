import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { conformanceClaims, requestClaims } from '../../src/lab/index.js';

/** What the stand-in and the client take for true without a document is what somebody with a Splunk is asked to look at. */
test('every claim that is named is in the conformance pack', () => {
  const root = resolve(import.meta.dirname, '../..');
  const files = ['test/splunk', 'src/splunk', 'src/rest/store'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)));
  const named = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bclaims?:? ((?:[a-z]+-[a-z-]+(?:, )?)+)/g)].flatMap(([, list = '']) => list.split(', ')));
  const known = new Set([...conformanceClaims, ...requestClaims].map(({ id }) => id));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
  expect(known.size).toBe(conformanceClaims.length + requestClaims.length);
});
