/** What an analyst may write behind `| bitsscore`. */
import { readOptions } from '../../src/searchcommand/arguments.js';
import { bitsscore, serveBytes } from '../../src/searchcommand/index.js';
import { getinfo, replies, signsOfTwoWords, twoWords } from './conversation.js';

const defaults = { prefix: 'bits_', raw: false, process: [] };

test.each([
  [[], defaults],
  [['threshold=70', 'explain=F', 'raw=1'], { ...defaults, threshold: 70, explain: false, raw: true }],
  [['threshold', '=', '70'], { ...defaults, threshold: 70 }],
  [['threshold=', '7', 'RAW=true'], { ...defaults, threshold: 7, raw: true }],
  [['process=cmd', 'line'], { ...defaults, process: ['cmd', 'line'] }],
  [['process=a b', 'process=c,d'], { ...defaults, process: ['a', 'b', 'c', 'd'] }],
  [['prefix=x.'], { ...defaults, prefix: 'x.' }],
])('%j', (args, expected) => {
  expect(readOptions(args)).toEqual(expected);
});

test.each([
  ['threshold=101', 'threshold="101" must be a whole number'], ['threshold=-1', 'whole number'], ['threshold=', 'whole number'], ['threshold=5.5', 'whole number'],
  ['explain=maybe', 'explain="maybe" must be true or false'], ['raw=', 'must be true'], ['prefix=', 'must begin with a letter'], ['prefix=_x', 'must begin'], ['prefix=a"b', 'must begin'],
  ['treshold=5', 'did you mean threshold?'], ['__proto__=1', 'no argument "__proto__"'], ['host', 'named by process=<field>'], ['process=', 'needs the name'], ['process=a*', 'no name of a field'],
])('%s is refused at getinfo: %s', (argument, message) => {
  const { output, outcome } = serveBytes(getinfo(argument), bitsscore(twoWords, signsOfTwoWords));
  expect(outcome.kind).toBe('refused');
  const [reply] = replies(output);
  expect(reply?.metadata['error']).toContain(message);
  expect(reply?.metadata['inspector']).toEqual({ messages: [['ERROR', reply?.metadata['error']]] });
});

test('all problems at once; a prefix that would overwrite what is read is refused; warnings do not stop a search', () => {
  expect(readOptions(['raw=x', 'raw=1', 'a=1'])).toHaveProperty('problems.length', 3);
  const reads = { ...twoWords, fields: ['x_path'], warnings: ['weights: a bad value'] };
  expect(bitsscore(reads)(['prefix=x_'])).toHaveProperty('problems', [expect.stringContaining('x_path')]);
  expect(replies(serveBytes(getinfo(), bitsscore(reads)).output)[0]?.metadata['inspector']).toEqual({ messages: [['WARN', 'weights: a bad value']] });
});
