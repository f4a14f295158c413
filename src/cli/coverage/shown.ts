/** Where a result goes: to standard output in one format, or to files. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Io } from '../io.js';
import type { Args } from '../verb.js';

export interface Shown {
  readonly markdown: () => string;
  readonly json: () => readonly object[];
}

/** What a folder of `--out` takes, by name; the ending gives the format. */
export type Files = Readonly<Record<string, Shown>>;

/** A file of `--out` takes what would be printed. Throws what the file system says. */
export async function show(result: Shown, files: Files, args: Args, io: Io): Promise<void> {
  const out = args.one('out');
  if (out === undefined) io.out(args.one('format') === 'json' ? jsonText(result) : result.markdown());
  else if (/\.(?:json|md)$/i.test(out)) writeFileSync(out, textOf(out, result));
  else await writeAll(files, out, io);
}

async function writeAll(files: Files, folder: string, io: Io): Promise<void> {
  const { makeFolder } = await import('../../compile/index.js');
  makeFolder(folder);
  for (const [name, shown] of Object.entries(files)) {
    writeFileSync(join(folder, name), textOf(name, shown));
    io.out(`${join(folder, name)}\n`);
  }
}

function textOf(name: string, shown: Shown): string {
  return /json$/i.test(name) ? jsonText(shown) : shown.markdown();
}

/** An array with one element a line, so that two of them can be compared line by line. */
function jsonText({ json }: Shown): string {
  return `[\n${json().map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;
}
