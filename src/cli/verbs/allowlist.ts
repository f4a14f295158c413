import { entryOptions, entryOf } from '../allowlistentry.js';
import { clientOf, serverOptions } from '../allowlistclient.js';
import type { AllowlistClient, Reply } from '../allowlistclient.js';
import { entryTable, listOf, previewText, problemText } from '../allowlistreport.js';
import { quoted } from '../arguments.js';
import type { Io } from '../io.js';
import { exitCodes, formatOption, wrongUse } from '../verb.js';
import type { Args, Verb } from '../verb.js';

type Action = (client: AllowlistClient, args: Args, io: Io) => Promise<number>;

const actions: ReadonlyMap<string, Action> = new Map([['add', add], ['list', list], ['preview', preview], ['remove', remove]]);

export const allowlist: Verb = {
  name: 'allowlist',
  summary: 'Adds, lists, tries and removes allowlist entries, of `bitsjobs serve` or of a Splunk; prints which rights roles need for it.',
  usage: 'add|list|preview|remove|rights [<id>] [options]',
  operands: 2,
  options: [
    ...entryOptions,
    { name: 'text', value: 'text', doc: 'list: only entries that have this somewhere.' },
    { name: 'days', value: 'number', doc: 'preview: how far back to look, 30 at most.' },
    ...serverOptions,
    formatOption,
  ],
  examples: [
    { line: "allowlist preview --detection 'BITS Job Persistence' --process '*depot.example.net*'", doc: 'Shows which past results such an entry would hide.' },
    { line: "allowlist add --detection 'BITS Job Persistence' --process '*depot.example.net*' --reason '...'", doc: 'Adds it, for 90 days; the next run of the detection obeys.' },
    { line: 'allowlist list --server https://splunk.corp.example:8089 --ca corp-ca.pem', doc: 'Lists the entries of a Splunk, with the token in BITSJOBS_TOKEN.' },
    { line: 'allowlist remove 0d2c1a7e-3f8b-4c5d-9e6f-7a8b9c0d1e2f', doc: 'Removes one; the audit trail keeps what it was.' },
    { line: 'allowlist rights', doc: 'Prints what roles of other apps would need, as advice.' },
  ],
  async run(args, io) {
    const [name] = args.operands;
    if (name === 'rights') return sayRights(io);
    const action = actions.get(name ?? '');
    if (!action) return wrongUse(io, name === undefined ? 'allowlist needs to be told what to do' : `allowlist cannot ${quoted(name)}`, `Usage: bitsjobs allowlist ${allowlist.usage}`);
    const client = await clientOf(args, io);
    return typeof client === 'string' ? wrongUse(io, client) : action(client, args, io);
  },
};

async function sayRights(io: Io): Promise<number> {
  const { rightsText } = await import('../rights.js');
  io.out(rightsText());
  return exitCodes.done;
}

async function add(client: AllowlistClient, args: Args, io: Io): Promise<number> {
  const entry = await entryOf(args, client);
  if (typeof entry === 'string') return wrongUse(io, entry);
  const reply = await client.ask('POST', '/entries', Object.fromEntries(entry));
  return show(reply, args, io, ({ body }) => {
    const made = body.get('entry') as { readonly id?: unknown; readonly expires_at?: unknown } | undefined;
    return `added ${String(made?.id)}, until ${String(made?.expires_at)}${body.get('renewed') === true ? '' : '; the searches obey within five minutes'}\n`;
  });
}

async function list(client: AllowlistClient, args: Args, io: Io): Promise<number> {
  const wanted = await entryOf(args, client);
  if (typeof wanted === 'string') return wrongUse(io, wanted);
  const text = args.one('text');
  const query = new URLSearchParams({ ...(wanted.has('detection') && { detection: String(wanted.get('detection')) }), ...(text !== undefined && { text }) });
  const reply = await client.ask('GET', `/export?${query.toString()}`);
  return show(reply, args, io, ({ body }) => entryTable(listOf(body.get('entries')), io.now()));
}

/** Searches run as long as they run; Ctrl-C ends the wait. */
async function preview(client: AllowlistClient, args: Args, io: Io): Promise<number> {
  const entry = await entryOf(args, client);
  if (typeof entry === 'string') return wrongUse(io, entry);
  const days = Number(args.one('days') ?? 7);
  let jobs: readonly unknown[] = [];
  for (;;) {
    const reply = await client.ask('POST', '/preview', { entry: Object.fromEntries(entry), days, jobs });
    if (typeof reply === 'string' || reply.status !== 202) return show(reply, args, io, ({ body }) => previewText(body));
    jobs = listOf(reply.body.get('searches')).filter((search) => typeof search.get('job') === 'string').map((search) => ({ detection: search.get('detection'), job: search.get('job') }));
    await io.pause(1);
  }
}

async function remove(client: AllowlistClient, args: Args, io: Io): Promise<number> {
  const id = args.operands[1];
  if (id === undefined) return wrongUse(io, 'allowlist remove needs the id of an entry', 'bitsjobs allowlist list shows them.');
  const path = `/entries/${encodeURIComponent(id)}`;
  const found = await client.ask('GET', path);
  if (typeof found === 'string' || found.status !== 200) return show(found, args, io, () => '');
  const reply = await client.ask('DELETE', `${path}?version=${String(found.body.get('version'))}`);
  return show(reply, args, io, () => `removed ${id}; the audit trail keeps what it was\n`);
}

/** Refusals are findings about what was asked for; no answer at all is wrong use of the server's address. */
function show(reply: Reply | string, args: Args, io: Io, text: (reply: Reply) => string): number {
  if (typeof reply === 'string') return wrongUse(io, reply);
  const isDone = reply.status < 300;
  if (args.one('format') === 'json') io.out(`${reply.body.size > 0 ? JSON.stringify(Object.fromEntries(reply.body)) : '{}'}\n`);
  else if (isDone) io.out(text(reply));
  if (!isDone) io.err(problemText(reply));
  return isDone ? exitCodes.done : exitCodes.findings;
}
