/** Certificates of an authority made for one test run: X.509 v3 (RFC 5280) with ECDSA, as DER by hand. No key lies in the repository. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority extends Identity {
  /** A certificate for a server with these names; with none it is like those that Splunk makes at its installation. */
  issue(subject: string, names?: readonly string[], lifetime?: Lifetime): Identity;
}

/** In days from now. */
export interface Lifetime {
  readonly from: number;
  readonly to: number;
}

export function newAuthority(name: string): Authority {
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const extensions = [extension('2.5.29.19', true, sequence(boolean(true))), extension('2.5.29.15', true, tagged(0x03, Buffer.from([1, 0x06])))];
  const issueFrom = (subject: string, key: KeyObject, parts: readonly Buffer[], lifetime: Lifetime): string => pem('CERTIFICATE', signed(body(name, subject, key, parts, lifetime), own.privateKey));
  const text = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return {
    certificate: issueFrom(name, own.publicKey, extensions, { from: -1, to: 2 }),
    key: text(own.privateKey),
    issue: (subject, names = [], lifetime = { from: -1, to: 2 }) => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const parts = names.length === 0 ? [] : [extension('2.5.29.17', false, sequence(...names.map(alternative)))];
      return { certificate: issueFrom(subject, pair.publicKey, parts, lifetime), key: text(pair.privateKey) };
    },
  };
}

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));

function body(issuer: string, subject: string, key: KeyObject, extensions: readonly Buffer[], { from, to }: Lifetime): Buffer {
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const parts = [
    tagged(0xa0, integer(Buffer.from([2]))), integer(serial), ecdsaWithSha256, named(issuer),
    sequence(time(from), time(to)), named(subject), key.export({ type: 'spki', format: 'der' }),
  ];
  return sequence(...parts, ...(extensions.length > 0 ? [tagged(0xa3, sequence(...extensions))] : []));
}

function signed(tbs: Buffer, key: KeyObject): Buffer {
  return sequence(tbs, ecdsaWithSha256, tagged(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', tbs, key)])));
}

function named(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(objectId('2.5.4.3'), tagged(0x0c, Buffer.from(commonName)))));
}

function alternative(name: string): Buffer {
  const address = /^[\d.]+$/.test(name) ? Buffer.from(name.split('.').map(Number)) : undefined;
  return address ? tagged(0x87, address) : tagged(0x82, Buffer.from(name));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), tagged(0x04, value));
}

function time(days: number): Buffer {
  const text = new Date(Date.now() + days * 86_400_000).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return tagged(0x18, Buffer.from(text));
}

function objectId(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = rest.flatMap((part) => {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return tagged(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

function boolean(value: boolean): Buffer {
  return tagged(0x01, Buffer.from([value ? 0xff : 0]));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  const length = content.length;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function pem(kind: string, der: Buffer): string {
  return `-----BEGIN ${kind}-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${kind}-----\n`;
}
