/** The shape of a lookup's CSV: rows and cells, as RFC 4180 has them. Values are of no interest here. */

/** How many cells each record has, with the line it starts on; quotes are closed at the end or `unclosed` is set. */
export function csvShape(text: string): { rows: { line: number; cells: number }[]; unclosed: boolean } {
  const rows: { line: number; cells: number }[] = [];
  let line = 1;
  let row = { line, cells: 1 };
  let quoted = false;
  let empty = true;
  const end = (): void => {
    if (!empty) rows.push(row);
    empty = true;
  };
  for (const c of text) {
    if (c === '"') quoted = !quoted;
    if (c === '\n') line++;
    if (c === '\n' && !quoted) {
      end();
      row = { line, cells: 1 };
    } else if (c !== '\r') {
      empty = false;
      if (c === ',' && !quoted) row.cells++;
    }
  }
  end();
  return { rows, unclosed: quoted };
}
