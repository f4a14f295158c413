/** Entries as CSV (RFC 4180), for spreadsheets and back. */
import { csvColumns } from '../model/index.js';
import type { AllowlistEntry } from '../model/index.js';

export function csvOf(entries: readonly AllowlistEntry[]): string {
  const rows = entries.map((entry) => csvColumns.map((column) => String(entry[column])));
  return [csvColumns, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula gets an apostrophe; so does what looks like it had got one. */
function cell(text: string): string {
  const guarded = /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function unguarded(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

/** The rows by the names of the first one; empty cells are left out. A text says what is wrong. */
export function rowsOf(text: string): readonly ReadonlyMap<string, string>[] | string {
  const lines = cellsOf(text.replace(/^\ufeff/, ''));
  if (typeof lines === 'string') return lines;
  const [header = [], ...rows] = lines;
  const twice = header.find((name, index) => header.indexOf(name) < index);
  if (twice !== undefined) return `the column ${JSON.stringify(twice.slice(0, 80))} is there twice`;
  const wide = rows.findIndex((row) => row.length > header.length);
  if (wide >= 0) return `row ${wide + 1} has ${rows[wide]?.length ?? 0} cells, there are ${header.length} columns`;
  return rows.map((row) => new Map(row.flatMap((value, index): [string, string][] => (value === '' ? [] : [[header[index] ?? '', unguarded(value)]]))));
}

/** One character after the other: a quote may hold what else ends a cell or a row. */
function cellsOf(text: string): string[][] | string {
  const rows: string[][] = [];
  let row: string[] = [];
  const token = /("[^"]*(?:""[^"]*)*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/y;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) return `row ${rows.length} has a quote that is not closed, or something behind one that is`;
    const [, value = '', end = ''] = found;
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === ',' && token.lastIndex < text.length) continue;
    if (end === ',') row.push('');
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
