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

test('networks of one\'s own are trusted, addresses in disguise are not', () => {
  const { tuning, problems } = readTuning(conf('bitsscore', 'trusted_sources', '10.20.0.0/16, 203.0.113.64/26,198.51.100.7, 2001:DB8:7::/48, files.example.net'));
  expect(problems).toEqual([]);
  const trusted = ['10.20.255.7', '203.0.113.65', '198.51.100.7', '2001:db8:7:0:0::9', '::ffff:10.20.0.1', 'files.example.net'];
  const others = ['10.21.0.1', '203.0.113.63', '198.51.100.8', '2001:db8:8::1', '10.20.0.1.example.org', '0x0a140001', '169082881', '012.20.0.1', '10.20.1'];
  expect([trusted.filter((host) => !tuning.trust(host)), others.filter((host) => tuning.trust(host))]).toEqual([[], []]);
  expect(score('files.example.net', tuning)).toBeLessThan(10);
});

test.each([
  ['bitsscore', 'threshold', '101'], ['bitsscore', 'threshold', '-1'], ['bitsscore', 'threshold', '5.5'], ['bitsscore', 'threshold', ''], ['bitsscore', 'threshold', 'high'], ['bitsscore', 'threshold', '0x10'], ['bitsscore', 'treshold', '50'],
  ['bitsscore', 'trusted_sources', '*'], ['bitsscore', 'trusted_sources', '*.com'], ['bitsscore', 'trusted_sources', 'http://srv07/a'], ['bitsscore', 'trusted_sources', 'a*b'], ['bitsscore', 'trusted_sources', '0.0.0.0/0'], ['bitsscore', 'trusted_sources', '10.0.0.0/33'], ['bitsscore', 'trusted_sources', '::/1'], ['bitsscore', 'trusted_sources', '10.0/8'], ['bitsscore', 'trusted_sources', 'a,'.repeat(1_001)],
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
