/** The outline of a search, and every fault in it. */
import fc from 'fast-check';
import { lookupReferences, parsePipeline } from '../../src/spl/index.js';
import type { Pipeline } from '../../src/spl/index.js';

/** Commands of the stages; those of subsearches in brackets behind the stage that holds them. */
function outline({ stages }: Pipeline): string {
  return stages.map(({ command, subsearches }) => [command ?? '-', ...subsearches.map((inner) => `[${outline(inner)}]`)].join(' ')).join(' | ');
}

test.each([
  ['', ''],
  ['   ```nothing```  ', ''],
  ['error', 'search'],
  ['search error', 'search'],
  ['stats count', 'search'],
  ['(a OR b) c', 'search'],
  ['"a b"', 'search'],
  ['| stats count', 'stats'],
  [' ```why``` | TSTATS count', 'tstats'],
  ['`macro` | `other(1)`', '- | -'],
  ['`macro` x=1 | stats count', '- | stats'],
  ['a | b "c | d" | e', 'search | b | e'],
  ['a [search b | fields c] | join x [| tstats d | rename e]', 'search [search | fields] | join [tstats | rename]'],
  ['a | foreach *_x [eval y=1 | eval z=2] | appendpipe [stats count]', 'search | foreach [eval | eval] | appendpipe [stats]'],
  ['a [inputlookup b | fields c]', 'search [inputlookup | fields]'],
  ['a [`b` | c]', 'search [- | c]'],
  ['[search a] [search b [search c]]', 'search [search] [search [search]]'],
  ['a [] | b', 'search [] | b'],
  ['a | eval x=if(a="[", "(", "|")', 'search | eval'],
])('%s', (text, commands) => {
  const { pipeline, problems } = parsePipeline(text);
  expect(outline(pipeline)).toBe(commands);
  expect(problems).toEqual([]);
});

test('a stage knows its tokens and its place', () => {
  const text = 'a=1 ```x``` | where b>2 ';
  const { stages } = parsePipeline(text).pipeline;
  expect(stages.map(({ start, end }) => text.slice(start, end))).toEqual(['a=1 ```x``` ', ' where b>2 ']);
  expect(stages.map(({ tokens }) => tokens.map((token) => token.text))).toEqual([['a', '=', '1'], ['where', 'b', '>', '2']]);
});

/** Each fault as its code and the text that it points at. */
const faults = (text: string): string[] => parsePipeline(text).problems.map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);

test.each<[string, string[]]>([
  ['a | eval b="c', ['S101 "c']],
  ['a | eval b=if(c, [search "d', ['S101 "d']],
  ['a | `b', ['S102 `b']],
  ['a (b ```c', ['S103 ```c']],
  ['a | ```c', ['S103 ```c']],
  ['(a', ['S104 (']],
  ['a)', ['S104 )']],
  ['(a | b)', ['S104 (', 'S104 )']],
  ['[a', ['S104 [']],
  ['a]', ['S104 ]']],
  ['(a [b) c]', ['S104 (', 'S104 )']],
  ['a | | b', ['S105 |']],
  ['a |', ['S105 |']],
  ['a | ```only a comment``` | b', ['S105 |']],
  ['|', ['S105 |']],
  ['a [b | ] c', ['S105 |']],
  ['`a b`', ['S106 `a b`']],
  ['x) | | `a b` | y(z | "c', ['S104 )', 'S105 |', 'S106 `a b`', 'S104 (', 'S101 "c']],
])('%s', (text, expected) => {
  expect(faults(text)).toEqual(expected);
});

test('never throws; faults lie in the text, in its order', () => {
  const piece = fc.constantFrom('`', '```', '"', "'", '\\', '|', '[', ']', '(', ')', 'a', ' ', '\n', '`m`', '=', 'lookup ', 'from ');
  fc.assert(
    fc.property(fc.oneof(fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')), fc.string({ unit: 'binary' })), (text) => {
      const { pipeline, problems } = parsePipeline(text);
      expect(problems.every(({ start, end }, index) => start < end && end <= text.length && start >= (problems[index - 1]?.start ?? 0))).toBe(true);
      lookupReferences(pipeline);
    }),
    { numRuns: 5_000 },
  );
});

test.each(['[', '[search ', '[a|', '(', ')', ']', '|', '| ', '[a] ', '`x'])('a hundred thousand times %j', (piece) => {
  const { pipeline } = parsePipeline(piece.repeat(100_000));
  expect(lookupReferences(pipeline)).toEqual([]);
});
