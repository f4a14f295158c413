/** Where splunkd starts the handler, by bin/bitsjobs.sh. The only file here that knows of files, clock and process. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SHIPPED_LIST, readShipped } from '../model/index.js';
import type { ShippedDetection } from '../model/index.js';
import { openTransport, trustOf } from '../splunk/index.js';
import type { Transport } from '../splunk/index.js';
import { logText } from './log.js';
import type { LogLine } from './log.js';
import type { Session } from './session.js';
import { readSettings, SETTINGS_CONF } from './settings.js';
import { answerSplunkd, clientFor } from './splunkd.js';
import { splunkPreview } from './splunkpreview.js';
import { openKvStore } from './store/kvstore.js';
import { StoreFailure } from './store/store.js';
import { serveSplunkd } from './transport/splunkd.js';

/** Set by build.js. */
declare const BITSJOBS_VERSION: string;

const LARGEST_LOG = 10 << 20;
/** The saved search that renews the lookup (compile/emit/allowlistsearches.ts). */
const RENEWAL = 'BITS - Allowlist Renewal';

const folder = resolve(dirname(process.argv[1] ?? '.'), '..');
const home = process.env['SPLUNK_HOME'] ?? '';
const app = basename(folder);

/** Below var/log/splunk, where Splunk indexes it. A log that cannot be written must not stop a change: the trail is in the store too. */
function log(line: LogLine): void {
  if (home === '') return;
  const file = join(home, 'var/log/splunk', line.kind === 'audit' ? 'bits_allowlist_audit.log' : 'bits_rest.log');
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG) renameSync(file, `${file}.1`);
    appendFileSync(file, logText(line, new Date().toISOString(), process.pid), { mode: 0o600 });
  } catch {
    return;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(join(folder, path), 'utf8');
  } catch {
    return '';
  }
}

function shipped(): readonly ShippedDetection[] {
  const detections = readShipped(textOf(SHIPPED_LIST));
  if (typeof detections !== 'string') return detections;
  log({ kind: 'error', message: `${SHIPPED_LIST}: ${detections}; install the app again` });
  return [];
}

let opened: Transport | undefined;
/** Of the process: splunkd is asked over connections that stay open. */
function transport(): Transport {
  opened ??= openTransport({ trust: trustOf(home) });
  return opened;
}

function splunkdOf({ splunkd }: Session): NonNullable<Session['splunkd']> {
  if (!splunkd) throw new StoreFailure('refused', 'there is no splunkd to ask');
  return splunkd;
}

async function run(): Promise<number> {
  const place = { transport, app };
  const clock = (): number => Date.now() / 1000;
  const { lifetimes, problems } = readSettings(['default', 'local'].map((layer) => textOf(`${layer}/${SETTINGS_CONF}.conf`)));
  for (const message of problems) log({ kind: 'error', message });
  const answer = answerSplunkd({
    ...place, lifetimes, clock, log, newId: randomUUID, version: BITSJOBS_VERSION, detections: shipped(),
    store: (session) => {
      const splunkd = splunkdOf(session);
      return openKvStore({ client: clientFor(place, splunkd, { token: splunkd.systemToken }), renewal: RENEWAL, clock });
    },
    preview: splunkPreview({ newId: randomUUID, client: (session) => clientFor(place, splunkdOf(session), { token: session.token ?? '' }) }),
  });
  const write = (bytes: Uint8Array): Promise<void> => new Promise((done, fail) => {
    process.stdout.write(bytes, (error) => { if (error) fail(error); else done(); });
  });
  const { kind, message } = await serveSplunkd({ input: process.stdin, write }, answer);
  opened?.close();
  if (kind === 'broken') log({ kind: 'error', message: `the conversation with splunkd ended: ${message}` });
  return kind === 'broken' ? 1 : 0;
}

function failed(error: unknown): void {
  log({ kind: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = 1;
}

// splunkd ended the handler and closed the pipe; there is nobody left to tell.
process.stdout.on('error', failed);

run().then((code) => { process.exitCode = code; }, failed);
