/** Where SPL does otherwise than one thinks: a test for each trap of the notes on its semantics, by their numbers. */
import { lookup, refusal, run } from './running.js';
import type { Value } from '../../src/spl/index.js';

const names = async (text: string, rows: readonly Readonly<Record<string, Value>>[]): Promise<unknown[]> => (await run(text, { rows })).map(({ n }) => n);
/** Rows numbered by n. */
const numbered = (...rows: readonly Readonly<Record<string, Value>>[]) => rows.map((row, index) => ({ ...row, n: String(index + 1) }));

test('1. OR binds tighter than AND in search, looser in where', async () => {
  const rows = numbered({ a: '1', b: '0', c: '0' }, { a: '1', b: '1', c: '0' }, { a: '0', b: '0', c: '1' });
  expect(await names('search a=1 b=1 OR c=1', rows)).toEqual(['2']);
  expect(await names('search a=* | where a=1 AND b=1 OR c=1', rows)).toEqual(['2', '3']);
});

test('2. the right side is a value in search, a field in where', async () => {
  const rows = numbered({ a: 'b', b: 'x' }, { a: 'x', b: 'x' });
  expect(await names('search a=b', rows)).toEqual(['1']);
  expect(await names('search a=* | where a=b', rows)).toEqual(['2']);
  expect(await names("search a=* | where 'a'=\"b\"", rows)).toEqual(['1']);
});

test('3. a lower-case and is a word to look for', async () => {
  const rows = numbered({ a: '1', _raw: 'this and that' }, { a: '1', _raw: 'this that' });
  expect(await names('search a=1 and', rows)).toEqual(['1']);
  expect(await names('search a="AND"', numbered({ a: 'and' }))).toEqual(['1']);
});

test('4. terms side by side are ANDed, a phrase is one term', async () => {
  const rows = numbered({ _raw: 'bits admin' }, { _raw: 'admin bits' }, { _raw: 'bitsadmin' });
  expect(await names('bits admin', rows)).toEqual(['1', '2']);
  expect(await names('"bits admin"', rows)).toEqual(['1']);
  expect(await names('bits*', rows)).toEqual(['1', '2', '3']);
  expect(await names('CASE(Bits)', numbered({ _raw: 'bits' }, { _raw: 'Bits' }))).toEqual(['2']);
  expect(await names('exe', numbered({ _raw: 'C:\\a\\bitsadmin.exe' }, { _raw: 'executable' }))).toEqual(['1']);
  expect(await names('TERM(a.exe)', numbered({ _raw: 'x a.exe y' }, { _raw: 'c:\\a.exe' }))).toEqual(['1']);
});

test('5. search ignores case and has *, where minds case and has neither', async () => {
  const rows = numbered({ p: 'BITSADMIN.EXE' }, { p: 'bitsadmin' });
  expect(await names('search p="bits*.exe"', rows)).toEqual(['1']);
  expect(await names('search p="bits?dmin"', rows)).toEqual([]);
  expect(await names('search p IN ("bits*")', rows)).toEqual(['1', '2']);
  expect(await names('search p=* | where p="bits*"', rows)).toEqual([]);
  expect(await names('search p=* | where p IN ("bits*", "bitsadmin")', rows)).toEqual(['2']);
  expect(await names('search p=* | where like(p, "bits%")', rows)).toEqual(['2']);
});

test('6. a star cannot be escaped', async () => {
  expect(await names('search p="a\\*b"', numbered({ p: 'a*b' }, { p: 'a\\xb' }))).toEqual(['2']);
});

test('7. a backslash escapes quote, pipe and itself, and stays before all else', async () => {
  const rows = numbered({ p: 'C:\\Digital\\RTFM' }, { p: 'say "x"' }, { p: 'a|b' });
  expect(await names('search p="C:\\\\Digital\\\\RTFM"', rows)).toEqual(['1']);
  expect(await names('search p="C:\\Digital\\RTFM"', rows)).toEqual(['1']);
  expect(await names('search p="say \\"x\\""', rows)).toEqual(['2']);
  expect(await names('search p="a\\|b"', rows)).toEqual(['3']);
});

test('8. eval strings are unescaped once, regexes once more', async () => {
  const rows = numbered({ p: 'C:\\Temp\\a' });
  expect(await names('search p=* | where match(p, "Temp\\\\\\\\a")', rows)).toEqual(['1']);
  expect(await names('search p=* | where match(p, "^\\w:")', rows)).toEqual(['1']);
  expect((await run('search p=* | rex field=p "(?<d>\\w+)\\\\\\\\a$"', { rows }))[0]?.['d']).toBe('Temp');
});

test('9. like has no escape that is documented', async () => {
  expect(await refusal('search p=* | where like(p, "50\\%")', { rows: [{ p: '50%' }] })).toContain('no escape character');
});

test('10. = compares texts in search, < numbers if both are', async () => {
  const rows = numbered({ v: '1.0' }, { v: '1' }, { v: '10' }, { v: '9' }, { v: 'abc' });
  expect(await names('search v=1', rows)).toEqual(['2']);
  expect(await names('search v>9', rows)).toEqual(['3', '5']);
  expect(await names('search v=* | where v=1', rows)).toEqual(['1', '2']);
});

test('11. search knows networks', async () => {
  expect(await names('search ip=198.51.100.0/24', numbered({ ip: '198.51.100.7' }, { ip: '198.51.101.7' }, { ip: '198.51.100.0/24' }))).toEqual(['1', '3']);
});

test('12. != needs the field, NOT does not', async () => {
  const rows = numbered({ a: 'x' }, { a: 'y' }, {});
  expect(await names('search a!=x', rows)).toEqual(['2']);
  expect(await names('search NOT a=x', rows)).toEqual(['2', '3']);
  expect(await names('search a!=*', rows)).toEqual([]);
  expect(await names('search NOT a=*', rows)).toEqual(['3']);
});

test('13. null is neither true nor false', async () => {
  const rows = numbered({ a: 'x' }, {});
  expect(await names('search n=* | where NOT (a="y")', rows)).toEqual(['1']);
  expect(await names('search n=* | where a="x" OR n="2"', rows)).toEqual(['1', '2']);
  expect((await run('| makeresults | eval x=1/0, y="a", y=null()'))[0]).toEqual({ _time: expect.any(Number) as number });
  expect(await refusal('| makeresults | eval x=(1=1)')).toContain('truth value');
});

test('14. by drops rows that lack a field, unless fillnull_value says otherwise', async () => {
  const rows = [{ 'D.a': 'x', 'D.b': 'y' }, { 'D.a': 'x' }];
  expect(await run('| tstats count from datamodel=M.D by D.a D.b', { rows })).toEqual([{ 'D.a': 'x', 'D.b': 'y', count: 1 }]);
  expect(await run('| tstats fillnull_value="null" count from datamodel=M.D by D.a D.b', { rows })).toEqual([{ 'D.a': 'x', 'D.b': 'null', count: 1 }, { 'D.a': 'x', 'D.b': 'y', count: 1 }]);
  expect(await run('search a=* | stats count by a b', { rows: [{ a: '1', b: '2' }, { a: '1' }] })).toEqual([{ a: '1', b: '2', count: 1 }]);
});

test('15. count(field) counts values, count rows', async () => {
  expect(await run('search n=* | stats count count(a) as a', { rows: numbered({ a: ['x', 'y'] }, {}, { a: 'z' }) })).toEqual([{ count: 3, a: 3 }]);
});

test('16. tstats: only its functions, with a field', async () => {
  await expect(run('| tstats sum from datamodel=M.D')).rejects.toThrow('S206');
  expect(await refusal('| tstats values(D.*) from datamodel=M.D by D.a', { rows: [{ 'D.a': '1' }] })).toContain('wildcards');
});

test('17. prestats is refused; columns keep the dataset’s name until renamed', async () => {
  expect(await refusal('| tstats prestats=t count from datamodel=M.D')).toContain('prestats');
  expect(await run('| tstats count from datamodel=M.D by D.a | rename D.* as *', { rows: [{ 'D.a': 'x' }] })).toEqual([{ a: 'x', count: 1 }]);
});

test('19. values are distinct and sorted by bytes, list keeps order and stops at 100', async () => {
  const rows = numbered({ a: 'b' }, { a: 'A' }, { a: 'a' }, { a: 'b' }, { a: '10' }, { a: '9' });
  expect((await run('search n=* | stats values(a) as v list(a) as l first(a) as f last(a) as e', { rows }))[0]).toEqual({ v: ['10', '9', 'A', 'a', 'b'], l: ['b', 'A', 'a', 'b', '10', '9'], f: 'b', e: '9' });
  const [many] = await run('search n=* | stats list(a) as l dc(a) as d', { rows: Array.from({ length: 150 }, (_, n) => ({ n: '1', a: String(n) })) });
  expect([many?.['d'], (many?.['l'] as readonly string[]).length]).toEqual([150, 100]);
  const times = numbered({ _time: 20, a: 'late' }, { _time: 10, a: 'early' });
  expect((await run('search n=* | stats earliest(a) as e latest(a) as l min(n) as i max(n) as x range(n) as r', { rows: times }))[0]).toEqual({ e: 'early', l: 'late', i: 1, x: 2, r: 1 });
});

test('20. mvexpand makes a row a value, and stats by a row in each group', async () => {
  expect(await names('search n=* | mvexpand a | search a=x', numbered({ a: ['x', 'y'] }, { a: 'x' }, {}))).toEqual(['1', '2']);
  expect(await refusal('search n=* | mvexpand _raw', { rows: [{ n: '1' }] })).toContain('internal');
  expect(await run('search n=* | stats count by a', { rows: numbered({ a: ['x', 'y'] }, { a: 'x' }) })).toEqual([{ a: 'x', count: 2 }, { a: 'y', count: 1 }]);
});

test('21. rename onto a field erases it, even from one that is missing', async () => {
  expect(await run('search b=* | rename a as b', { rows: [{ b: 'x', c: 'y' }] })).toEqual([{ c: 'y' }]);
  expect(await run('search b=* | rename b* as c*', { rows: [{ bits: 'x', b: 'y' }] })).toEqual([{ cits: 'x', c: 'y' }]);
  await expect(run('search b=* | rename b* as c')).rejects.toThrow('same number of *');
});

test('22. eval goes left to right; {field} names a field by a value', async () => {
  expect((await run('search a=* | eval b=a."2", c=b."3", {a}=1, d=8.250*0.2, e="x"+"y", f=1 . 2', { rows: [{ a: 'k' }] }))[0]).toEqual({ a: 'k', b: 'k2', c: 'k23', k: 1, d: 2, e: 'xy', f: '12' });
});

test('23. ctime gives a text in the time zone of who searches', async () => {
  const search = 'search t=* | convert timeformat="%Y-%m-%dT%H:%M:%S" ctime(t)';
  expect((await run(search, { rows: [{ t: 1_772_442_000 }] }))[0]).toEqual({ t: '2026-03-02T09:00:00' });
  expect((await run(search, { rows: [{ t: '1772442000' }], timeZone: 'Asia/Tokyo' }))[0]).toEqual({ t: '2026-03-02T18:00:00' });
});

describe('24. lookups', () => {
  const hosts = lookup(['host', 'owner'], [['ws1', 'alice'], ['ws*', 'bob'], ['', 'nobody']]);
  const rows = [{ host: 'ws1', owner: 'old' }, { host: 'WS1' }, { host: 'ws9' }, { other: 'x' }];
  const owners = async (search: string, more: Parameters<typeof lookup>[2]) => (await run(search, { rows, lookups: { l: { ...hosts, ...more } } })).map(({ owner }) => owner);

  test('exact, wildcard and letter case', async () => {
    expect(await owners('search * | lookup l host OUTPUT owner', {})).toEqual(['alice', undefined, undefined, undefined]);
    expect(await owners('search * | lookup l host OUTPUT owner', { caseSensitive: false })).toEqual(['alice', 'alice', undefined, undefined]);
    expect(await owners('search * | lookup l host OUTPUT owner', { caseSensitive: false, matchTypes: new Map([['host', 'WILDCARD']]) })).toEqual([['alice', 'bob'], ['alice', 'bob'], 'bob', undefined]);
    expect(await owners('search * | lookup l host OUTPUT owner', { matchTypes: new Map([['host', 'WILDCARD']]), maxMatches: 1 })).toEqual(['alice', undefined, 'bob', undefined]);
  });

  test('OUTPUTNEW leaves what is there; default_match where nothing matches', async () => {
    expect(await owners('search * | lookup l host OUTPUTNEW owner', {})).toEqual(['old', undefined, undefined, undefined]);
    expect(await owners('search * | lookup l host OUTPUT owner', { minMatches: 1, defaultMatch: 'none' })).toEqual(['alice', 'none', 'none', undefined]);
  });

  test('networks', async () => {
    const nets = lookup(['net', 'site'], [['198.51.100.0/24', 'lab'], ['bad', 'x']], { matchTypes: new Map([['net', 'CIDR']]) });
    expect((await run('search * | lookup l net as ip OUTPUT site', { rows: [{ ip: '198.51.100.9' }, { ip: '203.0.113.1' }], lookups: { l: nets } })).map(({ site }) => site)).toEqual(['lab', undefined]);
  });

  test('a file or column that is missing fails the search', async () => {
    expect(await refusal('search * | lookup nope host OUTPUT owner', { rows })).toContain('does not exist');
    expect(await refusal('search * | lookup l nope as host OUTPUT owner', { rows, lookups: { l: hosts } })).toContain('no column nope');
    expect(await refusal('search * | lookup l host OUTPUT nope', { rows, lookups: { l: hosts } })).toContain('no column nope');
  });

  test('inputlookup gives its rows', async () => {
    expect(await run('| inputlookup l where owner=b*', { lookups: { l: hosts } })).toEqual([{ host: 'ws*', owner: 'bob' }]);
  });
});

test('25. names of groups have at most 32 characters', async () => {
  expect(await refusal(`search * | rex field=a "(?<${'x'.repeat(33)}>a)"`, { rows: [{ a: 'a' }] })).toContain('32 characters');
});

test('26. \\A and \\h mean what PCRE says', async () => {
  expect(await names('search n=* | regex a="\\Ab\\h"', numbered({ a: 'b c' }, { a: 'Abh' }))).toEqual(['1']);
});

test('a subsearch stands for what it found, and nothing found lets nothing through', async () => {
  const rows = [{ a: 'x', b: '1' }, { a: 'y', b: '2' }];
  expect(await run('search a=* [search b=2 | fields a]', { rows })).toEqual([{ a: 'y', b: '2' }]);
  expect(await run('search a=* [search b=3 | fields a]', { rows })).toEqual([]);
});

test.each([
  ['search a=* | transaction a', 'does not run transaction'], ['search a=* | stats sparkline(count)', 'sparkline'], ['`nope` | stats count', 'nope'], ['search a=* | `nope`', 'not defined'], ['search a=* | rex field=a "(?<x>a)(?R)"', 'recursion'],
  ['| tstats count where index=main', 'without a data model'], ['| tstats count from datamodel=M.D by _time', 'without span'], ['search a=* | stats allnum=true sum(a)', 'allnum'], ['search a=* | bin a', 'span'], ['search a=* | spath input=a', 'XML'],
])('%s is refused, not guessed', async (search, why) => {
  expect(await refusal(search, { rows: [{ a: '<x/>' }] })).toContain(why);
});

test('the other commands', async () => {
  const rows = [{ t: '65', a: 'b,c', j: '{"x":{"y":[1,2]}}' }, { t: '7', j: '{' }];
  expect(await run('search t=* | bin t span=10 | fields t', { rows })).toEqual([{ t: '60-70' }, { t: '0-10' }]);
  expect(await run('search t=* | makemv delim="," a | fields a', { rows })).toEqual([{ a: ['b', 'c'] }, {}]);
  expect(await run('search t=* | spath input=j path=x.y{} output=y | fields y', { rows })).toEqual([{ y: ['1', '2'] }, {}]);
  expect(await run('search t=* | fillnull value=none a | sort num(t) | table a t', { rows })).toEqual([{ a: 'none', t: '7' }, { a: 'b,c', t: '65' }]);
  expect(await run('search t=* | eventstats count max(t) as m | head 1 | fields count m', { rows })).toEqual([{ count: 2, m: 65 }]);
  expect(await run('search t=* | dedup a keepempty=true | tail 1 | fields t', { rows })).toEqual([{ t: '7' }]);
  expect(await run('search t=* | rex mode=sed field=a "s/[bc]/<\\0>/g" | fields a', { rows })).toEqual([{ a: '<b>,<c>' }, {}]);
  expect(await run('search t=* | rex mode=sed field=a "s/(?>b),(c)/[\\1]/" | fields a', { rows })).toEqual([{ a: '[c]' }, {}]);
  expect(await run('search t=* | append [search t=7] | stats count', { rows })).toEqual([{ count: 3 }]);
  expect(await run('| multisearch [search t=7] [search t=65] | stats count', { rows })).toEqual([{ count: 2 }]);
  expect(await run('| makeresults format=csv data="a,b\nx,\\"y,z\\"" | fields a b')).toEqual([{ a: 'x', b: 'y,z' }]);
});

test('earliest and latest cut time and are no fields', async () => {
  const rows = [{ n: '1', _time: 1_772_442_000 - 7_200 }, { n: '2', _time: 1_772_442_000 - 600 }, { n: '3' }];
  expect(await run('search n=* earliest=-1h | fields n', { rows })).toEqual([{ n: '2', _time: 1_772_442_000 - 600 }]);
  expect(await run('search n=* latest=-1h@h', { rows })).toEqual([{ n: '1', _time: 1_772_442_000 - 7_200 }]);
  expect(await refusal('search earliest="03/02/2026:09:00:00"', { rows })).toContain('no time that can be followed');
  expect(await refusal('search _index_earliest=-1h', { rows })).toContain('not followed');
});
