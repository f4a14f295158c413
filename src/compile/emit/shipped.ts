/** The list of detections for the allowlist's handler: what it checks entries against, and which searches a preview may run. */
import { cimMacros, datasetFields } from '../../cim/index.js';
import { SHIPPED_LIST, filterMacroOf, patternFieldNames } from '../../model/index.js';
import type { Detection, ShippedDetection } from '../../model/index.js';
import { planSearch } from '../../spl/index.js';
import type { AppFile } from '../read/index.js';
import type { EmitContext } from './context.js';
import { by } from './json.js';
import { macroStanza } from './macros.js';

/** Nothing for an app without an allowlist. */
export function shippedList(context: EmitContext): AppFile[] {
  if (context.app.extensions.filter_macro === undefined) return [];
  const shipped = [...context.content.detections].sort(by(({ name }) => name)).map((detection) => shippedOf(detection, context));
  return [{ path: SHIPPED_LIST, content: `${JSON.stringify(shipped, null, 1)}\n` }];
}

function shippedOf(detection: Detection, context: EmitContext): ShippedDetection {
  const { id, name, type } = detection;
  const search = withoutFilter(detection);
  return { id, name, type, stanza: context.stanzaOf(detection), enabled: context.isEnabled(detection), fields: singleFields(search, context), search };
}

/** What the filter macro is without an allowlist stands in its place. */
function withoutFilter({ search, stem }: Detection): string {
  return search.replaceAll(`\`${filterMacroOf(stem)}\``, 'search *');
}

/** What an address may stand in, besides the fields of patterns. */
const ADDRESSES = ['dest_ip', 'src_ip'];

/** Of a search whose fields are not known any of those that entries speak of may be there. */
function singleFields(search: string, { content, options }: EmitContext): string[] {
  const macros = new Map(content.macros.map((macro) => [macroStanza(macro), { definition: macro.definition, args: macro.arguments ?? [] }]));
  const findMacro = (name: string, count: number) => {
    const key = count === 0 ? name : `${name}(${count})`;
    return macros.get(key) ?? cimMacros.get(key);
  };
  const result = planSearch(search, { findMacro, datasetFields, commands: options.commands ?? [] }).stages.at(-1)?.output;
  if (!result) return [];
  return [...patternFieldNames, ...ADDRESSES].filter((field) => (result.open || result.names.has(field)) && !result.multivalue.has(field));
}
