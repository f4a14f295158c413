/** What a search refers to. */
import { lookupReferences, parsePipeline, words } from '../../src/spl/index.js';

const lookups = (text: string): string[] => lookupReferences(parsePipeline(text).pipeline).map(({ name }) => name);

test.each<[string, string[]]>([
  ['a | lookup b c OUTPUT d', ['b']],
  ['a | LOOKUP local=true update = t "b c" d', ['b c']],
  ['| inputlookup append=t start=0 b.csv where c=1', ['b.csv']],
  ['a | outputlookup createinapp=true b', ['b']],
  ['a [inputlookup b | fields c] | join d [| inputlookup e | lookup f g] | lookup h i', ['b', 'e', 'f', 'h']],
  ['| from lookup:b', ['b']],
  ['| from inputlookup:"b c"', ['b c']],
  ['| from lookup b', ['b']],
  ['| from datamodel:"b"', []],
  ['| from datamodel lookup', []],
  ['a | eval x=lookup("b.csv", json_object("c", d), json_array("e")), y=lookup(f, g) | where isnull(lookup("h", i))', ['b.csv', 'h']],
  ['a | eval lookup=("b") | search lookup ("c")', []],
  ['a | lookup `b` c', []],
  ['a | lookup', []],
  ['a | lookup local=true', []],
  ['a "| lookup b c" ```| lookup d e```', []],
  ['lookup b c', []],
])('lookups of %s', (text, names) => {
  expect(lookups(text)).toEqual(names);
});

test('references say where they stand', () => {
  const text = 'a | lookup "b c" d';
  const [reference] = lookupReferences(parsePipeline(text).pipeline);
  expect(text.slice(reference?.start, reference?.end)).toBe('"b c"');
});

test.each<[string, string[]]>([
  ['values(Processes.process_name) as X', ['values', 'processes.process_name', 'process_name', 'processes', 'as', 'x']],
  ['a.b.c', ['a.b.c', 'b.c', 'c', 'a', 'b']],
  ["'a b'=1", ['a', 'b', '1']],
  ['"x: $field$" `m(arg)`', ['x:', 'x', 'field', 'm', 'arg']],
  ['entities{}.name', ['entities{}.name', 'entities{}', 'name']],
  ['größe_1', ['größe_1']],
  ['a ```b``` | c', ['a', 'c']],
  ['', []],
])('words of %s', (text, expected) => {
  expect([...words(text)].sort()).toEqual(expected.sort());
});

test('a name of a megabyte is no field', () => {
  expect(words('a.'.repeat(500_000)).size).toBeLessThan(10);
});
