/** Networks and the addresses in them. */
import { isIP } from 'node:net';
import fc from 'fast-check';
import { compileCidr } from '../../src/match/index.js';

const within = (network: string, address: string): boolean | undefined => compileCidr(network)?.(address);

test.each([
  ['10.0.0.0/8', '10.255.255.255'], ['10.1.2.3/8', '10.9.9.9'], ['192.168.4.0/22', '192.168.7.255'], ['0.0.0.0/0', '255.255.255.255'],
  ['10.1.2.3', '10.1.2.3'], ['10.1.2.3/32', '10.1.2.3'], ['10.1.2.2/31', '10.1.2.3'],
  ['2001:db8::/32', '2001:0DB8:ffff::1'], ['::1', '0:0:0:0:0:0:0:1'], ['fe80::/10', 'febf::1'], ['::/0', '2001:db8::1'], ['2001:db8::1/127', '2001:db8::'],
  ['1:2:3:4:5:6:7:8/128', '1:2:3:4:5:6:7:8'], ['1::8', '1:0:0:0:0:0:0:8'], ['64:ff9b::/96', '64:ff9b::10.0.0.1'],
  ['10.0.0.0/8', '::ffff:10.1.2.3'], ['10.0.0.0/8', '::FFFF:0a01:0203'], ['::ffff:10.0.0.0/104', '10.1.2.3'], ['::ffff:0:0/96', '10.1.2.3'], ['::ffff:10.1.2.3', '10.1.2.3'],
])('%s has %s', (network, address) => {
  expect(within(network, address)).toBe(true);
});

test.each([
  ['10.0.0.0/8', '11.0.0.0'], ['192.168.4.0/22', '192.168.8.0'], ['10.1.2.3/32', '10.1.2.2'], ['10.1.2.2/31', '10.1.2.4'],
  ['2001:db8::/32', '2001:db9::'], ['fe80::/10', 'fec0::1'], ['0.0.0.0/0', '::1'], ['::/0', '10.0.0.1'], ['::/0', '::ffff:10.0.0.1'],
  ['10.0.0.0/8', ''], ['10.0.0.0/8', 'host'], ['10.0.0.0/8', '10.1.2'], ['10.0.0.0/8', '10.01.2.3'], ['10.0.0.0/8', ' 10.1.2.3'], ['10.0.0.0/8', '10.1.2.3/8'], ['::/0', 'fe80::1%eth0'],
])('%s has not %s', (network, address) => {
  expect(within(network, address)).toBe(false);
});

test.each([
  '', '/', '/8', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0.0/255.0.0.0', '10/8', '10.0.0/8', '10.0.0.0.0/8', '256.0.0.0/8', '010.0.0.0/8', '0x0a.0.0.0/8', '10.0.0.*', ' 10.0.0.0/8', '10.0.0.0/8 ', '10..0.0/8',
  ':', ':::', '::1::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::8', '12345::', 'g::', '::/129', ':1:2:3:4:5:6:7', '1::zz', '1:2:3:4:5:6:7:', '::1.2.3', '1.2.3.4::', '::1.2.3.4:5', '::ffff:10.0.0.0/8', `${'0:'.repeat(1_000)}:`,
])('%j is no network', (network) => {
  expect(compileCidr(network)).toBeUndefined();
});

const ipv4 = fc.ipV4().filter((address) => isIP(address) === 4);

test('every address is in its own network of every length, and in none with the last of its bits turned', () => {
  fc.assert(
    fc.property(ipv4, fc.integer({ min: 1, max: 32 }), (address, length) => {
      const bits = address.split('.').reduce((all, octet) => all * 256 + Number(octet), 0);
      const turned = (bits ^ (1 << (32 - length))) >>> 0;
      const other = [24, 16, 8, 0].map((shift) => (turned >>> shift) & 255).join('.');
      expect(within(`${address}/${length}`, address)).toBe(true);
      expect(within(`${address}/${length}`, other)).toBe(false);
      expect(within(`::ffff:${address}/${96 + length}`, other)).toBe(false);
    }),
  );
});

test('takes for an address what Node does, zones aside', () => {
  const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.array(fc.constantFrom(':', '::', '.', '0', '1', 'ff', '255', '256', 'ffff', '1.2.3.4'), { maxLength: 16 }).map((parts) => parts.join('')));
  fc.assert(fc.property(text, (address) => (compileCidr(address) !== undefined) === (isIP(address) !== 0)), { numRuns: 5_000 });
});
