/** What of this program goes into its own app: the bundles of the search command and the REST handler, and the specs of their settings. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AppFile, CompileOptions } from '../compile/index.js';
import type { Io } from './io.js';

const LAUNCHER = join('bin', 'bitsjobs.sh');
/** Where splunkd is to start its Python, and that the launcher. */
const PYTHON = 'bits_rest.py';
/** What the launcher starts first, and what that loads. */
export const bundles = ['bitsscore.cjs', 'bits_rest.cjs', PYTHON] as const;

/** Nothing where the project has no launcher that would start it. */
export async function programFiles(io: Io, restDriver: CompileOptions['restDriver']): Promise<AppFile[]> {
  const paths = bundles.filter((name) => name !== PYTHON || restDriver === 'python').map((name) => join(io.toolFolder, name));
  if (!existsSync(LAUNCHER) || !paths.every((path) => existsSync(path))) return [];
  const programs = paths.map((path) => ({ path: `bin/${basename(path)}`, content: new Uint8Array(readFileSync(path)) }));
  return [...programs, { path: 'README/bitsscore.conf.spec', content: await specText() }, { path: 'README/bits_allowlist.conf.spec', content: await lifetimesText() }];
}

/** Every setting with its default, by the table that the command itself reads them with. */
async function specText(): Promise<string> {
  const { meanings, tuningSettings } = await import('../score/index.js');
  const stanzas = [...new Set(tuningSettings.map(({ stanza }) => stanza))].map((stanza) => {
    const keys = tuningSettings.filter((setting) => setting.stanza === stanza).map(({ key, value, kind }) => `${key} = <${kind}>\n* ${meanings[key] ?? ''}\n* Default: ${value === '' ? 'empty' : value}\n`);
    return `[${stanza}]\n${keys.join('\n')}`;
  });
  return `# How \`| bitsscore\` judges. Change it in local/bitsscore.conf of this app: what has a bad value keeps its default, and the search says so.\n\n${stanzas.join('\n')}`;
}

async function lifetimesText(): Promise<string> {
  const { defaultLifetimes: { defaultDays, longestDays } } = await import('../model/index.js');
  return `# How long allowlist entries live. Change it in local/bits_allowlist.conf of this app: what has a bad value keeps its default, and bits_rest.log says so.

[lifetime]
default_days = <integer>
* Days after which an entry ends whose request names no end.
* Default: ${defaultDays}

longest_days = <integer>
* Days that an entry may live at most, 3650 or fewer.
* Default: ${longestDays}
`;
}
