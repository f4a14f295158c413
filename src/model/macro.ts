import { headerFields } from './header.js';
import { list, pattern, text } from './kind.js';
import { optional, required } from './table.js';
import type { TypeOf } from './table.js';

/** macros/*.yml */
export const macroFields = {
  ...headerFields,
  definition: required(text({ min: 3 }), 'The SPL that the macro stands for, $argument$ for its arguments.'),
  arguments: optional(list(pattern('an argument name of letters, digits, _ and -', /^[\w-]+$/)), 'Names of its arguments.'),
};

export type MacroKeys = TypeOf<typeof macroFields>;
