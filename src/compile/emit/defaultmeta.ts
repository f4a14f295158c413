/** metadata/default.meta: who may read and write, and what other apps see. */
import type { Stanza } from '../../conf/index.js';
import type { Conf, EmitContext } from './context.js';
import { macroStanza } from './macros.js';

/** What an app needs that brings no default.meta of its own. */
const usual: readonly Stanza[] = [
  { name: '', entries: [['access', 'read : [ * ], write : [ admin, sc_admin ]'], ['export', 'system']] },
  { name: 'savedsearches', entries: [['owner', 'admin']] },
];

/** [default] of savedsearches.conf disables what says nothing: exported, it would do so in every app. */
const kept: Stanza = { name: 'savedsearches/default', entries: [['export', 'none']] };

/** `taken`: names of the stanzas written by hand, where there is such a file. They stand first, and later ones win over []. */
export function defaultMeta(context: EmitContext, taken: ReadonlySet<string> | undefined, allowlist: readonly Stanza[]): Conf {
  const hidden = context.content.macros
    .filter(({ name }) => context.isPrivateMacro(name))
    .map((macro): Stanza => ({ name: `macros/${objectName(macroStanza(macro))}`, entries: [['export', 'none']] }));
  return { name: 'default', stanzas: [...(taken ? [] : usual), ...(taken?.has(kept.name) === true ? [] : [kept]), ...allowlist, ...hidden] };
}

/** Object names in .meta files are percent-encoded, brackets too, as Splunk writes them into local.meta. */
function objectName(name: string): string {
  // Half a surrogate pair has no bytes; conf files get the same mark for it.
  const text = name.replace(/\p{Surrogate}/gu, '\ufffd');
  return encodeURIComponent(text).replaceAll('(', '%28').replaceAll(')', '%29');
}
