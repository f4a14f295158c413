/** Hashes (Search Reference, "Cryptographic functions"). */
import { createHash } from 'node:crypto';
import { textOf } from '../value.js';
import type { EvalFunction } from './function.js';

const empty: Readonly<Record<string, string>> = {
  md5: 'd41d8cd98f00b204e9800998ecf8427e',
  sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  sha512: 'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
};

export const cryptographicFunctions: readonly EvalFunction[] = Object.entries(empty).map(([name, gives]): EvalFunction => ({
  name, syntax: `${name}(<value>)`, about: 'The hash of a text in hexadecimal digits.', source: 'Cryptographic functions', arity: [1, 1],
  examples: [{ expression: `${name}("")`, gives }, { expression: `${name}(missing)`, gives: null }],
  apply: ([value = null]) => (value === null ? null : createHash(name).update(textOf(value)).digest('hex')),
}));
