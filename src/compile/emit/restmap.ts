/** restmap.conf: how splunkd starts the allowlist's REST handler. For apps whose build.yml says `allowlist`, with the handler's program in bin/. */
import type { Stanza } from '../../conf/index.js';
import type { Conf, EmitContext } from './context.js';

/**
 * - `node`: splunkd starts the launcher itself (`driver`, restmap.conf.spec). No app is known that does so with Node.
 * - `python`: splunkd starts its own Python, and that the launcher: the usual way for a handler, for the case that the other one fails.
 */
export type RestDriver = 'node' | 'python';

const LAUNCHER = 'bitsjobs.sh';
const PYTHON_HANDLER = 'bits_rest.py';
/** The program itself, which the build bundles. */
export const HANDLER = 'bin/bits_rest.cjs';

export function restmap({ app, options }: EmitContext): Conf {
  const isThere = options.handWritten.some(({ path }) => path === HANDLER);
  const driver = options.restDriver ?? 'node';
  const stanza: Stanza = { name: 'script:bits_jobs', entries: [...entries, ...(driver === 'node' ? nodeEntries(app.id) : pythonEntries)].sort(([a], [b]) => (a < b ? -1 : 1)) };
  return { name: 'restmap', stanzas: app.extensions.allowlist === true && isThere ? [stanza] : [] };
}

/** The handler checks rights again, by what is asked; these stand in front of its start. */
const entries: Stanza['entries'] = [
  ['match', '/bits_jobs/v1'],
  ['scripttype', 'persist'],
  ['capability', 'view_bits_allowlist'],
  ['capability.get', 'view_bits_allowlist'],
  ['capability.post', 'view_bits_allowlist and edit_bits_allowlist'],
  ['capability.delete', 'view_bits_allowlist and edit_bits_allowlist'],
  ['output_modes', 'json'],
  ['passConf', 'false'],
  ['passHttpHeaders', 'true'],
  ['passPayload', 'true'],
  ['passSession', 'true'],
  // Users may not write to the collections.
  ['passSystemAuth', 'true'],
  ['requireAuthentication', 'true'],
];

/** `script` has no meaning beside `driver`; Splunk's validator wants it to name a file in bin/. */
function nodeEntries(app: string): Stanza['entries'] {
  return [['driver', `$SPLUNK_HOME/etc/apps/${app}/bin/${LAUNCHER}`], ['driver.arg.1', 'bits_rest'], ['script', LAUNCHER]];
}

const pythonEntries: Stanza['entries'] = [['script', PYTHON_HANDLER], ['handler', 'bits_rest.BitsRest'], ['python.version', 'python3'], ['python.required', '3.13']];
