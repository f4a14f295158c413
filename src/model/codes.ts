import type { CodeTable } from '../diagnostic/index.js';

/** What can be wrong with a value of a field table. Letter M. */
export const modelCodes = {
  M101: { severity: 'error', means: 'A required key is missing.', mend: 'Add the key.' },
  M102: { severity: 'error', means: 'The key is not known here.', mend: 'Remove the key or correct its spelling. Keys of our own go under `extensions`.' },
  M103: { severity: 'error', means: 'The value is of the wrong type.', mend: 'Write a value of the type named.' },
  M104: { severity: 'error', means: 'The value is not one of those allowed.', mend: 'Choose one of the values listed by `bitsjobs schema`.' },
  M105: { severity: 'error', means: 'The text does not have the form that is asked for.', mend: 'Write the value in the form named.' },
  M106: { severity: 'error', means: 'The number, or the count of entries, is out of range.', mend: 'Stay within the limits named.' },
  M107: { severity: 'error', means: 'The `$tokens$` of a message cannot be read.', mend: 'Write each field as $field$, without blanks, and at least one.' },
} as const satisfies CodeTable;

export type ModelCode = keyof typeof modelCodes;
