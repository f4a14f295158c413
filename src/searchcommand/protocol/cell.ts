/** Values as cells of CSV, several of them as Splunk's `__mv_` columns have it. */
export type Value = string | readonly string[];

export interface Column {
  readonly name: string;
  /** A column of several values has a companion `__mv_<name>`. */
  readonly several: boolean;
}

/** The names of the header's cells, in order. */
export function cellNames(columns: readonly Column[]): string[] {
  return columns.flatMap(({ name, several }) => (several ? [name, `__mv_${name}`] : [name]));
}

/** In quotes where the text needs them. */
export function csvCell(text: string): string {
  return text.includes(',') || text.includes('"') || text.includes('\n') || text.includes('\r') ? `"${doubled(text, '"')}"` : text;
}

/**
 * The cells of one value: values joined by LF, and where there is more than one, with their borders: `$a$;$b$`, dollar signs doubled.
 * By hand, value by value: most columns hold a word or nothing.
 */
export function csvCells({ several }: Column, value: Value): string {
  const values = typeof value === 'string' ? [value] : value;
  const [first = ''] = values;
  if (values.length < 2) {
    const cell = first === '' ? '' : csvCell(first);
    return several ? `${cell},` : cell;
  }
  let lines = doubled(first, '"');
  let bordered = doubled(lines, '$');
  for (let at = 1; at < values.length; at++) {
    const line = doubled(values[at] ?? '', '"');
    lines += `\n${line}`;
    bordered += `$;$${doubled(line, '$')}`;
  }
  return several ? `"${lines}","$${bordered}$"` : `"${lines}"`;
}

function doubled(text: string, sign: string): string {
  return text.includes(sign) ? text.split(sign).join(sign + sign) : text;
}
