/** What of other people's code goes into the app with the REST handler. Needs dist/ (node build.js). */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

const dist = resolve(import.meta.dirname, '../../dist');
const bundle = resolve(dist, 'bits_rest.cjs');

/** splunk-sdk brings these; express brings what else is there, iconv-lite by its reader of bodies. */
const unwanted = ['needle', 'dotenv', 'elementtree', 'sax', 'libsql', '@libsql/linux-x64-gnu', '@neon-rs/load', 'yaml', 'archiver', 'debug', 'supports-color'];

test('packages of the bundle are those of express and splunk-sdk without its transport', () => {
  const packages = JSON.parse(readFileSync(resolve(dist, 'bits_rest.packages.json'), 'utf8')) as string[];
  expect(packages).toEqual(expect.arrayContaining(['express', 'splunk-sdk']));
  expect(packages.filter((name) => unwanted.includes(name))).toEqual([]);
  expect(packages.length).toBeLessThanOrEqual(75);
});

test('nothing in it can turn off the verification of TLS', () => {
  const text = readFileSync(bundle, 'utf8');
  expect(/rejectUnauthorized:(!1|false)/.exec(text)).toBeNull();
  expect(text).toMatch(/rejectUnauthorized:!0/);
});

test('it is no larger than it was', () => {
  expect(statSync(bundle).size).toBeLessThan(800_000);
});
