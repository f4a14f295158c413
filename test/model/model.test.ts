import { Ajv } from 'ajv';
import { parse } from 'yaml';
import {
  attack19, choice, cron, date, detectionFields, detectionStanza, flag, integer, killChainPhases, list, message, optional, parseCron, readTable,
  record, relativeTime, required, schemaOf, secondsAgo, stemOf, text, tokensOf, uuid,
} from '../../src/model/index.js';
import type { Kind, Mapping, Value } from '../../src/model/index.js';
import { detection } from '../compile/repository.js';

/** What a kind makes of a value: the value read, or the codes of its refusal. */
function read<T>(kind: Kind<T>, value: Value): T | string[] {
  const codes: string[] = [];
  const found = kind.read(value, ['key'], (code) => codes.push(code));
  return found ?? codes;
}

test.each<[string, Kind<unknown>, Value, unknown]>([
  ['text', text(), 'x', 'x'],
  ['a number is no text', text(), 5, ['M103']],
  ['a version in quotes is a number', integer(1), '3', 3],
  ['a fraction is none', integer(1), 2.5, ['M103']],
  ['out of range', integer(1), 0, ['M106']],
  ['a word for truth', flag, 'false', false],
  ['no word for truth', flag, 'maybe', ['M103']],
  ['one of a list', choice(['a', 'b']), 'a', 'a'],
  ['not one of it', choice(['a', 'b']), 'c', ['M104']],
  ['a day', date, '2024-02-29', '2024-02-29'],
  ['no day', date, '2023-02-29', ['M105']],
  ['a UUID', uuid, '1E25E97A-8ea4-11ec-9767-acde48001122', '1E25E97A-8ea4-11ec-9767-acde48001122'],
  ['no UUID', uuid, 'abc', ['M105']],
  ['a message', message, 'seen on $dest$', 'seen on $dest$'],
  ['without a token', message, 'seen', ['M107']],
  ['an odd $', message, '$a$ $', ['M107']],
  ['a blank in a token', message, '$ a$', ['M107']],
  ['a list', list(text()), ['a'], ['a']],
  ['a text is no list', list(text()), 'a', ['M103']],
  ['an empty list where one is needed', list(text(), { min: 1 }), [], ['M106']],
  ['a time', relativeTime, '-70m@m', '-70m@m'],
  ['a time without a sign', relativeTime, '0', ['M105']],
  ['a snap to a week day', relativeTime, '-1d@w1', ['M105']],
])('%s', (_, kind, value, expected) => {
  expect(read(kind, value)).toEqual(expected);
});

test.each(['0 * * * *', '*/5 * * * *', '7 3 * * 1-5', '0 0 1 JAN MON', '1,2,30-40/5 0-23 * * 7'])('cron %s', (expression) => {
  expect(read(cron, expression)).toBe(expression);
});

test.each(['61 * * * *', '* * * *', '0 0 0 * *', '*/0 * * * *', '5-1 * * * *', '@hourly', '0 * * * * *', 'a * * * *', '0 * * FOO *'])('no cron: %s', (expression) => {
  expect(read(cron, expression)).toEqual(['M105']);
});

test('the minutes of a cron', () => {
  expect([...(parseCron('3-59/20 * * * *')?.minutes ?? [])]).toEqual([3, 23, 43]);
});

test('a table reports all faults, and tells complete from usable', () => {
  const table = { name: required(text(), 'Name.'), kind: required(choice(['a']), 'Kind.'), part: optional(record({ x: required(integer(0), 'X.') }), 'Part.'), list: optional(list(text()), 'List.') };
  const faults: unknown[] = [];
  const value = new Map<string, Value>([['name', 'n'], ['kind', 'z'], ['naem', 1], ['part', new Map([['x', -1]])], ['list', null], ['toString', 1]]);
  const reading = readTable(table, value, [], (code, path) => faults.push([code, path.join('.')]));
  expect(faults).toEqual([['M102', 'naem'], ['M102', 'toString'], ['M104', 'kind'], ['M106', 'part.x'], ['M103', 'list']]);
  expect(reading).toEqual({ complete: false, usable: true, value: { name: 'n', kind: 'z' } });
  expect(readTable(table, new Map(), [], () => undefined).usable).toBe(false);
  expect(readTable(table, 'text', [], () => undefined).usable).toBe(false);
});

test('the published schema takes what the reader takes, and refuses what it refuses', () => {
  const validate = new Ajv({ strict: false, formats: { date: true } }).compile(schemaOf(detectionFields));
  const plain = parse(detection('Sample', '01')) as Record<string, unknown>;
  const reads = (value: unknown): boolean => readTable(detectionFields, toMaps(value) as Mapping, [], () => undefined).complete;
  for (const change of [{}, { version: 0 }, { type: 'Foo' }, { foo: 1 }, { search: undefined }, { mitre_attack_id: ['X'] }, { extensions: { impact: 101 } }, { tests: [] }, { finding: { title: 'no token', entity: { field: 'a', type: 'user', score: 1 } } }]) {
    const value: unknown = JSON.parse(JSON.stringify({ ...plain, ...change }));
    expect([change, validate(value)]).toEqual([change, reads(value)]);
  }
});

function toMaps(value: unknown): Value {
  if (Array.isArray(value)) return value.map(toMaps);
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value).map(([key, part]) => [key, toMaps(part)])) : (value as Value);
}

test('names that follow from names', () => {
  expect(stemOf('A.B-C d (E)')).toBe('a_b_c_d_(e)');
  expect(detectionStanza('BITS', 'X')).toBe('BITS - X - Rule');
  expect(tokensOf('$a$ and $b.c$ and $a$')).toEqual(['a', 'b.c']);
  expect(secondsAgo('-70m@m') - secondsAgo('-10m@m')).toBe(3_600);
});

test('kill chain of T1197 in ATT&CK 19', () => {
  expect(killChainPhases(attack19, ['T1197'])).toEqual(['Exploitation', 'Installation']);
  expect(killChainPhases(attack19, ['T1105', 'T1048', 'T9999'])).toEqual(['Actions on Objectives', 'Command and Control']);
});

