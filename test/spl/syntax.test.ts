import fc from 'fast-check';
import { expandMacros, lex, lookupReferences, macroCalls, parseMacroCall, parsePipeline, words } from '../../src/spl/index.js';

const kinds = (text: string) => lex(text).filter(({ kind }) => kind !== 'space').map(({ kind, text: part }) => `${kind}:${part}`);
const problems = (text: string) => parsePipeline(text).problems.map(({ code, start }) => [code, text.slice(start, start + 4)]);

test('lexing loses nothing and never fails', () => {
  const piece = fc.constantFrom('`', '```', '"', "'", '\\', '|', '[', ']', '(', ')', ',', '=', '!=', '<', ' ', '\n', 'a', 'stats', '*x*', 'é', '\ud83d');
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')), (text) => {
    const tokens = lex(text);
    expect(tokens.map((token) => token.text).join('')).toBe(text);
    tokens.forEach((token, index) => { expect(token.start).toBe(index === 0 ? 0 : tokens[index - 1]?.end); });
    parsePipeline(text);
    macroCalls(text);
    words(text);
  }), { numRuns: 5_000 });
});

test.each([
  ['a!=b c>=1 d="x \\" | y"', ['word:a', 'operator:!=', 'word:b', 'word:c', 'operator:>=', 'word:1', 'word:d', 'operator:=', 'string:"x \\" | y"']],
  ["user=O'Brien don't", ['word:user', 'operator:=', "word:O'Brien", "word:don't"]],
  ["where 'Processes.process'=1", ['word:where', "quoted:'Processes.process'", 'operator:=', 'word:1']],
  ['`m(a, "b,c")` ```x `y` ``` z', ['macro:`m(a, "b,c")`', 'comment:```x `y` ```', 'word:z']],
  ['C:\\\\x\\*.exe 100% a{}.b -70m@m', ['word:C:\\\\x\\*.exe', 'word:100%', 'word:a{}.b', 'word:-70m@m']],
])('%s', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test('stages, subsearches and commands', () => {
  const { pipeline, problems: none } = parsePipeline('index=a [search b | fields c] | `m` | STATS count by x | join y [| inputlookup z]');
  expect(none).toEqual([]);
  expect(pipeline.stages.map(({ command }) => command)).toEqual(['search', undefined, 'stats', 'join']);
  expect(pipeline.stages[0]?.subsearches[0]?.stages.map(({ command }) => command)).toEqual(['search', 'fields']);
  expect(lookupReferences(pipeline).map(({ name }) => name)).toEqual(['z']);
  expect(parsePipeline('| tstats count').pipeline.stages[0]?.command).toBe('tstats');
});

test('every fault of a search at once, at its place', () => {
  expect(problems('a | | stats count(x by y | eval b="c')).toEqual([['S105', '| | '], ['S104', '(x b'], ['S101', '"c']]);
  expect(problems('a ] | b) | `two args` | [c')).toEqual([['S104', '] | '], ['S104', ') | '], ['S106', '`two'], ['S104', '[c']]);
  expect(problems('a ```open')).toEqual([['S103', '```o']]);
  expect(problems('a | `open')).toEqual([['S102', '`ope']]);
  expect(problems('a |')).toEqual([['S105', '|']]);
});

test('arguments of a macro', () => {
  const args = (text: string) => {
    const [token] = lex(text);
    const call = token && parseMacroCall(token);
    return call && 'args' in call ? call.args : undefined;
  };
  expect(args('`m`')).toEqual([]);
  expect(args('`m()`')).toEqual([]);
  expect(args('`m(a, "b, c", f(d, e), "say \\"x\\"")`')).toEqual(['a', 'b, c', 'f(d, e)', 'say "x"']);
});

describe('expansion', () => {
  const macros = new Map([
    ['a/0', { definition: 'x=`b(1)`', args: [] }],
    ['b/1', { definition: 'y="$n$" $other$', args: ['n'] }],
    ['loop/0', { definition: '`pool`', args: [] }],
    ['pool/0', { definition: '`loop`', args: [] }],
    ['grow/0', { definition: '`more` `more` `more` `more`', args: [] }],
    ['more/0', { definition: '`big` '.repeat(100), args: [] }],
    ['big/0', { definition: 'z'.repeat(10_000), args: [] }],
  ]);
  const expand = (text: string) => expandMacros(text, (name, count) => macros.get(`${name}/${count}`));

  test('arguments, inside quotes too; unknown calls and strings stay', () => {
    expect(expand('`a` `unknown` "`a`" ```\\`a``` `b(1, 2)`').text).toBe('x=y="1" $other$ `unknown` "`a`" ```\\`a``` `b(1, 2)`');
  });

  test('circles and growth end in a problem at the outer call', () => {
    expect(expand('search `loop`').problems).toMatchObject([{ code: 'S107', start: 7, end: 13 }]);
    const grown = expand('`grow`');
    expect(grown.problems).toMatchObject([{ code: 'S107' }]);
    expect(grown.text.length).toBeLessThan(2_000_000);
  });
});

test('lookups by command, options passed over', () => {
  const names = (text: string) => lookupReferences(parsePipeline(text).pipeline).map(({ name }) => name);
  expect(names('a | lookup local=true "my list" x OUTPUT y | inputlookup append=t b.csv where lookup=1 | outputlookup c')).toEqual(['my list', 'b.csv', 'c']);
  expect(names('a | eval lookup="x" | lookup `m` b | from inputlookup:d')).toEqual(['d']);
});

test('words of a search, comments left out', () => {
  const found = words('tstats values(Processes.Dest) as d by "src ip" `m(user)` ```hidden```');
  for (const word of ['processes.dest', 'dest', 'd', 'src', 'ip', 'user']) expect(found.has(word)).toBe(true);
  expect(found.has('hidden')).toBe(false);
});
