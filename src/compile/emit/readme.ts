/** README.md of the package: for the admin who installs it. */
import type { Detection } from '../../model/index.js';
import type { EmitContext } from './context.js';
import { by } from './json.js';
import { HANDLER } from './restmap.js';
import { spread } from './schedule.js';

export function readme(context: EmitContext): string {
  const { app, content } = context;
  const searches = [...content.detections].sort(by(({ name }) => name));
  const hunts = searches.filter(({ type }) => type === 'Hunting');
  const detections = searches.filter(({ type }) => type !== 'Hunting');
  const sections = [
    `# ${plain(app.label)} ${app.version}`,
    plain(app.description),
    '## What it holds',
    ...table(detections, 'Detection', context),
    ...table(hunts, 'Hunt', context),
    '## What it needs',
    needs(context),
    '## Install',
    'Install the package on the search heads (on a search head cluster by the deployer) and restart Splunk when it asks to. Nothing is needed on indexers and forwarders beyond the add-ons above.',
    'Searches that ship disabled are enabled in Settings > Searches, reports and alerts, or in the content management of Enterprise Security. Changes belong in `local/`, where an upgrade keeps them.',
    '## When a result is harmless',
    filters(context),
    '## Support',
    support(context),
  ];
  return `${sections.join('\n\n')}\n`;
}

function table(searches: readonly Detection[], kind: string, context: EmitContext): string[] {
  if (searches.length === 0) return [];
  const rows = searches.map((search) => {
    const enabled = context.isEnabled(search);
    const runs = search.type === 'Hunting' && enabled ? 'opened by an analyst' : `\`${context.app.extensions.spread_schedules === true ? spread(context.timingOf(search), search.id) : context.timingOf(search).cron_schedule}\``;
    return `| ${[search.name, search.type, search.mitre_attack_id.join(', '), runs, enabled ? 'yes' : 'no'].map(plain).join(' | ')} |`;
  });
  return [[`| ${kind} | Type | ATT&CK | Runs | Enabled |`, '| --- | --- | --- | --- | --- |', ...rows].join('\n')];
}

function needs({ content, options: { carriedNode } }: EmitContext): string {
  const addOns = new Map(content.dataSources.flatMap(({ supported_TA }) => (supported_TA ?? []).map(({ name, url, version }) => [name, `- ${plain(name)} (seen with ${plain(version)}): ${plain(url)}`] as const)));
  const models = content.detections.some(({ search }) => /datamodel/i.test(search));
  const lines = [
    ...(models ? ['- The Splunk Common Information Model (Splunk_SA_CIM), with the data models that the searches name filled, and accelerated where there are many events.'] : []),
    ...[...addOns.values()].sort(),
    ...(carriedNode ? [`- No Node.js on the search head: ${carriedNode.version} goes along for ${carriedNode.platform} (SHA-256 ${carriedNode.sha256}, licence in \`${carriedNode.platform}/LICENSE\`).`] : []),
  ];
  return lines.length > 0 ? lines.join('\n') : 'Nothing beyond the events that each search names.';
}

const ALLOWLIST = `Each search ends in a macro of its own, \`<name>_filter\`, which hides what the allowlist covers: entries with an owner, a reason and an end. They are made
through the REST handler at \`/services/bits_jobs/v1\` (in Splunk Web \`/splunkd/__raw/services/bits_jobs/v1\`; \`GET /openapi.json\` describes it), which shows
beforehand what an entry would hide and records every change, also as \`index=_internal sourcetype=bits:allowlist:audit\`.

- It needs Node.js 20 or later on the search head; \`bin/README.md\` says where it is looked for. Without one detections run all the same, with the entries
  that there are.
- Who may use it: \`view_bits_allowlist\` to look, \`edit_bits_allowlist\` besides to change entries of one detection, \`edit_bits_allowlist_all\` besides for
  entries that hold for all. Give them to your roles in Settings > Roles; this app changes no role but its own, \`bits_allowlist_editor\`.
- An override of a filter macro in \`local/macros.conf\` replaces the allowlist for its detection.`;

function filters({ app, options }: EmitContext): string {
  if (app.extensions.allowlist === true && options.handWritten.some(({ path }) => path === HANDLER)) return ALLOWLIST;
  return app.extensions.filter_macro === undefined
    ? 'Each search ends in a macro of its own, `<name>_filter`. Override it in `local/macros.conf` to hide what is known to be harmless.'
    : `Each search ends in a macro of its own, \`<name>_filter\`, which calls \`${app.extensions.filter_macro}\` with the id of the detection. Override the one or the other in \`local/macros.conf\` to hide what is known to be harmless.`;
}

function support({ app }: EmitContext): string {
  const who = app.company === '' || app.company === app.author ? app.author : `${app.author}, ${app.company}`;
  return `By ${plain(who)}${app.email === '' ? '' : ` (${plain(app.email)})`}. Say which version you run: ${plain(app.version)}.`;
}

/** Text that cannot break out of a table cell. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
