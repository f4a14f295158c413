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
  return text.includes(',') || text.includes('"') || text.includes('\n') || text.includes('\r') ? inQuotes(text) : text;
}

function inQuotes(text: string): string {
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;
}

/** The cells of one value: values joined by LF, and with their borders where there is more than one. */
export function csvCells({ several }: Column, value: Value): string {
  const single = typeof value === 'string' ? value : value.length < 2 ? (value[0] ?? '') : undefined;
  const cell = single === undefined ? inQuotes((value as readonly string[]).join('\n')) : single === '' ? '' : csvCell(single);
  if (!several) return cell;
  return single === undefined ? `${cell},${csvCell(multivalue(value as readonly string[]))}` : `${cell},`;
}

/** `$a$;$b$`, dollar signs in it doubled. */
function multivalue(values: readonly string[]): string {
  const doubled = values.some((value) => value.includes('$')) ? values.map((value) => value.replaceAll('$', '$$$$')) : values;
  return `$${doubled.join('$;$')}$`;
}
