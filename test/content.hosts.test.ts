/** What the shipped searches know about hosts and encodings is what the score knows. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ownerOf, hasAbusedEnding } from '../src/score/hosts.js';
import { placeOf } from '../src/windows/place.js';
import type { Place } from '../src/windows/index.js';

const content = resolve(import.meta.dirname, '../content');
const rows = readFileSync(resolve(content, 'lookups/csv/bits_hosts.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));

/** The first row that fits, as the lookup gives it. */
const lookedUp = (host: string): string => rows.find(([pattern = '']) => `.${host}`.endsWith(pattern.slice(1)))?.[1] ?? 'unknown';
const scored = (place: Place): string => (hasAbusedEnding({ ...place, owner: ownerOf(place) }) ? 'abused' : ownerOf(place) ?? 'unknown');

/** Below a publisher's name or in front of an open host's, one of the two lists has to give way: these are the score's other answers. */
const differing = ['msftspeechmodelsprod.azureedge.net', 'dev.azure.com', 'gallery.technet.microsoft.com', 'forms.microsoft.com', 'sway.office.com', 'vsassets.io'];

test('the lookup of hosts says what the score says', () => {
  const hosts = rows.flatMap(([pattern = '']) => [`${pattern.startsWith('*.') && pattern.split('.').length === 2 ? 'example' : 'files'}${pattern.slice(1)}`]);
  expect(hosts.length).toBeGreaterThan(200);
  for (const host of hosts) {
    if (differing.some((name) => host.endsWith(name))) continue;
    expect([host, lookedUp(host)]).toEqual([host, scored(placeOf(`https://${host}/a`))]);
  }
});

/** For each base64 digit of a word, whose letters may have either case: the digits that it can be. */
function encodings(word: string, bytesEach: 1 | 2): string[] {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const cases = [word.toLowerCase(), word.toUpperCase()];
  const bytes = Array.from({ length: word.length * bytesEach }, (_, at) => cases.map((text) => (at % bytesEach === 0 ? text.charCodeAt(at / bytesEach) : 0)));
  return [0, 1, 2].map((offset) => {
    let pattern = '';
    for (let digit = Math.ceil((offset * 8) / 6); (digit + 1) * 6 <= (offset + bytes.length) * 8; digit++) {
      const first = Math.floor((digit * 6) / 8);
      const [a = [], b = [0]] = [bytes[first - offset], bytes[first - offset + 1]];
      const shift = 10 - (digit * 6 - first * 8);
      pattern += `[${[...new Set(a.flatMap((high) => b.map((low) => digits[(((high << 8) | low) >> shift) & 63] ?? '')))].sort().join('')}]`;
    }
    return pattern;
  });
}

test('the pattern of encoded words is that of the word BitsTransfer, in any letter case', () => {
  const macro = readFileSync(resolve(content, 'macros/bits_encoded.yml'), 'utf8');
  const pattern = /match\(\$field\$, "([^"]+)"\)/.exec(macro)?.[1] ?? '';
  const plain = (text: string): string => text.replaceAll(/\[(.)\]/g, '$1');
  expect(pattern.split('|').map(plain)).toEqual([...encodings('bitstransfer', 2), ...encodings('bitstransfer', 1)].map(plain));
  for (const lead of ['', 'x', 'xy', 'xyz']) for (const word of ['BitsTransfer', 'bitstransfer', 'BiTsTrAnSfEr']) for (const encoding of ['utf16le', 'latin1'] as const) {
    expect(new RegExp(pattern).test(Buffer.from(`${lead}${word} https://files.example.net/a`, encoding).toString('base64'))).toBe(true);
  }
});
