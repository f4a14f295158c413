/** The query of a request, read by a field table. Whatever is not in the table is refused: a filter that is misspelt would show too much. */
import { nearest } from '../diagnostic/index.js';
import { readTable } from '../model/index.js';
import type { Table, Value } from '../model/index.js';
import type { Fault } from './answer.js';

/** What splunkd and Splunk Web add on their own account. */
const FOREIGN = new Set(['output_mode', '_']);

export interface Query {
  readonly values: ReadonlyMap<string, unknown>;
  readonly faults: readonly Fault[];
}

/** `target` is path and query of a request line. */
export function readQuery(target: string, table: Table): Query {
  const pairs = [...new URL(target, 'http://localhost').searchParams].filter(([name]) => !FOREIGN.has(name));
  const faults: Fault[] = [];
  const given = new Map<string, Value>();
  for (const [name, value] of pairs) {
    if (!Object.hasOwn(table, name)) faults.push(unknown(name, table));
    else if (given.has(name)) faults.push({ parameter: name, detail: `${name} is given twice` });
    else given.set(name, value);
  }
  const reading = readTable(table, given, [], (_, path, message) => {
    faults.push({ parameter: String(path[0] ?? ''), detail: message });
  });
  return { values: new Map(Object.entries(reading.value)), faults };
}

function unknown(name: string, table: Table): Fault {
  const meant = nearest(name, Object.keys(table));
  const known = Object.keys(table).length === 0 ? 'there are none here' : `there are ${Object.keys(table).join(', ')}`;
  return { parameter: name.slice(0, 80), detail: `there is no parameter ${JSON.stringify(name.slice(0, 80))}: ${meant === undefined ? known : `did you mean ${meant}?`}` };
}
