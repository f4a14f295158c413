import { printable } from '../diagnostic/index.js';

/** Columns as wide as their widest cell; numbers to the right. What comes from data cannot steer the terminal. */
export function tableText(headers: readonly string[], rows: readonly (readonly string[])[], widest = 100): string {
  const cells = rows.map((row) => row.map((cell) => shorten(printable(cell), widest)));
  const widths = headers.map((header, index) => Math.max(header.length, ...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]): string => row.map((cell, index) => pad(cell, widths[index] ?? 0, index === row.length - 1)).join('  ').trimEnd();
  return [headers, ...cells].map((row) => `${line(row)}\n`).join('');
}

function pad(cell: string, width: number, last: boolean): string {
  if (/^[\d.,]+( ms)?$/.test(cell)) return cell.padStart(width);
  return last ? cell : cell.padEnd(width);
}

function shorten(text: string, widest: number): string {
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text;
}
