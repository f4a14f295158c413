/** macros.conf: declared macros, and a filter macro for every detection that has no macro file of that name. */
import type { Stanza } from '../../conf/index.js';
import { filterMacroOf } from '../../model/index.js';
import type { Detection, Macro } from '../../model/index.js';
import type { Conf, EmitContext } from './context.js';
import { by } from './json.js';

export function macros(context: EmitContext): Conf {
  const declared = context.content.macros.flatMap((macro) => (context.owns('macros', macroStanza(macro), macro) ? [declaredMacro(macro)] : []));
  const filters = context.content.detections
    .filter(({ stem }) => !context.macros.has(filterMacroOf(stem)))
    .flatMap((detection) => (context.owns('macros', filterMacroOf(detection.stem), detection) ? [filterMacro(detection, context)] : []));
  return { name: 'macros', stanzas: [...declared, ...filters].sort(by(({ name }) => name)) };
}

/** Macros of one name and different numbers of arguments are different macros. */
export function macroStanza({ name, arguments: args = [] }: Macro): string {
  return args.length === 0 ? name : `${name}(${args.length})`;
}

function declaredMacro(macro: Macro): Stanza {
  const { arguments: args = [], definition, description } = macro;
  const head: [string, string][] = args.length === 0 ? [] : [['args', args.join(', ')]];
  return { name: macroStanza(macro), entries: [...head, ['definition', definition], ['description', description]] };
}

function filterMacro({ stem, id, name }: Detection, { app }: EmitContext): Stanza {
  const { filter_macro: shared } = app.extensions;
  return {
    name: filterMacroOf(stem),
    entries: [
      ['definition', shared === undefined ? 'search *' : `\`${shared}(${id})\``],
      ['description', shared === undefined ? `Results of "${name}" pass here last. Narrow it in local/ to hide what is known to be harmless.` : `Hides what the allowlist of "${name}" covers. An override in local/ replaces the allowlist.`],
    ],
  };
}
