/** Rows of a data model as CSV, record by record: the first one is the header (RFC 4180). */
import { parseCsvText } from '../../spl/index.js';
import type { Defaults, Parsed } from './event.js';
import { rowFrom } from './row.js';

const UNKNOWN = 'it has no columns of a data model that is known';

export class CsvRows {
  private columns: readonly string[] | undefined;
  private isKnown = true;
  private readonly defaults: Defaults;

  constructor(defaults: Defaults) {
    this.defaults = defaults;
  }

  get hasHeader(): boolean {
    return this.columns !== undefined;
  }

  /** A row, nothing for the header; a table of something else is one fault, not one for each row. */
  take(text: string): readonly Parsed[] | string {
    const [cells = []] = parseCsvText(text.replace(/^\uFEFF/, ''));
    if (!this.columns) {
      this.columns = cells;
      return [];
    }
    if (!this.isKnown) return [];
    const row = rowFrom(new Map(this.columns.map((name, index) => [name, cells[index] ?? ''])), this.defaults);
    this.isKnown = row !== undefined;
    return row ? [row] : UNKNOWN;
  }
}
