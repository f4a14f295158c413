/** metadata/default.meta: who may read and write, and what other apps see. */
import type { Stanza } from '../../conf/index.js';
import type { Conf, EmitContext } from './context.js';

/** What an app needs that brings no default.meta of its own. */
const usual: readonly Stanza[] = [
  { name: '', entries: [['access', 'read : [ * ], write : [ admin, sc_admin ]'], ['export', 'system']] },
  { name: 'savedsearches', entries: [['owner', 'admin']] },
  // [default] of savedsearches would become the default of every app that sees it.
  { name: 'savedsearches/default', entries: [['export', 'none']] },
];

export function defaultMeta(context: EmitContext, isHandWritten: boolean): Conf {
  const hidden = context.content.macros
    .filter(({ name }) => context.isPrivateMacro(name))
    .map(({ name, arguments: args }): Stanza => ({ name: `macros/${objectName(args?.length ? `${name}(${args.length})` : name)}`, entries: [['export', 'none']] }));
  return { name: 'default', stanzas: [...(isHandWritten ? [] : usual), ...hidden] };
}

/** Object names in .meta files are percent-encoded, brackets too, as Splunk writes them into local.meta. */
function objectName(name: string): string {
  return encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29');
}
