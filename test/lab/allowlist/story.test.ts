/**
 * The whole way: what a detection says of a false positive is sent to the handler, whose store writes the lookup, with which the search that
 * ships is run over its samples.
 */
import { readFileSync } from 'node:fs';
import { planOf, readApp, runTest, subjectsOf } from '../../../src/lab/index.js';
import type { Subject } from '../../../src/lab/index.js';
import { FIRST_FILE, readShipped, SHIPPED_LIST } from '../../../src/model/index.js';
import type { AllowlistHint } from '../../../src/model/index.js';
import { labOptions as cliOptions } from '../../../src/cli/prove.js';
import { labPreview } from '../../../src/cli/labpreview.js';
import { Api, START } from '../../rest/api.js';
import { content } from '../shipped.js';
import { texts } from './app.js';

const options = await cliOptions(texts);
const read = readShipped(texts.get(SHIPPED_LIST) ?? '');
const detections = typeof read === 'string' ? [] : read;
const hinted = subjectsOf(content).subjects.flatMap((subject) => (subject.detection.extensions?.allowlist_hints ?? []).map((hint) => [`${subject.detection.name}: ${hint.reason}`, subject, hint] as const));

let api: Api;
beforeEach(async () => { api = await Api.start({ detections, preview: await labPreview(content, texts) }); });
afterEach(() => api.stop());

/** Results of each test of the detection, with the lookup as the store has written it. */
async function results(subject: Subject): Promise<Record<string, number>> {
  const app = readApp(new Map([...texts, [`lookups/${FIRST_FILE}`, readFileSync(api.lookup, 'utf8')]]));
  const plan = planOf(app.searches.get(subject.stanza)?.search ?? '', app, options);
  const counts: [string, number][] = [];
  for (const { name } of subject.detection.extensions?.tests ?? []) counts.push([name, (await runTest(name, subject, plan, app, options)).table.rows.length]);
  return Object.fromEntries(counts);
}

const bodyOf = (hint: AllowlistHint, { detection }: Subject): Record<string, unknown> => Object.fromEntries([...Object.entries(hint).filter(([key]) => key !== 'hides'), ['detection', detection.id]]);

test('there are such hints', () => { expect(hinted.length).toBeGreaterThan(2); });

test.each(hinted)('%s', async (_, subject, hint) => {
  await api.store.project(api.now);
  const before = await results(subject);
  expect(Object.entries(before)).toEqual((subject.detection.extensions?.tests ?? []).map(({ name, expected_results: count }) => [name, count]));
  const { body: seen } = await api.ask('POST', '/preview', { entry: bodyOf(hint, subject) });
  expect([seen['state'], Number(seen['hidden']) > 0]).toEqual(['done', true]);
  const { status, body } = await api.ask('POST', '/entries', bodyOf(hint, subject));
  expect([status, body['renewed']]).toEqual([201, true]);
  const hidden = Object.fromEntries(Object.entries(before).map(([name, count]) => [name, hint.hides.includes(name) ? 0 : count]));
  expect(await results(subject)).toEqual(hidden);
});

test('the entry ends, the detection fires again, and the trail tells of it', async () => {
  const [, subject, hint] = hinted[0] ?? [];
  if (!subject || !hint) throw new Error('there is no hint');
  await api.store.project(api.now);
  const before = await results(subject);
  const made = await api.ask('POST', '/entries', { ...bodyOf(hint, subject), expires_at: '2026-12-01T00:00:00Z' });
  expect(await results(subject)).not.toEqual(before);
  const entry = made.body['entry'] as { id: string };
  api.now = START + 30 * 86_400;
  await api.store.project(api.now);
  expect(await results(subject)).toEqual(before);
  const { body } = await api.ask('GET', `/audit?entry=${entry.id}`);
  expect(body['records']).toMatchObject([{ entry_id: entry.id, version: 1, action: 'create', by: 'alice', before: null, after: { reason: hint.reason, expires_at: '2026-12-01T00:00:00Z' } }]);
});
