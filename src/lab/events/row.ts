/** Rows that are CIM already: exports of a data model, or what somebody wrote by hand. */
import { dataset, datasets } from '../../cim/index.js';
import type { Defaults, Parsed } from './event.js';
import { timeOf } from './event.js';

/** Fields that only one dataset has, best ones first. */
const TELLTALES: readonly (readonly [string, string])[] = [
  ['parent_process_name', 'Endpoint.Processes'], ['process', 'Endpoint.Processes'], ['registry_path', 'Endpoint.Registry'], ['http_user_agent', 'Web.Web'], ['http_method', 'Web.Web'], ['service_name', 'Endpoint.Services'], ['file_path', 'Endpoint.Filesystem'],
  ['process_name', 'Endpoint.Processes'],
];

/** Nothing where no data model is recognised. Names may carry the dataset: `Processes.process`. */
export function rowFrom(fields: ReadonlyMap<string, string>, defaults: Defaults): Parsed | undefined {
  const prefix = [...fields.keys()].map((name) => datasets.find((known) => name.startsWith(`${known.prefix}.`))).find((known) => known !== undefined);
  const name = prefix?.name ?? TELLTALES.find(([field]) => fields.has(field))?.[1];
  if (name === undefined || !dataset(name)) return undefined;
  const cut = prefix ? prefix.prefix.length + 1 : 0;
  const values = new Map([...fields].filter(([, value]) => value !== '').map(([field, value]) => [cut > 0 && field.startsWith(`${prefix?.prefix ?? ''}.`) ? field.slice(cut) : field, value]));
  if (!values.has('dest')) values.set('dest', defaults.host);
  return { kind: 'row', row: { dataset: name, time: timeOf(fields.get('_time') ?? fields.get('firstTime')) ?? defaults.time, values } };
}
