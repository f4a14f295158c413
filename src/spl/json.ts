/** Values in a JSON text by their path: `a.b{}.c`, `a{0}` (Search Reference, spath). */
import { multivalue } from './value.js';
import type { Value } from './value.js';

export type Step = { readonly name: string } | { readonly index: number } | 'every';

/** Names between dots; `{}` behind a name is every element of the array, `{2}` the third. */
export function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  for (const part of path.split('.')) {
    const [, name = '', arrays = ''] = /^([^{]*)((?:\{\d*\})*)$/.exec(part) ?? [part, part];
    if (name !== '') steps.push({ name });
    for (const [, index] of arrays.matchAll(/\{(\d*)\}/g)) steps.push(index === '' || index === undefined ? 'every' : { index: Number(index) });
  }
  return steps;
}

/** Null where nothing is at the path. Objects and arrays come as JSON. */
export function extractJson(json: unknown, path: string): Value {
  return multivalue(findJson(json, path).filter((value) => value !== undefined && value !== null).map(show));
}

/** All that is at the path. */
export function findJson(json: unknown, path: string): unknown[] {
  let found: unknown[] = [json];
  for (const step of stepsOf(path)) found = found.flatMap((value) => follow(value, step));
  return found;
}

function follow(value: unknown, step: Step): unknown[] {
  if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    return step === 'every' ? [...list] : 'index' in step ? [list[step.index]] : [];
  }
  if (typeof value !== 'object' || value === null || step === 'every' || !('name' in step)) return [];
  return [new Map<string, unknown>(Object.entries(value)).get(step.name)];
}

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
}

/** How deep automatic extraction goes. */
const DEEPEST = 100;

/** Each leaf by its path. */
export function jsonFields(json: unknown): Map<string, Value> {
  const found = new Map<string, string[]>();
  const waiting: { path: string; value: unknown; depth: number }[] = [{ path: '', value: json, depth: 0 }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { path, value, depth } = next;
    if (value === null || value === undefined || depth > DEEPEST) continue;
    if (typeof value !== 'object') {
      if (path !== '') found.set(path, [...(found.get(path) ?? []), show(value)]);
    } else if (Array.isArray(value)) {
      for (const item of value) waiting.push({ path: `${path}{}`, value: item, depth: depth + 1 });
    } else {
      for (const [name, item] of Object.entries(value)) waiting.push({ path: path === '' ? name : `${path}.${name}`, value: item, depth: depth + 1 });
    }
  }
  return new Map([...found].map(([name, values]) => [name, multivalue(values)]));
}
