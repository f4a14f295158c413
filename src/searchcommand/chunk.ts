/** One body of rows in, one body of rows out. */
import type { Row, Session } from './port.js';
import { cellNames, csvCell, csvCells } from './protocol/cell.js';
import { readHeader } from './protocol/csv.js';
import type { Rows } from './protocol/csv.js';
import type { Frame } from './protocol/frame.js';
import type { Memory } from './protocol/memory.js';

const INDEX = '_chunked_idx';
const COMMA = 0x2c;
const LF = 0x0a;

/**
 * With `_chunked_idx` Splunk merges the reply into its rows, so that this and our columns are all it needs; without it the rows go
 * through as they are, our columns behind them (and in the place of columns of the same name).
 */
export function answerChunk({ from, to }: Pick<Frame, 'from' | 'to'>, session: Session, memory: Memory): readonly Buffer[] {
  const { names, rows } = readHeader(memory.bytes, from, to);
  if (names.length === 0) return [];
  const own = cellNames(session.columns);
  const copied = columnsToCopy(names, own);
  const isWhole = copied.length === names.length;
  memory.release(rows.after);
  if (isWhole) memory.move(rows.start, rows.end);
  else memory.text(copied.map((column) => csvCell(names[column] ?? '')).join(','));
  const separator = copied.length > 0 ? ',' : '';
  memory.text(`${separator}${own.map(csvCell).join(',')}\n`);
  const { row, present } = rowReader(names, rows, session);
  const valuesOf = session.reader(present);
  while (rows.next()) {
    if (rows.isBlank) continue;
    // Before the row is moved: its cells are read where they stand.
    const values = valuesOf(row);
    memory.release(rows.after);
    if (isWhole && rows.count === names.length && !rows.isOpen) memory.move(rows.start, rows.end);
    else moveCells(rows, copied, memory);
    if (values === undefined) memory.commas(own.length - 1 + separator.length, LF);
    else memory.text(`${separator}${session.columns.map((column, index) => csvCells(column, values[index] ?? '')).join(',')}\n`);
  }
  return memory.reply();
}

function columnsToCopy(names: readonly string[], own: readonly string[]): number[] {
  const index = names.indexOf(INDEX);
  if (index >= 0) return [index];
  const replaced = new Set(own.flatMap((name) => [name, `__mv_${name}`]));
  return names.flatMap((name, column) => (replaced.has(name) ? [] : [column]));
}

/** A row may be shorter or longer than its header; what is written is not. */
function moveCells(rows: Rows, columns: readonly number[], memory: Memory): void {
  columns.forEach((column, position) => {
    if (position > 0) memory.commas(0, COMMA);
    if (column < rows.count) memory.move(rows.starts[column] ?? 0, rows.ends[column] ?? 0);
    // What stands behind an open quote would be swallowed; only the last cell can have one.
    if (rows.isOpen && column === rows.count - 1) memory.text('"');
  });
}

/** Cells are decoded when they are asked for, and once. Of several columns for a field the first that says anything counts. */
function rowReader(names: readonly string[], rows: Rows, { fields }: Session): { readonly row: Row; readonly present: readonly string[] } {
  const columnOf = new Map(names.map((name, column) => [name, column]));
  const found = new Map<string, readonly number[]>();
  for (const [field, candidates] of fields) {
    const columns = candidates.flatMap((name) => columnOf.get(name) ?? []);
    if (columns.length > 0) found.set(field, columns);
  }
  const row: Row = (field) => {
    const columns = found.get(field);
    if (columns === undefined) return undefined;
    for (const column of columns) {
      const text = rows.text(column);
      if (text !== '') return text;
    }
    return undefined;
  };
  return { row, present: [...found.keys()] };
}
