/** What is known of the fields of a result without running the search. */
export interface Columns {
  readonly names: ReadonlySet<string>;
  /** Fields that can hold several values. */
  readonly multivalue: ReadonlySet<string>;
  /** Fields of other names may be there too. */
  readonly open: boolean;
}

/** Events: any field may be there. */
export const anyColumns: Columns = { names: new Set(), multivalue: new Set(), open: true };

export function columnsOf(names: Iterable<string>, multivalue: Iterable<string> = []): Columns {
  return { names: new Set(names), multivalue: new Set(multivalue), open: false };
}

export function withColumns(input: Columns, names: Iterable<string>, multivalue: Iterable<string> = []): Columns {
  const added = new Set(names);
  const several = new Set(multivalue);
  return {
    names: new Set([...input.names, ...added]),
    multivalue: new Set([...[...input.multivalue].filter((name) => !added.has(name)), ...several]),
    open: input.open,
  };
}

/** Whether a field of this name can be there; `*` in the name stands for any text. */
export function hasColumn(input: Columns, name: string): boolean {
  if (input.open || input.names.has(name)) return true;
  if (!name.includes('*')) return false;
  const [first = '', ...rest] = name.split('*');
  return [...input.names].some((candidate) => candidate.startsWith(first) && candidate.endsWith(rest.at(-1) ?? ''));
}
