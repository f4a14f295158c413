/** How a field of a data model is made of the values of one event. */

/** Values of an event by their names in EventData; System's values by the names that the add-on gives them (`UserID`, `Keywords`). */
export type EventValues = (name: string) => string | undefined;

/** Nothing where the event has no such value. */
export type Rule = (value: EventValues) => string | undefined;

export const is = (name: string): Rule => (value) => value(name);
export const text = (constant: string): Rule => () => constant;
/** The part of a path behind its last separator. */
export const base = (name: string): Rule => (value) => baseName(value(name));
export const folded = (name: string): Rule => (value) => value(name)?.toLowerCase();
/** A value, unless it is `-`, which is how Windows writes none. */
export const given = (name: string): Rule => first(is(name));
/** The first that has a value; `-` counts as none. */
export const first = (...rules: readonly Rule[]): Rule => (value) => rules.map((rule) => rule(value)).find((found) => found !== undefined && found !== '' && found !== '-');
/** `0x0000000000001e00` as 7680; anything else as it is. */
export const decimal = (name: string): Rule => (value) => {
  const written = value(name);
  return written !== undefined && /^0x0*[0-9a-f]{1,12}$/i.test(written) ? String(Number.parseInt(written, 16)) : written;
};
/** What stands for a value in a table, letter case ignored; nothing for one that it does not hold. */
export const oneOf = (name: string, table: ReadonlyMap<string, string>): Rule => (value) => table.get(value(name)?.toLowerCase() ?? '');

export function baseName(path: string | undefined): string | undefined {
  return path?.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}
