/** Real recordings: what concerns BITS says so, and nothing else does. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf } from '../../src/windows/index.js';
import type { Facts } from '../../src/windows/index.js';
import { dataFolder, describeWithData } from '../data.js';

interface Recorded {
  readonly EventID: number | string;
  readonly Channel?: string;
  readonly Provider?: string;
  readonly EventData?: Readonly<Record<string, unknown>>;
}

const folder = join(dataFolder, 'events');

function factsOfRecorded(event: Recorded): Facts | undefined {
  const data = event.EventData ?? {};
  return factsOf((field) => {
    const value = Object.hasOwn(data, field) ? data[field] : Object.hasOwn(event, field) ? event[field as keyof Recorded] : undefined;
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
  });
}

describeWithData('recordings', () => {
  const [, ...rows] = readFileSync(join(folder, 'labels.csv'), 'utf8').trim().split('\n');
  const labels = new Map(rows.map((row) => { const [file, line, label, behaviour] = row.split(','); return [`${file}:${line}`, `${label} ${behaviour}`]; }));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.jsonl'));
  test('x', () => {
    const out = new Map<string, [number, string]>();
    let count = 0, ms = performance.now();
    for (const file of files) readFileSync(join(folder, file), 'utf8').trim().split('\n').forEach((text, index) => {
      count++;
      const event = JSON.parse(text) as Recorded;
      const facts = factsOfRecorded(event);
      const label = labels.get(`${file}:${index + 1}`);
      if (!label && !facts) return;
      const key = `${label ?? 'UNLISTED'} # ${event.EventID} ${event.Channel} # ${facts ? facts.evidence + ' ' + facts.tools.join('+') + ':' + facts.verbs.join(' ') : '-'}`;
      const ex = facts ? JSON.stringify({...facts}).slice(0, 300) : '';
      out.set(key, [(out.get(key)?.[0] ?? 0) + 1, ex]);
    });
    console.log([...out].sort().map(([k, [n, e]]) => `${n} ${k}\n      ${k.startsWith('benign')||k.startsWith('related') ? '' : e}`).join('\n'), count, performance.now() - ms);
  });
});
