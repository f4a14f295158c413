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
  if (!/[",\n\r]/.test(text)) return text;
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;
}

/** The cells of one value: values joined by LF, and with their borders where there is more than one. */
export function csvCells({ several }: Column, value: Value): string {
  const values = typeof value === 'string' ? [value] : value;
  if (values.length > 1 && several) return `${csvCell(values.join('\n'))},${csvCell(multivalue(values))}`;
  const cell = csvCell(values.length > 1 ? values.join('\n') : (values[0] ?? ''));
  return several ? `${cell},` : cell;
}

/** `$a$;$b$`, dollar signs in it doubled. */
function multivalue(values: readonly string[]): string {
  const doubled = values.some((value) => value.includes('$')) ? values.map((value) => value.replaceAll('$', '$$$$')) : values;
  return `$${doubled.join('$;$')}$`;
}
