/** Functions that choose or compare (Search Reference, "Comparison and Conditional functions"). */
import { compileCidr } from '../../match/index.js';
import { equals } from '../eval/arithmetic.js';
import { charactersOf, textOf, valuesOf } from '../value.js';
import type { Value } from '../value.js';
import type { EvalFunction } from './function.js';
import { compiledRegex } from './regexcache.js';

const SOURCE = 'Comparison and Conditional functions';

/** `%` is any text, `_` one character. An escape is not documented, so that a pattern with one is refused. */
export function likeMatcher(pattern: string): ((text: string) => boolean) | undefined {
  if (/\\[%_]/.test(pattern)) return undefined;
  const parts = pattern.split('%').map(charactersOf);
  return (text) => likeParts(charactersOf(text), parts);
}

/** The leftmost place for each part is always the best one. */
function likeParts(text: readonly string[], parts: readonly (readonly string[])[]): boolean {
  const fits = (part: readonly string[], at: number): boolean => at >= 0 && at + part.length <= text.length && part.every((c, index) => c === '_' || c === text[at + index]);
  const [first = []] = parts;
  if (parts.length === 1) return text.length === first.length && fits(first, 0);
  const last = parts.at(-1) ?? [];
  const end = text.length - last.length;
  if (!fits(first, 0) || end < first.length || !fits(last, end)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    while (at + part.length <= end && !fits(part, at)) at++;
    if (at + part.length > end) return false;
    at += part.length;
  }
  return true;
}

export const comparisonFunctions: readonly EvalFunction[] = [
  {
    name: 'case', syntax: 'case(<condition>, <value>, …)', about: 'The value of the first condition that is true.', source: SOURCE, arity: [2, Infinity],
    examples: [{ expression: 'case(1=2, "a", 2=2, "b", true(), "c")', gives: 'b' }, { expression: 'case(missing=1, "a")', gives: null }],
    lazy: (args, { refuse }) => {
      if (args.length % 2 === 1) return refuse('case needs pairs of a condition and a value');
      for (let i = 0; i < args.length; i += 2) if (args[i]?.value() === true) return args[i + 1]?.value() ?? null;
      return null;
    },
  },
  {
    name: 'cidrmatch', syntax: 'cidrmatch(<cidr>, <ip>)', about: 'Whether an address is in a network.', source: SOURCE, arity: [2, 2],
    examples: [{ expression: 'cidrmatch("198.51.100.0/24", "198.51.100.7")', gives: true }, { expression: 'cidrmatch("198.51.100.0/24", "host")', gives: false }, { expression: 'cidrmatch("198.51.100.0/24", missing)', gives: null }],
    apply: ([network = null, address = null], { refuse }) => {
      if (network === null || address === null) return null;
      const inside = compileCidr(textOf(network)) ?? refuse(`cidrmatch: ${textOf(network).slice(0, 60)} is no network`);
      return valuesOf(address).some(inside);
    },
  },
  {
    name: 'coalesce', syntax: 'coalesce(<value>, …)', about: 'The first value that is not null.', source: SOURCE, arity: [1, Infinity],
    examples: [{ expression: 'coalesce(missing, "b", "c")', gives: 'b' }],
    lazy: (args) => {
      for (const arg of args) {
        const value = arg.value();
        if (value !== null) return value;
      }
      return null;
    },
  },
  { name: 'false', syntax: 'false()', about: 'What is not true.', source: SOURCE, arity: [0, 0], examples: [{ expression: 'if(false(), 1, 2)', gives: 2 }], apply: () => false },
  { name: 'true', syntax: 'true()', about: 'What is true.', source: SOURCE, arity: [0, 0], examples: [{ expression: 'if(true(), 1, 2)', gives: 1 }], apply: () => true },
  { name: 'null', syntax: 'null()', about: 'No value: a field that is set to it is gone.', source: SOURCE, arity: [0, 0], examples: [{ expression: 'null()', gives: null }], apply: () => null },
  {
    name: 'if', syntax: 'if(<condition>, <value>, <value>)', about: 'One value if the condition is true, else the other.', source: SOURCE, arity: [3, 3],
    examples: [{ expression: 'if(2>1, "yes", "no")', gives: 'yes' }, { expression: 'if(missing="x", "yes", "no")', gives: 'no' }],
    lazy: ([condition, yes, no]) => (condition?.value() === true ? yes : no)?.value() ?? null,
  },
  {
    name: 'in', syntax: 'in(<value>, <list>)', about: 'Whether a value is one of a list, letter by letter.', source: SOURCE, arity: [2, Infinity],
    examples: [{ expression: 'in("b", "a", "b")', gives: true }, { expression: 'in("B", "a", "b*")', gives: false }],
    apply: ([value = null, ...list]) => (value === null ? null : list.some((item) => equals(value, item) === true)),
  },
  {
    name: 'like', syntax: 'like(<string>, <pattern>)', about: 'Whether a text is like a pattern with % for any text and _ for one character.', source: SOURCE, arity: [2, 2],
    examples: [{ expression: 'like("bitsadmin.exe", "%admin%")', gives: true }, { expression: 'like("Bitsadmin", "bits%")', gives: false }, { expression: 'like("abc", "a_c")', gives: true }, { expression: 'like(missing, "%")', gives: null }],
    apply: ([text = null, pattern = null], { refuse }) => {
      if (text === null || pattern === null) return null;
      const matches = likeMatcher(textOf(pattern)) ?? refuse('like documents no escape character: what a backslash before % or _ does is not known');
      return valuesOf(text).some(matches);
    },
  },
  {
    name: 'match', syntax: 'match(<string>, <regex>)', about: 'Whether a regex is found in a text.', source: SOURCE, arity: [2, 2],
    examples: [{ expression: 'match("bitsadmin /transfer", "(?i)ADMIN\\s+/t")', gives: true }, { expression: 'match("abc", "^b")', gives: false }, { expression: 'match(missing, ".")', gives: null }],
    apply: ([text = null, pattern = null], { refuse }) => (text === null || pattern === null ? null : valuesOf(text).some((value) => compiledRegex(textOf(pattern), refuse).regex.test(value))),
  },
  {
    name: 'nullif', syntax: 'nullif(<value>, <value>)', about: 'The first value, or null where both are the same.', source: SOURCE, arity: [2, 2],
    examples: [{ expression: 'nullif("a", "a")', gives: null }, { expression: 'nullif("a", "b")', gives: 'a' }],
    apply: ([a = null, b = null]) => (equals(a, b) === true ? null : a),
  },
  {
    name: 'validate', syntax: 'validate(<condition>, <value>, …)', about: 'The value of the first condition that is not true.', source: SOURCE, arity: [2, Infinity],
    examples: [{ expression: 'validate(1=1, "a", 1=2, "b")', gives: 'b' }, { expression: 'validate(1=1, "a")', gives: null }],
    lazy: (args) => {
      for (let i = 0; i + 1 < args.length; i += 2) if (args[i]?.value() !== true) return args[i + 1]?.value() ?? null;
      return null;
    },
  },
  ...['searchmatch', 'lookup'].map((name): EvalFunction => ({
    name, syntax: `${name}(<string>, …)`, about: 'Known, and not run.', source: SOURCE, arity: [1, Infinity], examples: [], apply: (_, { refuse }): Value => refuse(`the function ${name} is not run here`),
  })),
];

