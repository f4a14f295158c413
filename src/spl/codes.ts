import type { CodeTable } from '../diagnostic/index.js';

/** What can be wrong with a search. Letter S. */
export const splCodes = {
  S101: { severity: 'error', means: 'A double quote is not closed.', mend: 'Close the quote; write \\" for a quote inside.' },
  S102: { severity: 'error', means: 'A back-tick is not closed.', mend: 'A macro call stands between two back-ticks.' },
  S103: { severity: 'error', means: 'A comment is not closed.', mend: 'Close it with three back-ticks.' },
  S104: { severity: 'error', means: 'A bracket or parenthesis has no partner.', mend: 'Close or remove it.' },
  S105: { severity: 'error', means: 'There is no command between two pipes.', mend: 'Remove one of the pipes.' },
  S106: { severity: 'error', means: 'The macro call cannot be read.', mend: 'Write `name` or `name(first, second)`.' },
  S107: { severity: 'error', means: 'Macros call each other in a circle, or expand too far.', mend: 'Break the circle.' },
  S201: { severity: 'warning', means: 'The command is not known.', mend: 'Correct its name, or declare the command of another app.' },
  S202: { severity: 'error', means: 'The arguments of a command do not follow its syntax.', mend: 'Write them as its usage shows.' },
  S203: { severity: 'error', means: 'The command has no such option.', mend: 'Correct or remove it.' },
  S204: { severity: 'error', means: 'The value of an option has another type.', mend: 'Write a value of the type named.' },
  S205: { severity: 'error', means: 'The function is not known.', mend: 'Correct its name.' },
  S206: { severity: 'error', means: 'A function has too few or too many arguments.', mend: 'Call it as its syntax shows.' },
  S207: { severity: 'error', means: 'An expression cannot be read.', mend: 'Strings stand in "…", fields with unusual names in \'…\'.' },
  S208: { severity: 'error', means: 'The terms of a search cannot be read.', mend: 'Write field=value; quote a value that holds blanks or is an operator.' },
  S209: { severity: 'error', means: 'Subsearches or parentheses are nested too deep.', mend: 'Split the search.' },
} as const satisfies CodeTable;

/** A fault at offsets (UTF-16 units) of a search's text; who knows the file makes a diagnostic of it. */
export interface SyntaxProblem {
  readonly code: keyof typeof splCodes;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}
