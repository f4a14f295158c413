/** Real recordings: what uses BITS says so; what only names it, and all the rest, says nothing. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf } from '../../src/windows/index.js';
import type { Facts } from '../../src/windows/index.js';
import { dataFolder, describeWithData } from '../data.js';

type Recorded = Readonly<Record<string, unknown>>;

function recordedFacts(event: Recorded): Facts | undefined {
  const data = (event['EventData'] ?? {}) as Recorded;
  return factsOf((field) => {
    const value = Object.hasOwn(data, field) ? data[field] : Object.hasOwn(event, field) ? event[field] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  });
}

describeWithData('recordings', () => {
  const folder = join(dataFolder, 'events');
  const [, ...rows] = readFileSync(join(folder, 'labels.csv'), 'utf8').trim().split('\n').map((row) => row.split(','));
  const labels = new Map(rows.map(([file, line, label]) => [`${file ?? ''}:${line ?? ''}`, label]));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.jsonl'));
  const events = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n').map((text, index) => ({ label: labels.get(`${file}:${index + 1}`), event: JSON.parse(text) as Recorded })));
  const ofLabel = (wanted: string | undefined) => events.filter(({ label }) => label === wanted).map(({ event }) => recordedFacts(event));

  test('what must be found has a deed', () => {
    const found = ofLabel('detect');
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter((facts) => !facts?.verbs.some((verb) => verb === 'transfer' || verb === 'create'))).toEqual([]);
  });

  test('traps say nothing', () => {
    expect(ofLabel('trap').map((facts) => facts?.verbs)).toEqual(ofLabel('trap').map(() => undefined));
  });

  test('of thousands of other events only toggles of the service and a load of its library say something', () => {
    const said = ofLabel(undefined).flatMap((facts) => (facts ? [facts.verbs.join(' ')] : []));
    expect(said.length).toBeLessThan(10);
    expect(said.filter((verbs) => verbs !== 'enable' && verbs !== 'load')).toEqual([]);
  });
});
