import type { Value } from '../value.js';

/** What an expression may know beside its row. Handed in, so that the same search over the same events gives the same result. */
export interface EvalContext {
  /** When the search began, in seconds since 1970: what `now()` gives. */
  readonly now: number;
  /** IANA name of the searcher's time zone, in which strftime writes and snaps. */
  readonly timeZone: string;
  /** 0 ≤ n < 1. */
  readonly random: () => number;
  /** Says why the whole search cannot be run as it stands; never returns. */
  readonly refuse: (why: string) => never;
}

/** An argument that is not evaluated unless asked for. */
export interface Argument {
  readonly value: () => Value;
  /** The value as it would be if the field held `value`: mvmap and mvfilter run their expression once a value. */
  readonly with: (field: string, value: Value) => Value;
  /** What the row has in a field. */
  readonly row: (field: string) => Value;
  /** The field, where the argument is nothing but its name; of an expression, the only field in it. */
  readonly field: string | undefined;
}

interface Described {
  /** In lower case, as it is called. */
  readonly name: string;
  /** With its arguments as the Search Reference writes them: `if(<predicate>, <true_value>, <false_value>)`. */
  readonly syntax: string;
  /** One sentence. */
  readonly about: string;
  /** Where what we claim is documented: the page of the Search Reference, by its title. */
  readonly source: string;
  /** Least and most arguments; Infinity for any number. */
  readonly arity: readonly [number, number];
  /** Executed by the tests. `given` are the fields of the row. */
  readonly examples: readonly { readonly expression: string; readonly gives: Value; readonly given?: Readonly<Record<string, Value>> }[];
}

export interface EagerFunction extends Described {
  readonly apply: (args: readonly Value[], context: EvalContext) => Value;
}

export interface LazyFunction extends Described {
  readonly lazy: (args: readonly Argument[], context: EvalContext) => Value;
}

export type EvalFunction = EagerFunction | LazyFunction;
