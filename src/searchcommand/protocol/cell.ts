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
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The cells of one value: values joined by LF, and with their borders where there is more than one. */
export function csvCells({ several }: Column, value: Value): string {
  if (typeof value === 'string') return several ? `${csvCell(value)},` : csvCell(value);
  const joined = csvCell(value.join('\n'));
  return several ? `${joined},${value.length > 1 ? csvCell(multivalue(value)) : ''}` : joined;
}

function multivalue(values: readonly string[]): string {
  return values.map((value) => `$${value.replaceAll('$', '$$$$')}$`).join(';');
}
