/** An entry as options of the command line: one for each field of a request. */
import { requestFields } from '../model/index.js';
import type { AllowlistClient } from './allowlistclient.js';
import { listOf, problemText } from './allowlistreport.js';
import { quoted } from './arguments.js';
import type { Args, Option } from './verb.js';

/** Named as people say it; the others have the field's name. */
const names: Readonly<Record<string, string>> = { expires_at: 'expires' };

const fields = Object.entries(requestFields).filter(([field]) => field !== 'enabled')
  .map(([field, { doc }]) => ({ field, option: names[field] ?? field.replaceAll('_', '-'), doc }));

export const entryOptions: readonly Option[] = [
  ...fields.map(({ field, option, doc }) => ({ name: option, value: field === 'expires_at' ? 'moment' : field === 'detection' ? 'name or id' : 'text', doc: docOf(field, doc) })),
  { name: 'disabled', doc: 'add: the entry hides nothing until it is enabled.' },
];

function docOf(field: string, doc: string): string {
  if (field === 'detection') return 'Name or id of the detection; * for all, which needs a right of its own.';
  return field === 'expires_at' ? 'When it ends, such as 2027-01-31T00:00:00Z. Left out: after 90 days.' : doc;
}

/** What was given, by field. A text says what is wrong. */
export async function entryOf(args: Args, client: AllowlistClient): Promise<ReadonlyMap<string, unknown> | string> {
  const entry = new Map<string, unknown>(fields.flatMap(({ field, option }) => {
    const value = args.one(option);
    return value === undefined ? [] : [[field, value] as const];
  }));
  if (args.has('disabled')) entry.set('enabled', false);
  const detection = args.one('detection');
  if (detection === undefined || detection === '*') return entry;
  const id = await idOf(detection, client);
  return typeof id === 'string' ? id : entry.set('detection', id.id);
}

async function idOf(name: string, client: AllowlistClient): Promise<{ readonly id: string } | string> {
  const reply = await client.ask('GET', '/detections');
  if (typeof reply === 'string') return reply;
  if (reply.status !== 200) return problemText(reply).trim();
  const all = listOf(reply.body.get('detections'));
  const found = all.find((one) => [one.get('id'), one.get('name')].some((known) => typeof known === 'string' && known.toLowerCase() === name.toLowerCase()));
  if (found) return { id: String(found.get('id')) };
  return `there is no detection ${quoted(name)}; there are ${all.map((one) => String(one.get('name'))).join(', ')}`;
}
