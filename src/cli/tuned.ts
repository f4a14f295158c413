/** How scores are tuned: a bitsscore.conf in the place of the one that an app would have. */
import { readFileSync, statSync } from 'node:fs';
import { printable } from '../diagnostic/index.js';
import type { Tuning } from '../score/index.js';
import type { ConfFile } from '../searchcommand/index.js';
import type { Io } from './io.js';
import type { Args, Option } from './verb.js';

export const tuningOptions: readonly Option[] = [
  { name: 'settings', value: 'file', many: true, doc: 'A bitsscore.conf with weights, threshold and trusted sources of your own; of several the later ones win.' },
  { name: 'threshold', value: 'number', doc: 'Scores from here on, 0 to 100. Default: that of the settings, else 50.' },
];

/** A text says what is wrong with the call. What is wrong with a setting is shown, and its default holds, as in a search. */
export async function tuningFrom(args: Args, io: Io): Promise<Tuning | string> {
  const [{ LARGEST_CONF, readSettings }, { readTuning }] = await Promise.all([import('../searchcommand/index.js'), import('../score/index.js')]);
  const files: ConfFile[] = [];
  for (const name of args.many('settings')) {
    const file = confFile(name, LARGEST_CONF);
    if (!file) return `the settings ${name} cannot be read`;
    files.push(file);
  }
  const settings = readSettings(files);
  const { tuning, problems } = readTuning(settings.stanzas);
  for (const problem of [...settings.problems, ...problems.map(({ stanza, key, message }) => `[${stanza}] ${key}: ${message}`)]) io.err(`warning: ${printable(problem)}\n`);
  const threshold = args.one('threshold');
  if (threshold === undefined) return tuning;
  if (!/^\d{1,3}$/.test(threshold) || Number(threshold) > 100) return `--threshold must be a whole number from 0 to 100, not ${JSON.stringify(threshold)}`;
  return { ...tuning, threshold: Number(threshold) };
}

function confFile(name: string, largest: number): ConfFile | undefined {
  try {
    return statSync(name).size > largest ? { name } : { name, text: readFileSync(name, 'utf8') };
  } catch {
    return undefined;
  }
}
