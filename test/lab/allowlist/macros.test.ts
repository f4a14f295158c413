/** The macros over rows written here: what the manuals leave open, told in examples. */
import { patternFieldNames } from '../../../src/model/index.js';
import { appWith, entryFor, NOW, runMacro, texts } from './app.js';

const ID = '11111111-1111-4111-8111-111111111111';

async function isHidden(row: Readonly<Record<string, string | readonly string[]>>, ...more: Parameters<typeof entryFor>[1][]): Promise<boolean> {
  const entries = more.map((one) => entryFor(ID, one));
  return (await runMacro(`bits_allowlist(${ID})`, appWith(entries), [new Map(Object.entries(row))])).length === 0;
}

const longest = `"${'x, |\\ '.repeat(80)}"`.slice(0, 500);

test.each([
  ['quotes', 'cmd /c "a b" "c"', 'cmd /c "a b" "*"'],
  ['a pipe', 'type a | more', '* | more'],
  ['backslashes', 'C:\\Tools\\\\x.exe \\\\srv\\share\\', 'c:\\tools\\\\x.exe \\\\srv\\*\\'],
  ['brackets', '[ search index=* ] {a}', '[ search * ] {a}'],
  ['a token', 'echo $x$ $detection$', 'echo $x$ $detection$'],
  ['back-ticks', '`bits_allowlist(1)` `a`', '`bits_*` `a`'],
  ['commas', 'a,b,,c', 'a,b,,*'],
  ['500 characters', longest, longest],
  ['a command of SPL', '| delete | outputlookup x', '| delete*'],
  ['question mark, percent, dot, caret', 'a?b%c.d^e', 'a?b%c.d^e'],
])('%s are data', async (_, value, pattern) => {
  expect(await isHidden({ process: value, dest: 'ws1' }, { process: pattern })).toBe(true);
  expect(await isHidden({ process: `${value}.`, dest: 'ws1' }, { process: pattern.endsWith('*') ? pattern.slice(0, -1) : pattern })).toBe(false);
  expect(await isHidden({ process: value.slice(1), dest: 'ws1' }, { process: pattern.startsWith('*') ? pattern.slice(1) : pattern })).toBe(false);
});

test('only the star stands for something', async () => {
  expect(await isHidden({ process: 'axb' }, { process: 'a?b' })).toBe(false);
  expect(await isHidden({ process: 'axb' }, { process: 'a.b' })).toBe(false);
  expect(await isHidden({ process: 'axb' }, { process: 'a%b' })).toBe(false);
});

test('a star runs over ends of lines, which are blanks', async () => {
  expect(await isHidden({ process: 'powershell -c "a\r\nb"\nc' }, { process: 'powershell -c "a*b" c' })).toBe(true);
});

test('letters that look alike are others', async () => {
  expect(await isHidden({ process: 'b\u0456tsadmin /list' }, { process: 'bitsadmin /list' })).toBe(false);
  expect(await isHidden({ process: '\uff42itsadmin /list' }, { process: 'bitsadmin /list' })).toBe(false);
  expect(await isHidden({ process: 'bits\u200badmin /list' }, { process: 'bitsadmin /list' })).toBe(false);
});

test('an event cannot bring its own verdict', async () => {
  const forged = { process: 'evil.exe', bits_al_entry: '99999999999|*|x', bits_allowlisted: 'x', bits_al_process: 'known.exe', bits_al_detection: ID };
  expect(await isHidden(forged, { process: 'known.exe' })).toBe(false);
  expect(await isHidden({ ...forged, bits_al_address: '192.0.2.7' }, { process: 'evil.exe', network: '192.0.2.0/24' })).toBe(false);
});

test.each([
  [{ dest_ip: '192.0.2.7', src_ip: '198.51.100.7' }, true],
  [{ dest_ip: '198.51.100.7', src_ip: '192.0.2.7' }, false],
  [{ dest_ip: 'unknown', src_ip: '192.0.2.7' }, true],
  [{ dest_ip: ['192.0.2.7', '192.0.2.8'], src_ip: '192.0.2.9' }, true],
  [{ dest: '192.0.2.7' }, true],
  [{ dest: 'ws07.corp.example' }, false],
  [{}, false],
])('the address of %j', async (fields, expected) => {
  expect(await isHidden({ process: 'known.exe', ...fields }, { process: 'known.exe', network: '192.0.2.0/24' })).toBe(expected);
});

test('an entry ends on the second', async () => {
  const at = (offset: number): Promise<readonly unknown[]> => runMacro(`bits_allowlist(${ID})`, appWith([entryFor(ID, { process: 'known.exe', expires_at: '2026-03-02T09:00:00Z' })]), [new Map([['process', 'known.exe']])], NOW + offset);
  expect([(await at(-1)).length, (await at(0)).length]).toEqual([0, 1]);
});

test('a thousand entries for one detection are all asked', async () => {
  const many = Array.from({ length: 999 }, (_, index) => entryFor(ID, { process: `job ${index}*` }));
  const app = appWith([...many, entryFor('*', { process: 'known.exe' })]);
  const rows = ['job 998 a', 'known.exe', 'other'].map((process) => new Map([['process', process]]));
  expect((await runMacro(`bits_allowlist(${ID})`, app, rows)).map(({ events }) => events[0])).toEqual([2]);
});

test('why a result is hidden: one row for each entry, with what it says', async () => {
  const entries = [entryFor(ID, { process: '*known*', reason: 'A script of ours does this.', owner: 'bob' }), entryFor('*', { dest: 'ws1*', reason: 'A test host, "all" of it.', ticket: 'CHG-7' })];
  const rows = [new Map([['process', 'known.exe'], ['dest', 'ws12']]), new Map([['process', 'other'], ['dest', 'srv']])];
  const why = await runMacro(`bits_allowlist_why(${ID})`, appWith(entries), rows);
  expect(why.map(({ fields }) => [fields.get('bits_allowlisted'), fields.get('bits_allowlist_reason'), fields.get('bits_allowlist_owner'), fields.get('bits_allowlist_ticket') ?? '', fields.get('bits_allowlist_expires_at')])).toEqual([
    [entries[0]?.id, 'A script of ours does this.', 'bob', '', '2026-06-01T00:00:00Z'], [entries[1]?.id, 'A test host, "all" of it.', 'alice', 'CHG-7', '2026-06-01T00:00:00Z'],
  ]);
});

test('the macros name every field of the table, and the lookup matches each by wildcard', () => {
  const macros = texts.get('default/macros.conf') ?? '';
  const transforms = texts.get('default/transforms.conf') ?? '';
  for (const field of patternFieldNames) {
    expect(macros).toContain(`bits_al_${field} = if(mvcount(${field}) = 1 AND len(${field}) > 0, replace(replace(lower(${field}), "[\\r\\n]", " "), "\\\\\\\\", "/"), "-")`);
    expect(macros).toContain(`${field} AS bits_al_${field}`);
    expect(transforms).toContain(`WILDCARD(${field})`);
  }
});
