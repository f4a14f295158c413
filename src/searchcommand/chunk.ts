/** One body of rows in, one body of rows out. */
import type { Row, Session } from './port.js';
import { cellNames, csvCell, csvCells } from './protocol/cell.js';
import { readHeader } from './protocol/csv.js';
import type { Rows } from './protocol/csv.js';
import type { Output } from './protocol/output.js';

const INDEX = '_chunked_idx';

/**
 * With `_chunked_idx` Splunk merges the reply into its rows, so that this and our columns are all it needs; without it the rows go
 * through as they are, our columns behind them (and in the place of columns of the same name).
 */
export function answerChunk(body: Buffer, session: Session, output: Output): Buffer {
  const { names, rows, header } = readHeader(body);
  const own = cellNames(session.columns);
  const copied = columnsToCopy(names, own);
  const wholeRow = copied.length === names.length;
  output.begin(copied.length === 1 ? 1 << 16 : body.length + (body.length >>> 3) + (1 << 16));
  if (names.length === 0) return output.bytes();
  if (wholeRow) output.copy(header, 0, header.length);
  else output.text(copied.map((column) => csvCell(names[column] ?? '')).join(','));
  output.text(`${copied.length > 0 ? ',' : ''}${own.map(csvCell).join(',')}\n`);
  const empty = ','.repeat(own.length - 1);
  const row = rowReader(names, rows, session);
  while (rows.next()) {
    if (rows.isBlank) continue;
    if (wholeRow && rows.count === names.length) output.copy(rows.body, rows.start, rows.end);
    else copyCells(rows, copied, output);
    // What stands behind an open quote would be swallowed.
    if (rows.isOpen) output.text('"');
    const values = session.values(row);
    const cells = values ? session.columns.map((column, index) => csvCells(column, values[index] ?? '')).join(',') : empty;
    output.text(`${copied.length > 0 ? ',' : ''}${cells}\n`);
  }
  return output.bytes();
}

function columnsToCopy(names: readonly string[], own: readonly string[]): number[] {
  const index = names.indexOf(INDEX);
  if (index >= 0) return [index];
  const replaced = new Set(own.flatMap((name) => [name, `__mv_${name}`]));
  return names.flatMap((name, column) => (replaced.has(name) ? [] : [column]));
}

/** A row may be shorter or longer than its header; what is written is not. */
function copyCells(rows: Rows, columns: readonly number[], output: Output): void {
  columns.forEach((column, position) => {
    if (position > 0) output.text(',');
    if (column < rows.count) output.copy(rows.body, rows.starts[column] ?? 0, rows.ends[column] ?? 0);
  });
}

/** Cells are decoded when they are asked for. Of several columns for a field the first that says anything counts. */
function rowReader(names: readonly string[], rows: Rows, { fields }: Session): Row {
  const columnOf = new Map(names.map((name, column) => [name, column]));
  const found = new Map<string, readonly number[]>();
  for (const [field, candidates] of fields) {
    const columns = candidates.flatMap((name) => columnOf.get(name) ?? []);
    if (columns.length > 0) found.set(field, columns);
  }
  return (field) => {
    const columns = found.get(field);
    if (columns === undefined) return undefined;
    for (const column of columns) {
      const text = rows.text(column);
      if (text !== '') return text;
    }
    return undefined;
  };
}
