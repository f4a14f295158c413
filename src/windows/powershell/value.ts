/** What an expression comes to, as far as the text tells. What is not known keeps its source as text: `$env:TEMP\p`. */
export interface Value {
  readonly text: string;
  readonly items?: readonly Value[];
  /** Of a hash table; keys in lower case. */
  readonly map?: ReadonlyMap<string, Value>;
  /** The text is a script block's. */
  readonly isBlock?: true;
  /** What `Get-Command` found. */
  readonly isCommand?: true;
}

export const empty: Value = { text: '' };

/** Longer results are cut: no script gains by a name longer than itself. */
const longest = 1_048_576;

export function textValue(text: string): Value {
  return { text: text.length > longest ? text.slice(0, longest) : text };
}

export function listValue(items: readonly Value[]): Value {
  return { text: textOfItems(items), items };
}

/** A list as text: items by blanks. */
function textOfItems(items: readonly Value[]): string {
  return textValue(items.map(({ text }) => text).join(' ')).text;
}

export function itemsOf(value: Value): readonly Value[] {
  return value.items ?? [value];
}
