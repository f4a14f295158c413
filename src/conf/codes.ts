import type { CodeTable } from '../diagnostic/index.js';

/** What can be wrong in a .conf file. Letter F. */
export const confCodes = {
  F101: { severity: 'error', means: 'The line is neither a comment, a [stanza] nor `key = value`.', mend: 'Correct the line; Splunk would ignore it.' },
  F102: { severity: 'error', means: 'A stanza header is not [name] and nothing else.', mend: 'Close it with ]; put a comment on a line of its own.' },
  F103: { severity: 'warning', means: 'The key stands twice in one stanza; the last one counts.', mend: 'Remove one of the two.' },
} as const satisfies CodeTable;
