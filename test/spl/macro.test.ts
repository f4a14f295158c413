/** Macro calls, read and expanded. */
import fc from 'fast-check';
import { expandMacros, lex, macroCalls, parseMacroCall } from '../../src/spl/index.js';
import type { MacroDefinition } from '../../src/spl/index.js';

function read(text: string) {
  const [token] = lex(text);
  if (token?.kind !== 'macro') throw new Error(`${text} is no macro token`);
  return parseMacroCall(token);
}

test.each<[string, string, string[]]>([
  ['`name`', 'name', []],
  ['` name `', 'name', []],
  ['`name()`', 'name', []],
  ['`name( )`', 'name', []],
  ['`a,_b_filter`', 'a,_b_filter', []],
  ['`größe-1`', 'größe-1', []],
  ['`m(a)`', 'm', ['a']],
  ['`m( a b , c )`', 'm', ['a b', 'c']],
  ['`m(,)`', 'm', ['', '']],
  ['`m("a, b", "say \\"x\\"", "C:\\\\")`', 'm', ['a, b', 'say "x"', 'C:\\']],
  ['`m(if(a, "b)", c), d)`', 'm', ['if(a, "b)", c)', 'd']],
  ['`m("a" b)`', 'm', ['"a" b']],
  ["`m('a')`", 'm', ["'a'"]],
])('%s', (text, name, args) => {
  expect(read(text)).toEqual({ name, args, start: 0, end: text.length });
});

test.each<[string, string]>([
  ['``', 'S106'], ['` `', 'S106'], ['`a b`', 'S106'], ['`a|b`', 'S106'], ['`(x)`', 'S106'], ['`a(b`', 'S106'], ['`a(b) c`', 'S106'], ['`"a"`', 'S106'], ['`a', 'S102'], ['`', 'S102'],
])('%s is %s', (text, code) => {
  expect(read(text)).toMatchObject({ code, start: 0, end: text.length });
});

test('calls of a search: none in comments and strings', () => {
  const text = '`a` ```\\ `b` ``` | eval x="`c`" | `d(1)` | `no call`';
  const calls = macroCalls(text);
  expect(calls).toMatchObject([{ name: 'a', args: [] }, { name: 'd', args: ['1'] }]);
  expect(calls.map(({ start, end }) => text.slice(start, end))).toEqual(['`a`', '`d(1)`']);
});

/** Macros by `name` or `name(first, second)`. */
function expand(text: string, definitions: Readonly<Record<string, string>>) {
  const macros = new Map<string, MacroDefinition>();
  for (const [head, definition] of Object.entries(definitions)) {
    const [name = '', list] = head.replace(')', '').split('(');
    const args = list?.split(', ') ?? [];
    macros.set(`${name}/${args.length}`, { definition, args });
  }
  const { text: expanded, problems } = expandMacros(text, (name, count) => macros.get(`${name}/${count}`));
  return { text: expanded, problems };
}

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['`m(1)`', { 'm(a)': '$a$ "$a$" \'$a$\' x$a$y' }, '1 "1" \'1\' x1y'],
  ['`m(1, 2)`', { 'm(a, b)': '$b$$a$ $a$$b$' }, '21 12'],
  ['`m(1)`', { 'm(a)': '$x$a$ $5$a$ $ $$ $a' }, '$x1 $51 $ $$ $a'],
  ['`m($b$, 2)`', { 'm(a, b)': '$a$ $b$' }, '$b$ 2'],
  ['`m($&)`', { 'm(a)': '<$a$>' }, '<$&>'],
  ['`m("a, b")`', { 'm(a)': 'in ($a$)' }, 'in (a, b)'],
  ['`m` `m(1)` `m(1, 2)`', { m: 'none', 'm(a)': 'one $a$' }, 'none one 1 `m(1, 2)`'],
  ['`a`', { a: 'x `b(2)`', 'b(n)': '`c` $n$', c: 'y' }, 'x y 2'],
  ['`m(1)`', { 'm(a)': '`n($a$)`', 'n(a)': '<$a$>' }, '<1>'],
  ['`a`', { a: '"`b`" ```\\ `b````' , b: 'never' }, '"`b`" ```\\ `b````'],
  ['`broken call`', { broken: 'x' }, '`broken call`'],
  ['`__proto__` `constructor`', {}, '`__proto__` `constructor`'],
])('%s with %j', (text, definitions, expected) => {
  expect(expand(text, definitions)).toEqual({ text: expected, problems: [] });
});

describe('S107', () => {
  test('circles: one for each call, which stays as it is', () => {
    const { text, problems } = expand('`a` x `b` `c`', { a: 'a `b` `b`', b: 'b `a`', c: 'c' });
    expect(text).toBe('a b `a` b `a` x b a `b` `b` c');
    expect(problems).toMatchObject([
      { code: 'S107', start: 0, end: 3, message: 'the macro a calls itself: a(0) → b(0) → a(0)' },
      { code: 'S107', start: 6, end: 9 },
    ]);
  });

  test('the same name with other arguments is another macro', () => {
    expect(expand('`m`', { m: '`m(1)`', 'm(a)': '$a$' })).toEqual({ text: '1', problems: [] });
  });

  test('forty macros deep, and one more', () => {
    const chain = (length: number) => Object.fromEntries(Array.from({ length }, (_, index) => [`m${index}`, index === length - 1 ? 'end' : `\`m${index + 1}\``]));
    expect(expand('`m0`', chain(40))).toEqual({ text: 'end', problems: [] });
    expect(expand('`m0`', chain(41))).toMatchObject({ text: '`m40`', problems: [{ code: 'S107' }] });
  });

  test.each<[string, string, Readonly<Record<string, string>>]>([
    ['doubling', '`m0`', Object.fromEntries(Array.from({ length: 39 }, (_, index) => [`m${index}`, `\`m${index + 1}\``.repeat(2)]))],
    ['arguments that double', '`m0(x)`', Object.fromEntries(Array.from({ length: 39 }, (_, index) => [`m${index}(a)`, `\`m${index + 1}($a$$a$)\``]))],
    ['a long argument, often', `\`m(${'x'.repeat(250_000)})\``, { 'm(a)': '$a$'.repeat(80_000) }],
    ['a long definition of nothing, often', '`m()`'.repeat(50_000), { m: 'x'.repeat(250_000) }],
    ['an empty argument, often, often', '`m(,)`'.repeat(40_000), { 'm(a, b)': '$a$'.repeat(80_000) }],
  ])('%s ends with one problem and a text of a few megabytes', (_, text, definitions) => {
    const { text: expanded, problems } = expand(text, definitions);
    expect(problems.map(({ code }) => code)).toEqual(['S107']);
    expect(expanded.length).toBeLessThan(3_000_000);
  });
});

test('never throws, and without macros changes nothing', () => {
  const piece = fc.constantFrom('`', '```', '"', '(', ')', ',', '$', '$a$', 'm', 'n(1)', '`m`', '`n(1)`', ' ', '|', '\\');
  const text = fc.array(piece, { maxLength: 15 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, text, (search, m, n) => {
      expect(expand(search, {}).text).toBe(search);
      expect(expand(search, { m, 'n(a)': n }).problems.every(({ start, end }) => start < end && end <= search.length)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test('places in the expanded text lead back to the text given', () => {
  const { text, place } = expandMacros('a `m` b `m` c', () => ({ definition: 'long definition', args: [] }));
  const at = (word: string, from = 0) => place(text.indexOf(word, from), text.indexOf(word, from) + word.length);
  expect(at('b')).toEqual({ start: 6, end: 7 });
  expect(at('c', text.lastIndexOf('definition') + 10)).toEqual({ start: 12, end: 13 });
  expect(at('definition')).toEqual({ start: 2, end: 5 });
  expect(place(0, text.length)).toEqual({ start: 0, end: 13 });
});
