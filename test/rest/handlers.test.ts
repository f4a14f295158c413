/** Three processes of the handler as splunkd starts them, fifty people who change the same entries through them, and a splunkd that fails all the while. */
import { rmSync } from 'node:fs';
import { ANY, AUDIT_COLLECTION, ENTRY_COLLECTION, writeMoment } from '../../src/model/index.js';
import type { AllowlistEntry } from '../../src/model/index.js';
import { HandlerProcess, install } from './installed.js';
import type { HandlerReply, Installed } from './installed.js';
import { now } from './store/entries.js';
import { RENEWAL, splunkWithApp } from './store/splunk.js';
import { createEntries, faultsOf, shake, targetOf } from './store/torture.js';
import type { Acknowledged } from './store/torture.js';

const users = { 'key-of-alice': { name: 'alice', capabilities: ['search', 'view_bits_allowlist', 'edit_bits_allowlist', 'edit_bits_allowlist_all'] } };
const WRITERS = 50;

let installed: Installed | undefined;
afterAll(() => { if (installed) rmSync(installed.home, { recursive: true, force: true }); });

/** One request after the other, as splunkd asks a handler. */
function queueOf(handler: HandlerProcess): (method: string, path: string, body?: unknown) => Promise<HandlerReply> {
  let last: Promise<unknown> = Promise.resolve();
  return (method, path, body) => {
    const reply = last.then(() => handler.ask(method, path, body === undefined ? {} : { body }));
    last = reply.catch(() => undefined);
    return reply;
  };
}

test('no update is lost', async () => {
  const splunk = await splunkWithApp({ users });
  const { standIn } = splunk;
  installed = install(standIn);
  const target = targetOf(standIn, RENEWAL);
  const entries = await createEntries(target, 5, { detection: ANY, expires_at: writeMoment(Math.floor(Date.now() / 1000) + 86_400) });
  standIn.clock = () => Date.now() / 1000;
  shake(standIn);
  const handlers = [1, 2, 3].map(() => new HandlerProcess(installed ?? { home: '', app: '' }, standIn));
  const queues = handlers.map(queueOf);
  const acknowledged: Acknowledged[] = [];
  const statuses = new Set<number>();

  async function countUp(writer: number): Promise<void> {
    const ask = queues[writer % queues.length];
    const id = entries[writer % entries.length]?.id ?? '';
    for (let attempt = 0; ask; attempt += 1) {
      const tag = `${writer}-${attempt}`;
      const read = await ask('GET', `/entries/${id}`);
      if (read.status !== 200) continue;
      const { version, ticket } = read.body as unknown as AllowlistEntry;
      const reply = await ask('POST', `/entries/${id}`, { version, ticket: String(Number(ticket) + 1), reason: `Counted up by ${tag}.` });
      statuses.add(reply.status);
      if (![200, 412, 502, 503].includes(reply.status)) throw new Error(`${reply.status} ${reply.text}`);
      if (reply.status !== 200) continue;
      acknowledged.push({ id, version: version + 1, tag });
      return;
    }
  }

  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => countUp(writer)));
  standIn.fault = () => undefined;
  expect(acknowledged).toHaveLength(WRITERS);
  expect(statuses).toContain(412);
  const store = splunk.open();
  await store.project(now);
  expect(await faultsOf(target, entries, acknowledged)).toEqual([]);
  expect(standIn.collections.get(ENTRY_COLLECTION)?.documents()).toHaveLength(entries.length);
  expect(standIn.collections.get(AUDIT_COLLECTION)?.documents().filter((row) => row['pending'] !== 0)).toEqual([]);
  expect(await Promise.all(handlers.map((handler) => handler.end()))).toEqual([0, 0, 0]);
  expect(handlers.map(({ errors }) => errors).join('')).toBe('');
});
