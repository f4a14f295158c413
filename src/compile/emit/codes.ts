import type { CodeTable } from '../../diagnostic/index.js';

/** What can be wrong while conf files are written. Letter E. */
export const emitCodes = {
  E101: { severity: 'error', means: 'A stanza is written by hand and generated too.', mend: 'Remove the stanza from the hand-written file, or the content that makes it.' },
  E102: { severity: 'error', means: 'An object cannot be written, since its name cannot be that of a stanza, or another object has that stanza already; it is left out.', mend: 'Rename it.' },
  E103: { severity: 'error', means: 'Two files have the same path in the app; the hand-written one is kept.', mend: 'Remove one of the two.' },
} as const satisfies CodeTable;
