import type { CodeTable } from '../../diagnostic/index.js';

/** What can go wrong when the app is written. Letter P. */
export const packCodes = {
  P101: { severity: 'error', means: 'The output folder cannot be written to. Nothing was left behind in it.', mend: 'Give --out a folder that you may write to, on a disk with room.' },
  P102: { severity: 'error', means: 'A file of the app has a path that no archive of ours may hold. The file is left out.', mend: 'Use a plain path below the app folder: no dot files, no `..`, no backslash, no control characters, nothing in local/.' },
  P103: { severity: 'error', means: 'The folder that the unpacked app would replace is not an app that we built.', mend: 'Give another folder with --out, or move that one away.' },
  P104: { severity: 'error', means: 'The app id or the version cannot be part of a file name.', mend: 'Use letters, digits, _ and - in the id, and a version such as 1.2.3.' },
  P105: { severity: 'error', means: 'Two files of the app have one path. The second is left out.', mend: 'Rename or remove one of the two.' },
} as const satisfies CodeTable;
