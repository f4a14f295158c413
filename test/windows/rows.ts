/** Rows for tests. */
import { factsOf, signs } from '../../src/windows/index.js';
import type { Facts } from '../../src/windows/index.js';

export function rowFacts(fields: Readonly<Record<string, string>>): Facts | undefined {
  const facts = factsOf((field) => (Object.hasOwn(fields, field) ? fields[field] : undefined));
  if (facts !== undefined && !hasSign(fields)) throw new Error(`facts without a sign: ${JSON.stringify(fields)}`);
  return facts;
}

/** The words as a RegExp has them, so that no second reading of them can be wrong in the same way as the first. */
const patterns = new Map([...signs].map(([field, words]) => [field, new RegExp(`[^\\x00-\\x7f]|${words.map((word) => word.replace(/[\^$*+?.()|[\]]/g, '\\$&')).join('|')}`, 'i')]));

export function hasSign(fields: Readonly<Record<string, string>>): boolean {
  return Object.entries(fields).some(([field, value]) => value !== '' && patterns.get(field)?.test(value) === true);
}

export function processFacts(line: string, fields: Readonly<Record<string, string>> = {}): Facts | undefined {
  return rowFacts({ CommandLine: line, ...fields });
}

export function scriptFacts(text: string): Facts | undefined {
  return rowFacts({ ScriptBlockText: text });
}

/** For -EncodedCommand. */
export function encoded(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}
