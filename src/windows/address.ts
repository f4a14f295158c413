/** IP addresses as hosts of URLs, in the notations that Windows resolves. */

/** Nothing for a name; loopback, link-local, shared and unspecified addresses count as private. */
export function addressOf(host: string): 'private' | 'public' | undefined {
  if (host.length > 45) return undefined;
  if (host.includes(':')) return ipv6(host);
  const value = ipv4(host);
  return value === undefined ? undefined : isPrivate(value) ? 'private' : 'public';
}

/** First address and leading bits: RFC 1918, 6598, 3927, 1122. */
const privateNetworks = ([
  [0x0a000000, 8], [0xac100000, 12], [0xc0a80000, 16], [0x7f000000, 8], [0xa9fe0000, 16], [0x64400000, 10], [0, 8],
] as const).map(([first, bits]) => ({ first, last: first + 2 ** (32 - bits) - 1 }));

function isPrivate(value: number): boolean {
  return privateNetworks.some(({ first, last }) => value >= first && value <= last);
}

/** How many values so many bytes have. */
const bytes = [1, 2 ** 8, 2 ** 16, 2 ** 24, 2 ** 32];

/** As inet_aton reads: one to four numbers, decimal, octal or hexadecimal, the last of which fills what is left. */
function ipv4(host: string): number | undefined {
  if (!/^[0-9a-fx.]+$/i.test(host)) return undefined;
  const end = host.endsWith('.') ? host.length - 1 : host.length;
  let value = 0;
  for (let left = 4, from = 0; left > 0; left--) {
    const dot = host.indexOf('.', from);
    const isLast = dot < 0 || dot >= end;
    const part = number(host.slice(from, isLast ? end : dot));
    // The last one fills what is left of the four bytes.
    if (part === undefined || part >= (bytes[isLast ? left : 1] ?? 0)) return undefined;
    if (isLast) return value + part;
    value += part * (bytes[left - 1] ?? 0);
    from = dot + 1;
  }
  return undefined;
}

function number(digits: string): number | undefined {
  if (/^[1-9]\d{0,9}$|^0$/.test(digits)) return Number(digits);
  if (/^0x[0-9a-f]{1,8}$/i.test(digits)) return Number.parseInt(digits, 16);
  if (/^0[0-7]{1,11}$/.test(digits)) return Number.parseInt(digits, 8);
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
}

function ipv6(host: string): 'private' | 'public' | undefined {
  if (!/^[0-9a-f:.]+(%\w+)?$/i.test(host)) return undefined;
  const mapped = /^::ffff:([\d.]+)$/i.exec(host)?.[1];
  if (mapped !== undefined) return addressOf(mapped);
  return /^(::1?$|fe[89ab]|f[cd])/i.test(host) ? 'private' : 'public';
}
