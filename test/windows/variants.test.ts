/** Every known way to abuse BITS, as an event, says what it does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf } from '../../src/windows/index.js';
import { dataFolder, describeWithData } from '../data.js';

interface Variant {
  readonly id: string;
  readonly title: string;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

describeWithData('variants', () => {
  const variants = readFileSync(join(dataFolder, 'variants.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Variant);
  test('all say what they do', () => {
    const told = variants.flatMap(({ id, title, events }) => events.map((event) => {
      const facts = factsOf((field) => (event[field] === undefined ? undefined : String(event[field])));
      return [id, title, facts ? `${facts.tools.join('+')}: ${facts.verbs.join(' ')} | ${facts.jobs.map(j=>j.name??j.id).join()} | ${facts.transfers.map((t)=>`${t.direction}:${t.source?.text}->${t.destination?.text}`).join()} | ${facts.notify.map(n=>`${n.program?.text} ${n.parameters}`).join()} | ${facts.settings.map(s=>s.name+'='+s.value).join()} | ${facts.carriers.join('>')} | ${facts.hidden.join()} | others ${facts.others.join()}` : `NOTHING ${JSON.stringify(event).slice(0,300)}`].join(' # ');
    }));
    console.log(told.join('\n'));
  });
});
