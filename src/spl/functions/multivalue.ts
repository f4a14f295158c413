/** Functions of several values (Search Reference, "Multivalue eval functions"). */
import { byteOrder } from '../eval/arithmetic.js';
import { charactersOf, multivalue, numberOf, textOf, valuesOf } from '../value.js';
import type { EvalFunction } from './function.js';
import { relativeTime } from './relativetime.js';
import { compiledRegex } from './regexcache.js';

const SOURCE = 'Multivalue eval functions';

/** A range that would fill the memory is nobody's. */
const LONGEST_RANGE = 100_000;

function index(values: readonly string[], at: number): number {
  return at < 0 ? values.length + at : at;
}

export const multivalueFunctions: readonly EvalFunction[] = [
  { name: 'mvcount', syntax: 'mvcount(<mv>)', about: 'How many values; null for none.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'mvcount(split("a,b", ","))', gives: 2 }, { expression: 'mvcount(missing)', gives: null }], apply: ([value = null]) => (value === null ? null : valuesOf(value).length) },
  { name: 'mvappend', syntax: 'mvappend(<value>, …)', about: 'All values in one field; null adds none.', source: SOURCE, arity: [1, Infinity], examples: [{ expression: 'mvappend("a", missing, "b")', gives: ['a', 'b'] }], apply: (args) => multivalue(args.flatMap(valuesOf)) },
  { name: 'mvdedup', syntax: 'mvdedup(<mv>)', about: 'Each value once.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'mvdedup(split("a,b,a", ","))', gives: ['a', 'b'] }], apply: ([value = null]) => multivalue([...new Set(valuesOf(value))]) },
  { name: 'mvreverse', syntax: 'mvreverse(<mv>)', about: 'Values from the last to the first.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'mvreverse(split("a,b", ","))', gives: ['b', 'a'] }], apply: ([value = null]) => multivalue([...valuesOf(value)].reverse()) },
  { name: 'mvsort', syntax: 'mvsort(<mv>)', about: 'Values in the order of their bytes.', source: SOURCE, arity: [1, 1], examples: [{ expression: 'mvsort(split("b,A,a", ","))', gives: ['A', 'a', 'b'] }], apply: ([value = null]) => multivalue([...valuesOf(value)].sort(byteOrder)) },
  { name: 'mvjoin', syntax: 'mvjoin(<mv>, <delimiter>)', about: 'Values joined into one text.', source: SOURCE, arity: [2, 2], examples: [{ expression: 'mvjoin(split("a,b", ","), "-")', gives: 'a-b' }], apply: ([value = null, delimiter = null]) => (value === null || delimiter === null ? null : valuesOf(value).join(textOf(delimiter))) },
  {
    name: 'split', syntax: 'split(<string>, <delimiter>)', about: 'A text at its dividers; each character where the divider is empty.', source: SOURCE, arity: [2, 2],
    examples: [{ expression: 'split("a;b;c", ";")', gives: ['a', 'b', 'c'] }, { expression: 'split("ab", "")', gives: ['a', 'b'] }, { expression: 'split(missing, ";")', gives: null }],
    apply: ([value = null, delimiter = null]) => (delimiter === null ? null : multivalue(valuesOf(value).flatMap((text) => (textOf(delimiter) === '' ? charactersOf(text) : text.split(textOf(delimiter)))))),
  },
  {
    name: 'mvindex', syntax: 'mvindex(<mv>, <start>[, <end>])', about: 'Values from a place to another, counted from 0, or from the end.', source: SOURCE, arity: [2, 3],
    examples: [{ expression: 'mvindex(split("a,b,c", ","), -1)', gives: 'c' }, { expression: 'mvindex(split("a,b,c", ","), 0, 1)', gives: ['a', 'b'] }, { expression: 'mvindex("a", 3)', gives: null }],
    apply: ([value = null, start = null, end]) => {
      const values = valuesOf(value);
      const [from, to] = [numberOf(start), end === undefined ? numberOf(start) : numberOf(end)];
      if (from === undefined || to === undefined) return null;
      const [low, high] = [index(values, from), index(values, to)];
      return low < 0 || high < low ? null : multivalue(values.slice(low, high + 1));
    },
  },
  {
    name: 'mvfind', syntax: 'mvfind(<mv>, <regex>)', about: 'The place of the first value that matches.', source: SOURCE, arity: [2, 2], examples: [{ expression: 'mvfind(split("a,bits,c", ","), "^b")', gives: 1 }, { expression: 'mvfind("a", "x")', gives: null }],
    apply: ([value = null, pattern = null], { refuse }) => {
      if (value === null || pattern === null) return null;
      const { regex } = compiledRegex(textOf(pattern), refuse);
      const at = valuesOf(value).findIndex((text) => regex.test(text));
      return at < 0 ? null : at;
    },
  },
  {
    name: 'mvzip', syntax: 'mvzip(<mv>, <mv>[, <delimiter>])', about: 'First with first, second with second, joined by a comma unless given.', source: SOURCE, arity: [2, 3], examples: [{ expression: 'mvzip(split("a,b", ","), split("1,2", ","), "|")', gives: ['a|1', 'b|2'] }],
    apply: ([left = null, right = null, delimiter]) => {
      const [a, b] = [valuesOf(left), valuesOf(right)];
      return multivalue(a.slice(0, b.length).map((value, at) => `${value}${delimiter === undefined ? ',' : textOf(delimiter)}${b[at] ?? ''}`));
    },
  },
  {
    name: 'mvrange', syntax: 'mvrange(<start>, <end>[, <step>])', about: 'Numbers from a start up to, not including, an end.', source: SOURCE, arity: [2, 3], examples: [{ expression: 'mvrange(1, 7, 2)', gives: ['1', '3', '5'] }],
    apply: ([start = null, end = null, step], { refuse, timeZone }) => {
      const [from, to] = [numberOf(start), numberOf(end)];
      const by = step === undefined ? 1 : numberOf(step);
      if (from === undefined || to === undefined) return null;
      const advance = (at: number): number => (by === undefined ? Number(relativeTime(at, `+${textOf(step ?? null)}`, timeZone) ?? Number.NaN) : at + by);
      const values: string[] = [];
      for (let at = from; by !== undefined && by < 0 ? at > to : at < to; at = advance(at)) {
        values.push(textOf(at));
        if (values.length > LONGEST_RANGE || !(Math.abs(advance(at) - at) > 0)) return refuse('mvrange would not end');
      }
      return multivalue(values);
    },
  },
  {
    name: 'mvfilter', syntax: 'mvfilter(<condition>)', about: 'The values of the one field in the condition for which it is true.', source: SOURCE, arity: [1, 1],
    examples: [{ expression: 'mvfilter(match(hosts, "^w"))', gives: ['ws1', 'ws2'], given: { hosts: ['ws1', 'srv', 'ws2'] } }],
    lazy: ([condition], { refuse }) => {
      const { field } = condition ?? {};
      if (!condition || field === undefined) return refuse('mvfilter needs a condition on one field');
      return multivalue(valuesOf(condition.row(field)).filter((value) => condition.with(field, value) === true));
    },
  },
  {
    name: 'mvmap', syntax: 'mvmap(<mv>, <expression>)', about: 'The expression once for each value of a field.', source: SOURCE, arity: [2, 3],
    examples: [{ expression: 'mvmap(hosts, upper(hosts))', gives: ['A', 'B'], given: { hosts: ['a', 'b'] } }, { expression: 'mvmap(hosts, if(hosts="a", null(), hosts))', gives: 'b', given: { hosts: ['a', 'b'] } }],
    lazy: ([values, expression], { refuse }) => {
      const { field } = values ?? {};
      if (!values || !expression || field === undefined) return refuse('mvmap needs a field and an expression');
      return multivalue(valuesOf(values.value()).flatMap((value) => valuesOf(expression.with(field, value))));
    },
  },
  { name: 'commands', syntax: 'commands(<search>)', about: 'Known, and not run.', source: SOURCE, arity: [1, 1], examples: [], apply: (_, { refuse }) => refuse('the function commands is not run here') },
];
