/** Gives the lab what it needs from outside: a clock, a time limit, the external commands. */
import type { Content } from '../model/index.js';
import type { InstalledApp, LabOptions, Proofs, ProofsOptions } from '../lab/index.js';
import { bitsscoreSyntax, externalCommands } from './bitsscore.js';
import type { Io } from './io.js';

/** Longest time that one command of a search may take over the samples of a test. */
const COMMAND_MILLISECONDS = 10_000;

/** `texts` are the files of the app whose searches are run. */
export async function labOptions(texts: ReadonlyMap<string, string>): Promise<LabOptions> {
  const [{ timeLimit }, { datasetFields }, command] = await Promise.all([import('../lab/index.js'), import('../cim/index.js'), bitsscoreSyntax()]);
  return { findExternal: externalCommands(texts), commands: [command], guard: timeLimit(COMMAND_MILLISECONDS), timeZone: 'UTC', datasetFields };
}

export async function proveOptions(texts: ReadonlyMap<string, string>, io: Io): Promise<ProofsOptions> {
  return { ...(await labOptions(texts)), clock: () => io.seconds() * 1000, step: (name) => io.stage(`proving ${name}`) };
}

export async function proveApp(content: Content, texts: ReadonlyMap<string, string>, io: Io, only?: ProofsOptions['only']): Promise<Proofs & { readonly app: InstalledApp; readonly options: ProofsOptions }> {
  const { proveAll, readApp } = await import('../lab/index.js');
  const options = { ...(await proveOptions(texts, io)), ...(only && { only }) };
  const app = readApp(texts);
  return { ...(await proveAll(content, app, options)), app, options };
}
