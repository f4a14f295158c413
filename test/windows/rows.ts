/** Rows for tests. */
import { factsOf } from '../../src/windows/index.js';
import type { Facts } from '../../src/windows/index.js';

export function rowFacts(fields: Readonly<Record<string, string>>): Facts | undefined {
  return factsOf((field) => (Object.hasOwn(fields, field) ? fields[field] : undefined));
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
