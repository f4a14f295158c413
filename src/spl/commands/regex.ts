import { translateRegex } from '../regex/index.js';
import { field, text } from '../syntax/grammar.js';
import type { Syntax } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import { valuesOf } from '../value.js';
import { command } from './command.js';

interface Matching {
  readonly field: string;
  readonly negated: boolean;
  readonly pattern: string;
}

const matching: Syntax<Matching> = {
  usage: '[<field>(=|!=)]<regex>',
  begins: (cursor) => !cursor.done,
  read: (cursor) => {
    const first = cursor.peek();
    if (first?.kind === 'string') {
      const pattern = text.read(cursor);
      return { field: '_raw', negated: false, pattern };
    }
    const name = cursor.is('word') || cursor.is('quoted') ? cursor.take() : cursor.fail('S202', 'a regex is missing');
    const operator = cursor.peek();
    if (operator?.text !== '=' && operator?.text !== '!=') return cursor.fail('S202', `= or != is missing behind ${name.text}`, name);
    cursor.take();
    if (cursor.done) cursor.fail('S202', 'a regex is missing', operator);
    return { field: name.text.replace(/^'(.*)'$/s, '$1'), negated: operator.text === '!=', pattern: text.read(cursor) };
  },
  print: ({ field: name, negated, pattern }) => `${name === '_raw' && !negated ? '' : `${field.print(name)}${negated ? '!=' : '='}`}${text.print(pattern)}`,
};

export const regex = command({
  name: 'regex',
  about: 'Keeps the rows whose field matches, or with != does not match, a regex.',
  syntax: matching,
  reads: ({ field: name }) => [name],
  columns: (_, input) => input,
  run: ({ field: name, negated, pattern }, input) => {
    const translated = translateRegex(pattern);
    if ('problem' in translated) return refuse(`the regex ${pattern.slice(0, 80)}: ${translated.problem}`);
    const { regex: compiled } = translated;
    const accepts = (values: readonly string[]): boolean => values.some((value) => compiled.test(value)) !== negated;
    return { ...input, rows: input.rows.filter(({ fields }) => accepts(valuesOf(fields.get(name) ?? null))) };
  },
});
