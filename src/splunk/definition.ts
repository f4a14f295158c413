/** Lookup definitions of transforms.conf, changed in local/ as Settings > Lookups does. */
import type { Client } from './client.js';

/**
 * Makes a lookup definition of the app read a file of its lookups folder; asks first, so that nothing is written where it does already.
 * Splunk refuses the name of a file that is not there (claim lookup-definition-file), so that the definition never points into nothing.
 */
export async function pointLookup(client: Client, definition: string, file: string): Promise<void> {
  const path = `data/transforms/lookups/${encodeURIComponent(definition)}`;
  const answer = await client.ask({ method: 'GET', path, repeatable: true });
  if (fileIn(answer) !== file) await client.ask({ method: 'POST', path, form: { filename: file }, repeatable: true });
}

function fileIn(answer: unknown): unknown {
  const entries = valueOf(answer, 'entry');
  return valueOf(valueOf(Array.isArray(entries) ? entries[0] : undefined, 'content'), 'filename');
}

function valueOf(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined;
}
