import { compileWildcard } from '../../match/index.js';
import type { Columns } from '../columns.js';
import { field, many } from '../syntax/grammar.js';
import type { Syntax } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row } from '../table.js';
import type { Value } from '../value.js';
import { command } from './command.js';

interface Renaming {
  readonly from: string;
  readonly to: string;
}

const stars = (name: string): number => name.split('*').length - 1;

const renaming: Syntax<Renaming> = {
  usage: '<field> AS <field>',
  begins: (cursor) => field.begins(cursor),
  read: (cursor) => {
    const token = cursor.peek();
    const from = field.read(cursor);
    const as = cursor.peek();
    if (!cursor.takeWord('as')) return cursor.fail('S202', `AS is missing behind ${from}`, token);
    if (!field.begins(cursor)) return cursor.fail('S202', 'a name is missing behind AS', as);
    const to = field.read(cursor);
    if (stars(from) !== stars(to) && !to.startsWith('`')) cursor.fail('S202', `${from} and ${to} need the same number of *`, token);
    return { from, to };
  },
  print: ({ from, to }) => `${field.print(from)} as ${field.print(to)}`,
};

/** The new name of a field, where the pattern fits: each star takes what it stood for along. */
export function renamed(name: string, { from, to }: Renaming): string | undefined {
  if (!from.includes('*')) return name === from ? to : undefined;
  if (!compileWildcard(from, { caseSensitive: true })(name)) return undefined;
  const parts = from.split('*');
  let at = parts[0]?.length ?? 0;
  let text = '';
  to.split('*').forEach((piece, index, pieces) => {
    text += piece;
    if (index === pieces.length - 1) return;
    const next = parts[index + 1] ?? '';
    const end = index === pieces.length - 2 ? name.length - next.length : name.indexOf(next, at);
    text += name.slice(at, end);
    at = end + next.length;
  });
  return text;
}

function renamedColumns({ names, multivalue, open }: Columns, step: Renaming): Columns {
  const move = (set: ReadonlySet<string>): Set<string> => new Set([...set].flatMap((name) => (renamed(name, step) ?? (name === step.to ? [] : name))));
  const moved = move(names);
  if (open && !step.from.includes('*')) moved.add(step.to);
  return { names: moved, multivalue: move(multivalue), open };
}

/** One after the other. What had the new name before is gone, even where the old one is missing (Search Reference, rename). */
function renameField(fields: ReadonlyMap<string, Value>, step: Renaming): Map<string, Value> {
  const result = new Map<string, Value>();
  const moved: [string, Value][] = [];
  for (const [name, value] of fields) {
    const to = renamed(name, step);
    if (to !== undefined) moved.push([to, value]);
    else if (name !== step.to) result.set(name, value);
  }
  for (const [name, value] of moved) result.set(name, value);
  return result;
}

export const rename = command({
  name: 'rename',
  about: 'Gives fields other names; * stands for any part of them.',
  syntax: many(renaming),
  reads: (steps) => steps.filter(({ from }) => !from.includes('*')).map(({ from }) => from),
  columns: (steps, input) => steps.reduce(renamedColumns, input),
  run: (steps, input) => {
    const macro = steps.find(({ from, to }) => `${from}${to}`.includes('`'));
    if (macro) refuse(`a macro in rename ${macro.from} is not defined`);
    const rows = input.rows.map((row): Row => ({ ...row, fields: steps.reduce<ReadonlyMap<string, Value>>(renameField, row.fields) }));
    const columns = steps.reduce<readonly string[]>((names, step) => names.filter((name) => name !== step.to || renamed(name, step) !== undefined).map((name) => renamed(name, step) ?? name), input.columns);
    return { rows, columns };
  },
});
