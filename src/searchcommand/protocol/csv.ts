/**
 * Rows of a chunk as byte ranges. Nothing is decoded that nobody asks for: that is why the command is fast (bench/searchcommand.js).
 *
 * Splunk's CSV: cells in double quotes where needed, quotes doubled, line breaks inside quotes, rows end in LF or CRLF. What breaks
 * these rules is read as Python's csv module does: text behind a closing quote belongs to the cell, and an open quote goes to the end.
 */
const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
/** So many bytes of a cell are looked at here; then a call is cheaper. */
const NEAR = 40;

export class Rows {
  private readonly body: Buffer;
  private readonly limit: number;
  /** Of the row's cells, quotes included. Cells beyond the width of the table are passed over. */
  starts: Int32Array;
  ends: Int32Array;
  /** How many cells the row has, those beyond the width included. */
  count = 0;
  /** Where the row's text begins and ends, without its line end. */
  start = 0;
  end = 0;
  /** The last cell's quote is never closed. */
  isOpen = false;
  /** Where the next row begins. */
  after: number;
  /** Cells that were decoded last, and of which row: by where the row behind it begins. */
  private readonly texts: string[] = [];
  private readonly rowOf: Int32Array;

  /** `from` to `to` are offsets in the body, and so are all others. */
  constructor(body: Buffer, from: number, to: number, width: number) {
    this.body = body;
    this.limit = to;
    this.starts = new Int32Array(width);
    this.ends = new Int32Array(width);
    this.rowOf = new Int32Array(width).fill(-1);
    this.after = from;
  }

  /** The next row; false behind the last one. */
  next(): boolean {
    const { body, starts, ends, limit } = this;
    let at = this.after;
    if (at >= limit) return false;
    this.start = at;
    let cell = 0;
    // --- The hot loop: it sees every byte of every chunk, so it makes nothing, and calls for help only where a cell is long. When few rows
    // are about BITS the command's time is spent here: bench/searchcommand.js.
    for (;;) {
      const start = at;
      let byte = body[at];
      if (at < limit && byte === QUOTE) {
        at++;
        for (;;) {
          const near = at + NEAR < limit ? at + NEAR : limit;
          while (at < near && body[at] !== QUOTE) at++;
          if (at === near && at < limit) {
            const quote = body.indexOf(QUOTE, at);
            at = quote < 0 || quote > limit ? limit : quote;
          }
          byte = body[++at];
          if (at >= limit || byte !== QUOTE) break;
          at++;
        }
        if (at > limit) {
          at = limit;
          this.isOpen = true;
        }
      }
      while (at < limit && byte !== COMMA && byte !== LF) byte = body[++at];
      if (cell < starts.length) {
        starts[cell] = start;
        ends[cell] = at;
      }
      cell++;
      if (at >= limit || byte === LF) break;
      at++;
    }
    // --- End of the hot loop.
    this.count = cell;
    this.after = at < limit ? at + 1 : at;
    this.end = at;
    this.cutCarriageReturn(cell - 1);
    return true;
  }

  /** A line without text is a row only in a table of one column. */
  get isBlank(): boolean {
    return this.start === this.end && this.starts.length !== 1;
  }

  /** The cell's text; empty where the row is too short. Bytes that are not UTF-8 become U+FFFD. */
  text(cell: number): string {
    if (cell >= this.count) return '';
    const before = this.texts[cell] ?? '';
    if (this.rowOf[cell] === this.after) return before;
    this.rowOf[cell] = this.after;
    const [start, end] = [this.starts[cell] ?? 0, this.ends[cell] ?? 0];
    // Neighbours have much in common, and to look is cheaper than to make a text anew.
    return holds(this.body, start, end, before) ? before : (this.texts[cell] = cellText(this.body, start, end));
  }

  private cutCarriageReturn(last: number): void {
    if (this.end <= this.start || this.body[this.end - 1] !== CR) return;
    this.end--;
    if (last < this.ends.length) this.ends[last] = Math.max(this.end, this.starts[last] ?? 0);
  }
}

/** Whether a cell is this text, as it is or in quotes. No is no answer where a byte is not ASCII, or a quote within. */
function holds(body: Buffer, start: number, end: number, text: string): boolean {
  const border = body[start] === QUOTE ? 1 : 0;
  if (end - start !== text.length + 2 * border || (border === 1 && body[end - 1] !== QUOTE)) return false;
  for (let at = 0; at < text.length; at++) {
    const byte = body[start + border + at] ?? QUOTE;
    if (byte !== text.charCodeAt(at) || byte === QUOTE || byte > 0x7f) return false;
  }
  return true;
}

function cellText(body: Buffer, start: number, end: number): string {
  if (start >= end) return '';
  if (body[start] !== QUOTE) return body.toString('utf8', start, end);
  const text = body.toString('utf8', start + 1, end);
  const close = closingQuote(text);
  const within = text.slice(0, close);
  return (within.includes('"') ? within.replaceAll('""', '"') : within) + text.slice(close + 1);
}

/** In a text without its opening quote; its length where the quote stays open. */
function closingQuote(text: string): number {
  let at = text.indexOf('"');
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}

/** The names of the columns; the rows stand at the header. */
export function readHeader(body: Buffer, from: number, to: number): { readonly names: readonly string[]; readonly rows: Rows } {
  const counting = new Rows(body, from, to, 0);
  if (!counting.next()) return { names: [], rows: counting };
  const rows = new Rows(body, from, to, counting.count);
  rows.next();
  const names = Array.from({ length: rows.count }, (_, index) => rows.text(index).replace(/^\uFEFF/, ''));
  return { names, rows };
}
