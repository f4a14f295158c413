import { once } from 'node:events';
import { join } from 'node:path';
import type { Content, ShippedDetection } from '../../model/index.js';
import type { Ports, Store } from '../../rest/index.js';
import { quoted } from '../arguments.js';
import type { Io } from '../io.js';
import { labPreview } from '../labpreview.js';
import { compileSources, sourceOptions, sourcesOf } from '../sources.js';
import { openFolder, STANDALONE_FOLDER, STANDALONE_PORT, tokenFile } from '../standalone.js';
import { exitCodes, wrongUse } from '../verb.js';
import type { Verb } from '../verb.js';

/** The lookup drops what has expired as often as Splunk's scheduled search does. */
const RENEWAL_MILLISECONDS = 300_000;

export const serve: Verb = {
  name: 'serve',
  summary: 'Runs the allowlist by itself: the REST handler on loopback, its store in a folder, previews over the samples.',
  usage: '[--port <number>] [--data <folder>] [--content <folder>]',
  options: [
    ...sourceOptions.filter(({ name }) => name === 'content' || name === 'add'),
    { name: 'port', value: 'number', fallback: STANDALONE_PORT, doc: 'Where to listen on 127.0.0.1; 0 for any port that is free.' },
    { name: 'data', value: 'folder', fallback: STANDALONE_FOLDER, doc: 'Where entries, the lookup made of them and the token are kept.' },
  ],
  examples: [{ line: 'serve', doc: 'Serves the detections of the project in the current folder, until Ctrl-C.' }],
  async run(args, io) {
    const given = args.one('port') ?? STANDALONE_PORT;
    const port = Number(given);
    if (!/^\d{1,5}$/.test(given) || port > 65_535) return wrongUse(io, `--port cannot be ${quoted(given)}`, 'Give a number from 1 to 65535, or 0 for any that is free.');
    const shipped = await detectionsOf(sourcesOf(args), io);
    if (typeof shipped === 'string') return wrongUse(io, shipped);
    const folder = args.one('data') ?? STANDALONE_FOLDER;
    const opened = openFolder(folder);
    if (typeof opened === 'string') return wrongUse(io, opened, 'Give another folder with --data.');
    const store = await openStore(folder);
    if (typeof store === 'string') return wrongUse(io, store);
    try {
      return await serveUntilStopped({ ...shipped, ...opened, store, folder, port }, io);
    } finally {
      await store.close();
    }
  },
};

interface Shipped {
  readonly detections: readonly ShippedDetection[];
  readonly content: Content;
  readonly texts: ReadonlyMap<string, string>;
}

async function detectionsOf(sources: Parameters<typeof compileSources>[0], io: Io): Promise<Shipped | string> {
  const { SHIPPED_LIST, readShipped } = await import('../../model/index.js');
  const { content, files } = await compileSources(sources, { target: 8, digestMode: 'auto' }, io);
  io.endStages();
  if (!content) return 'there is no content that can be read: bitsjobs check tells why';
  const texts = new Map(files.map(({ path, content: text }) => [path, typeof text === 'string' ? text : Buffer.from(text).toString('utf8')]));
  const list = texts.get(SHIPPED_LIST);
  const detections = list === undefined ? 'its build.yml names no filter_macro' : readShipped(list);
  return typeof detections === 'string' ? `this content has no allowlist: ${detections}` : { detections, content, texts };
}

async function openStore(folder: string): Promise<Store | string> {
  const { openEmbedded, StoreFailure } = await import('../../rest/index.js');
  try {
    return await openEmbedded({ database: join(folder, 'allowlist.db'), lookup: join(folder, 'bits_allowlist_active.csv') });
  } catch (error) {
    if (error instanceof StoreFailure) return error.message;
    throw error;
  }
}

interface Serving extends Shipped {
  readonly token: string;
  readonly isNew: boolean;
  readonly store: Store;
  readonly folder: string;
  readonly port: number;
}

async function serveUntilStopped(serving: Serving, io: Io): Promise<number> {
  const { createApp, defaultPorts, listen, logText } = await import('../../rest/index.js');
  const { store, token, detections } = serving;
  const ports: Ports = {
    ...defaultPorts, store: () => store, detections, preview: await labPreview(serving.content, serving.texts), clock: () => io.now(), version: io.version,
    log: (line) => { io.err(logText(line, new Date(io.now() * 1000).toISOString(), io.processId)); },
  };
  const listening = await listen(createApp(ports, { token, user: io.user() }), serving.port);
  if ('refused' in listening) return cannotListen(listening.refused, serving.port, io);
  io.out(greeting(serving, listening.port, io));
  const renew = (): void => {
    store.project(io.now()).catch((error: unknown) => { ports.log({ kind: 'error', message: `the lookup was not renewed: ${error instanceof Error ? error.message : String(error)}` }); });
  };
  renew();
  const renewal = setInterval(renew, RENEWAL_MILLISECONDS);
  if (!io.signal.aborted) await once(io.signal, 'abort');
  clearInterval(renewal);
  await listening.close();
  io.out('bitsjobs: stopped\n');
  return exitCodes.done;
}

function cannotListen(code: string, port: number, io: Io): number {
  const why = code === 'EADDRINUSE' ? `port ${port} is taken: another bitsjobs serve, or another program` : `port ${port} cannot be listened on (${code})`;
  return wrongUse(io, why, 'Give another one with --port, or --port 0 for any that is free.');
}

/** The token is shown when it is made, and never again. */
function greeting({ detections, isNew, token, folder }: Serving, port: number, io: Io): string {
  const elsewhere = (port === Number(STANDALONE_PORT) ? '' : ` --server http://127.0.0.1:${port}`) + (folder === STANDALONE_FOLDER ? '' : ` --token-file ${tokenFile(folder)}`);
  return [
    `bitsjobs ${io.version}: the allowlist is at http://127.0.0.1:${port}/bits_jobs/v1, for ${detections.length} detections; Ctrl-C ends it`,
    `  token     ${isNew ? `${token}   (shown once; kept in ${tokenFile(folder)})` : `in ${tokenFile(folder)}`}`,
    `  kept in   ${folder}`,
    `  to try    bitsjobs allowlist list${elsewhere}`,
    '',
  ].join('\n');
}
