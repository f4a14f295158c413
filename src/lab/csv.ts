/** A CSV file with a header line, as lookups and exports of Splunk have it (RFC 4180). */
import { parseCsvText } from '../spl/index.js';

export interface CsvTable {
  readonly columns: readonly string[];
  /** Empty cells are missing. */
  readonly rows: readonly ReadonlyMap<string, string>[];
}

export function parseCsv(text: string): CsvTable {
  const [columns = [], ...records] = parseCsvText(text.replace(/^\uFEFF/, ''));
  const rows = records.filter((cells) => cells.some((cell) => cell !== '')).map((cells) => new Map(columns.flatMap((name, index) => (cells[index] ? [[name, cells[index]] as const] : []))));
  return { columns, rows };
}
