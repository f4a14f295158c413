import { compileExpression } from '../eval/compile.js';
import { neededFields } from '../eval/names.js';
import { expression } from '../syntax/grammar.js';
import { command } from './command.js';

export const where = command({
  name: 'where',
  about: 'Keeps the rows for which the expression is true; neither false nor null is.',
  syntax: expression,
  reads: neededFields,
  columns: (_, input) => input,
  run: (predicate, input, context) => {
    const accepts = compileExpression(predicate, context);
    return { ...input, rows: input.rows.filter(({ fields }) => accepts(fields) === true) };
  },
});
