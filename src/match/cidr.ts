/**
 * Networks in CIDR notation. Addresses are read strictly, since readers disagree about the rest: four decimal numbers
 * without leading zeros, or IPv6 by RFC 4291 section 2.2; no zone, no blanks, no short forms such as `10/8`.
 * An IPv4-mapped address (`::ffff:10.0.0.1`) is the IPv4 address that it maps.
 */

/**
 * Decides about the network once; the function returned is for many addresses, and answers false for what is no
 * address. Without a length a network is its one address; bits behind the length do not count. Nothing for text that is no network.
 */
export function compileCidr(network: string): ((address: string) => boolean) | undefined {
  const slash = network.indexOf('/');
  const written = slash < 0 ? network : network.slice(0, slash);
  const base = octetsOf(written);
  if (!base) return undefined;
  const length = slash < 0 ? base.length * 8 : lengthOf(network.slice(slash + 1), written, base);
  if (length === undefined) return undefined;
  return (address) => {
    const octets = octetsOf(address);
    return octets?.length === base.length && octets.every((octet, index) => sameBits(octet, base[index] ?? 0, length - index * 8));
  };
}

/** Whether two octets agree in as many leading bits as are left of the network's length. */
function sameBits(a: number, b: number, bits: number): boolean {
  return bits <= 0 || (a ^ b) >> Math.max(8 - bits, 0) === 0;
}

/** The length as bits of `base`: that of a mapped network counts from the begin of its IPv6 form. */
function lengthOf(digits: string, written: string, base: readonly number[]): number | undefined {
  const bits = base.length * 8;
  const before = written.includes(':') ? 128 - bits : 0;
  const length = decimal(digits, before + bits);
  return length === undefined || length < before ? undefined : length - before;
}

/** Four octets or sixteen. No text of an address is longer than 45 characters. */
function octetsOf(address: string): readonly number[] | undefined {
  if (address.length > 45) return undefined;
  if (!address.includes(':')) return ipv4(address);
  const octets = ipv6(address);
  const mapped = octets?.slice(0, 12).every((octet, index) => octet === (index < 10 ? 0 : 255));
  return mapped ? octets?.slice(12) : octets;
}

function ipv4(address: string): number[] | undefined {
  const octets = address.split('.').map((part) => decimal(part, 255));
  return octets.length === 4 ? allOrNone(octets) : undefined;
}

function ipv6(address: string): number[] | undefined {
  const [head = '', tail, ...others] = address.split('::');
  const before = groups(head, tail === undefined);
  const after = groups(tail ?? '', true);
  if (!before || !after || others.length > 0) return undefined;
  const missing = 16 - before.length - after.length;
  // `::` stands for one group at least.
  const fits = tail === undefined ? missing === 0 : missing >= 2;
  return fits ? [...before, ...Array<number>(missing).fill(0), ...after] : undefined;
}

/** Octets of the groups between colons; the last two of an address may be written as IPv4. */
function groups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const octets = parts.flatMap((part, index): (number | undefined)[] => {
    if (isEnd && index === parts.length - 1 && part.includes('.')) return ipv4(part) ?? [undefined];
    if (!/^[0-9a-f]{1,4}$/i.test(part)) return [undefined];
    const group = Number.parseInt(part, 16);
    return [group >> 8, group & 255];
  });
  return allOrNone(octets);
}

function decimal(digits: string, largest: number): number | undefined {
  return /^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= largest ? Number(digits) : undefined;
}

function allOrNone(octets: readonly (number | undefined)[]): number[] | undefined {
  const known = octets.filter((octet) => octet !== undefined);
  return known.length === octets.length ? known : undefined;
}
