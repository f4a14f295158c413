/** Event files as they are named on the command line, and how far the reading of them is. */
import { printable } from '../diagnostic/index.js';
import type { BrokenRecord } from '../lab/index.js';
import type { Io } from './io.js';
import type { Option } from './verb.js';

export const eventsOption: Option = {
  name: 'events', value: 'path', many: true,
  doc: 'Windows events: XML, JSON or JSON lines, or rows of a data model as JSON or CSV; .gz too. A folder gives all its event files.',
};

/** The files, or why there are none. */
export function eventFiles(paths: readonly string[], list: (paths: readonly string[]) => string[]): string[] | string {
  try {
    const files = list(paths);
    return files.length > 0 ? files : 'there are no event files: names end in .json, .jsonl, .xml, .csv, .log or .txt, or in .gz behind that';
  } catch (error) {
    const [code, path] = error instanceof Error && 'code' in error && 'path' in error ? [String(error.code), String(error.path)] : ['unreadable', paths.join(', ')];
    return `${path} cannot be read (${code})`;
  }
}

/** Which of the files is being read, and how much of it. */
export function progressBar(files: readonly string[], io: Io): (file: string, bytes: number) => void {
  return (file, bytes) => { io.progress(`reading ${files.indexOf(file) + 1} of ${files.length}: ${file.slice(-60)}, ${Math.round(bytes / 1024 / 1024)} MB`); };
}

/** What could not be read, in a line; nothing where all could. */
export function brokenText({ broken, brokenCount }: { readonly broken: readonly BrokenRecord[]; readonly brokenCount: number }): string[] {
  const first = broken.slice(0, 3).map(({ file, line, why }) => printable(`${file}:${line} ${why}`));
  return brokenCount === 0 ? [] : [`${brokenCount} record${brokenCount === 1 ? '' : 's'} could not be read, the first of them: ${first.join('; ')}`];
}
