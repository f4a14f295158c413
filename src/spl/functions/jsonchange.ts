/** JSON documents with something changed; what they are made of stays as it is. */
import type { Step } from '../json.js';
import { isObject } from './jsonvalue.js';

/**
 * What is at the steps, changed. Where the document is not as the steps have it, it stays; with `make`, keys that are
 * missing are made.
 */
export function changed(json: unknown, steps: readonly Step[], change: (found: unknown) => unknown, missing: 'make' | 'leave' = 'leave'): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return change(json);
  if (step === 'every') return Array.isArray(json) ? json.map((element) => changed(element, rest, change, missing)) : json;
  if ('index' in step) return Array.isArray(json) ? json.map((element, at): unknown => (at === step.index ? changed(element, rest, change, missing) : element)) : json;
  return isObject(json) ? withProperty(json, step.name, (found) => changed(found, rest, change, missing), missing) : json;
}

function withProperty(object: object, name: string, change: (found: unknown) => unknown, missing: 'make' | 'leave'): object {
  const entries = new Map<string, unknown>(Object.entries(object));
  if (!entries.has(name) && missing === 'leave') return object;
  return Object.fromEntries(entries.set(name, change(entries.get(name) ?? {})));
}

/** An object without the key that the names lead to. */
export function removed(json: unknown, names: readonly string[]): unknown {
  const [name = '', ...rest] = names;
  if (!isObject(json) || !Object.hasOwn(json, name)) return json;
  if (rest.length === 0) return Object.fromEntries(Object.entries(json).filter(([key]) => key !== name));
  return withProperty(json, name, (found) => removed(found, rest), 'leave');
}
