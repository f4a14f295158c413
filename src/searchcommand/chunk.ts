/** One body of rows in, one body of rows out. */
import type { Row, Session } from './port.js';
import { cellNames, csvCell, csvCells } from './protocol/cell.js';
import { readHeader } from './protocol/csv.js';
import type { Rows } from './protocol/csv.js';
import type { Frame } from './protocol/frame.js';
import type { Memory } from './protocol/memory.js';
import { Sieve } from './protocol/sieve.js';
import { remembering } from './remember.js';

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
  const { row, columns: found } = rowReader(names, rows, session);
  const cellsOf = cellReaderFor([...found.keys()], session);
  const hasSign = signReader(found, rows, session);
  while (rows.next()) {
    if (rows.isBlank) continue;
    // Before the row is moved: its cells are read where they stand.
    const cells = hasSign(memory.bytes) ? cellsOf(row) : undefined;
    memory.release(rows.after);
    if (isWhole && rows.count === names.length && !rows.isOpen) memory.move(rows.start, rows.end);
    else moveCells(rows, copied, memory);
    if (cells === undefined) memory.commas(own.length - 1 + separator.length, LF);
    else memory.text(`${separator}${cells}\n`);
  }
  return memory.reply();
}

/** What one chunk taught helps the next. */
const readers = new WeakMap<Session, Map<string, CellReader>>();
type CellReader = (row: Row) => string | undefined;

function cellReaderFor(present: readonly string[], session: Session): CellReader {
  const known = readers.get(session) ?? new Map<string, CellReader>();
  readers.set(session, known);
  const key = present.join('\n');
  const reader = known.get(key) ?? remembering(cellReader(present, session));
  known.set(key, reader);
  return reader;
}

/** Our cells of a row as they are written; nothing for a row that says nothing. */
function cellReader(present: readonly string[], { columns, reader }: Session): CellReader {
  const valuesOf = reader(present);
  return (row) => {
    const values = valuesOf(row);
    if (values === undefined) return undefined;
    let cells = '';
    let index = 0;
    for (const column of columns) {
      if (index > 0) cells += ',';
      cells += csvCells(column, values[index++] ?? '');
    }
    return cells;
  };
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
function rowReader(names: readonly string[], rows: Rows, { fields }: Session): { readonly row: Row; readonly columns: ReadonlyMap<string, readonly number[]> } {
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
  return { row, columns: found };
}

/** Whether the rows' present one is to be read at all. */
function signReader(columns: ReadonlyMap<string, readonly number[]>, rows: Rows, { signs }: Session): (body: Uint8Array) => boolean {
  const sieves = [...signs].flatMap(([field, words]) => (columns.get(field) ?? []).map((column) => ({ column, sieve: sieveOf(words) })));
  return (body) => {
    for (const { column, sieve } of sieves) {
      if (column < rows.count && sieve.has(body, rows.starts[column] ?? 0, rows.ends[column] ?? 0)) return true;
    }
    return false;
  };
}

const made = new Map<string, Sieve>();

/** One for the same words: what it has learned of one chunk serves the next. */
function sieveOf(words: readonly string[]): Sieve {
  const key = words.join('\n');
  const sieve = made.get(key) ?? new Sieve(words);
  made.set(key, sieve);
  return sieve;
}
