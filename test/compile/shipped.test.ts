/** The list of detections that a build writes for the allowlist's handler. */
import { compile } from '../../src/compile/index.js';
import { readShipped, SHIPPED_LIST } from '../../src/model/index.js';
import type { ShippedDetection } from '../../src/model/index.js';

async function shippedOf(folder: string): Promise<readonly ShippedDetection[]> {
  const { files } = await compile(folder, { target: 8, digestMode: 'auto', today: '2026-11-21' });
  const text = files.find(({ path }) => path === SHIPPED_LIST)?.content;
  const read = readShipped(typeof text === 'string' ? text : '');
  if (typeof read === 'string') throw new Error(read);
  return read;
}

test('every detection of the project is in it, with what its results have and a search without its filter', async () => {
  const shipped = await shippedOf('content');
  const powershell = shipped.find(({ name }) => name === 'PowerShell Start-BitsTransfer');
  expect(powershell).toMatchObject({ id: '39e2605a-90d8-11eb-899e-acde48001122', type: 'TTP', stanza: 'BITS - PowerShell Start-BitsTransfer - Rule', enabled: true });
  expect(powershell?.fields).toEqual(expect.arrayContaining(['dest', 'user', 'process_name', 'process', 'parent_process']));
  // Its tstats does not group by these.
  expect(powershell?.fields).not.toContain('parent_process_name');
  expect(powershell?.fields).not.toContain('url');
  for (const { search } of shipped) {
    expect(search).not.toMatch(/_filter`/);
    expect(search).toMatch(/\| search \*/);
  }
});

test.each([
  ['no JSON', 'x', 'it is not a list in JSON'],
  ['no list', '{}', 'it is not a list in JSON'],
  ['an entry without fields', '[{"id":"a","name":"a","type":"a","stanza":"a","search":"a","enabled":true}]', 'entry 1 is no detection'],
])('%s is told of', (_, text, message) => {
  expect(readShipped(text)).toBe(message);
});
