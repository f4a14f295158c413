import { withColumns } from '../columns.js';
import { strftime, strptime } from '../functions/datetime.js';
import type { EvalContext } from '../functions/function.js';
import { suggestion } from '../syntax/cursor.js';
import { enclosed, field, many, options, sequence, text } from '../syntax/grammar.js';
import type { Syntax } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row } from '../table.js';
import { multivalue, numberOf, textOf, valuesOf } from '../value.js';
import type { Value } from '../value.js';
import { command } from './command.js';
import { nameMatcher } from './fields.js';

interface Conversion {
  readonly name: string;
  /** May hold stars. */
  readonly field: string;
  readonly as: string | undefined;
}

const NAMES = ['auto', 'ctime', 'dur2sec', 'memk', 'mktime', 'mstime', 'none', 'num', 'rmcomma', 'rmunit'];

const conversion: Syntax<Conversion> = {
  usage: '<function>(<field>) [AS <field>]',
  begins: (cursor) => cursor.is('word') && !cursor.isAssignment(),
  read: (cursor) => {
    const token = cursor.take();
    const name = token.text.toLowerCase();
    if (!NAMES.includes(name)) cursor.fail('S205', `convert has no function ${token.text}${suggestion(name, NAMES)}`, token);
    const argument = enclosed(field).read(cursor);
    const as = cursor.peek();
    if (!cursor.takeWord('as')) return { name, field: argument, as: undefined };
    return { name, field: argument, as: field.begins(cursor) ? field.read(cursor) : cursor.fail('S202', 'a name is missing behind AS', as) };
  },
  print: ({ name, field: argument, as }) => `${name}(${field.print(argument)})${as === undefined ? '' : ` as ${field.print(as)}`}`,
};

const DEFAULT_FORMAT = '%m/%d/%Y %H:%M:%S';

type Convert = (value: string, format: string, context: EvalContext) => Value;

/** What cannot be converted stays as it is for auto, ctime and rmcomma, and is gone for the others. */
const conversions: ReadonlyMap<string, Convert> = new Map<string, Convert>([
  ['ctime', (value, format, context) => {
    const time = numberOf(value);
    return time === undefined ? value : strftime(time, format, context.timeZone);
  }],
  ['mktime', (value, format, context) => strptime(value, format, context)],
  ['auto', (value) => numberOf(value) ?? value],
  ['num', (value) => numberOf(value) ?? null],
  ['none', (value) => value],
  ['rmcomma', (value) => value.replaceAll(',', '')],
  ['rmunit', (value) => /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/.exec(value)?.[1] ?? null],
  ['dur2sec', (value) => duration(value)],
  ['memk', (value) => kilobytes(value)],
]);

function duration(value: string): Value {
  const match = /^(?:(\d+)\+)?(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(value.trim());
  return match ? Number(match[1] ?? 0) * 86_400 + Number(match[2] ?? 0) * 3600 + Number(match[3]) * 60 + Number(match[4]) : null;
}

function kilobytes(value: string): Value {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmg]?)\s*$/i.exec(value);
  if (!match) return null;
  return Number(match[1]) * ({ m: 1024, g: 1024 * 1024 }[(match[2] ?? '').toLowerCase()] ?? 1);
}

export const convert = command({
  name: 'convert',
  about: 'Converts values of fields, such as epoch times into dates.',
  syntax: sequence({ options: options({ timeformat: text }), conversions: many(conversion) }),
  reads: ({ conversions: list }) => list.filter(({ field: name }) => !name.includes('*')).map(({ field: name }) => name),
  columns: ({ conversions: list }, input) => withColumns(input, list.flatMap(({ as }) => as ?? [])),
  run: ({ options: { timeformat = DEFAULT_FORMAT }, conversions: list }, input, context) => {
    const steps = list.map((step) => ({ ...step, accepts: nameMatcher([step.field]), change: conversions.get(step.name) ?? refuse(`convert ${step.name} is not run`) }));
    const rows = input.rows.map((row): Row => {
      const fields = new Map(row.fields);
      for (const { accepts, as, change } of steps) {
        for (const [name, value] of [...fields].filter(([candidate]) => accepts(candidate))) {
          const changed = multivalue(valuesOf(value).flatMap((one) => change(one, timeformat, context) ?? []).map(textOf));
          if (changed === null) fields.delete(as ?? name);
          else fields.set(as ?? name, changed);
        }
      }
      return { ...row, fields };
    });
    return { ...input, rows };
  },
});
