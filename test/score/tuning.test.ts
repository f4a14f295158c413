/** bitsscore.conf. */
import fc from 'fast-check';
import { assess, defaultTuning, readTuning, signals, tuningSettings } from '../../src/score/index.js';
import { made, url } from './events.js';

const conf = (stanza: string, key: string, value: string): ReadonlyMap<string, ReadonlyMap<string, string>> => new Map([[stanza, new Map([[key, value]])]]);
const download = (host: string) => made({ verbs: ['transfer'], transfers: [{ direction: 'download', source: url(host) }] });
const score = (host: string, tuning = defaultTuning): number => assess(download(host), tuning).score;

test('without a file the defaults hold', () => {
  expect(defaultTuning.threshold).toBe(50);
  expect(defaultTuning.weights.size).toBe(signals.length);
});

test('the defaults of the settings table are what is read without a file', () => {
  const table = new Map<string, Map<string, string>>();
  for (const { stanza, key, value } of tuningSettings) table.set(stanza, (table.get(stanza) ?? new Map<string, string>()).set(key, value));
  const { tuning, problems } = readTuning(table);
  expect(problems).toEqual([]);
  expect({ ...tuning, trust: undefined }).toEqual({ ...defaultTuning, trust: undefined });
});

test('weights, threshold and trusted sources are an admin\'s', () => {
  expect(readTuning(conf('bitsscore', 'threshold', ' 70 ')).tuning.threshold).toBe(70);
  expect(score('files.example.net')).toBeGreaterThanOrEqual(50);
  expect(score('files.example.net', readTuning(conf('signal:source-unknown', 'confidence', '0')).tuning)).toBe(18);
  const { tuning } = readTuning(conf('bitsscore', 'trusted_sources', 'srv07, *.Example.NET ,198.51.100.7'));
  expect(['files.example.net', 'a.b.example.net', 'srv07', '198.51.100.7', 'example.net', 'badexample.net', 'example.net.example.org'].map(tuning.trust)).toEqual([true, true, true, true, true, false, false]);
  expect(score('files.example.net', tuning)).toBeLessThan(10);
  expect(score('files.example.org', tuning)).toBe(score('files.example.org'));
});

test.each([
  ['bitsscore', 'threshold', '101'], ['bitsscore', 'threshold', '-1'], ['bitsscore', 'threshold', '5.5'], ['bitsscore', 'threshold', ''], ['bitsscore', 'threshold', 'high'], ['bitsscore', 'threshold', '0x10'], ['bitsscore', 'treshold', '50'],
  ['bitsscore', 'trusted_sources', '*'], ['bitsscore', 'trusted_sources', '*.com'], ['bitsscore', 'trusted_sources', 'http://srv07/a'], ['bitsscore', 'trusted_sources', 'a*b'], ['bitsscore', 'trusted_sources', 'a,'.repeat(1_001)],
  ['signal:source-unknown', 'impact', '1e2'], ['signal:source-unknown', 'weight', '1'], ['signal:no-such', 'impact', '10'], ['benign:updater', 'relief', '200'], ['__proto__', 'constructor', '1'], ['bitsscore', '__proto__', '1'],
])('[%s] %s = %s is one clear problem, and the default holds', (stanza, key, value) => {
  const { tuning, problems } = readTuning(conf(stanza, key, value));
  expect(problems.map((problem) => [problem.stanza, problem.key])).toEqual([[stanza, key]]);
  expect(problems[0]?.message.length).toBeGreaterThan(20);
  expect({ ...tuning, trust: undefined }).toEqual({ ...defaultTuning, trust: undefined });
  expect(tuning.trust('srv07')).toBe(false);
});

test('whatever is written, there is a tuning', () => {
  const texts = fc.dictionary(fc.constantFrom('threshold', 'trusted_sources', 'impact', 'x'), fc.string());
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('bitsscore', 'signal:upload', 'default', 'y'), texts)), (stanzas) => {
      const { tuning } = readTuning(new Map(stanzas.map(([stanza, keys]) => [stanza, new Map(Object.entries(keys))])));
      expect(tuning.threshold).toBeGreaterThanOrEqual(0);
      expect(tuning.threshold).toBeLessThanOrEqual(100);
    }),
  );
});
