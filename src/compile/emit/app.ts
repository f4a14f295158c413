/** app.conf, server.conf and distsearch.conf: what the app is, and what Splunk does with its files. */
import type { Stanza } from '../../conf/index.js';
import type { Conf, EmitContext } from './context.js';

/** Conf files that Splunk knows: a reload trigger for them is refused by AppInspect, and search head clusters know them too. */
const known = new Set([
  'alert_actions', 'app', 'audit', 'authentication', 'authorize', 'bookmarks', 'checklist', 'collections', 'commands', 'datamodels',
  'datatypesbnf', 'deploymentclient', 'distsearch', 'event_renderers', 'eventtypes', 'federated', 'fields', 'global-banner', 'health',
  'indexes', 'inputs', 'limits', 'literals', 'livetail', 'macros', 'messages', 'metric_alerts', 'metric_rollups', 'multikv', 'outputs',
  'passwords', 'procmon-filters', 'props', 'pubsub', 'restmap', 'savedsearches', 'searchbnf', 'segmenters', 'server', 'serverclass',
  'source-classifiers', 'sourcetypes', 'tags', 'telemetry', 'times', 'transactiontypes', 'transforms', 'ui-prefs', 'ui-tour',
  'user-prefs', 'viewstates', 'visualizations', 'web', 'web-features', 'wmi', 'workflow_actions', 'workload_policy', 'workload_pools',
  'workload_rules',
]);

/** `confs`: names of all conf files of the app, those written by hand included. */
export function customConfs(confs: ReadonlySet<string>): string[] {
  return [...confs].filter((conf) => !known.has(conf)).sort();
}

export function app(context: EmitContext, custom: readonly string[]): Conf {
  const { id, version, label, description, author, company } = context.app;
  const stanzas: Stanza[] = [
    { name: 'id', entries: [['name', id], ['version', version]] },
    {
      name: 'install',
      entries: [
        ['build', buildNumber(version)],
        ['is_configured', context.flag(false)],
        ['state', 'enabled'],
        ['state_change_requires_restart', context.flag(false)],
      ],
    },
    { name: 'launcher', entries: [['author', context.app.dialect === 'contentctl' ? company : author], ['description', description], ['version', version]] },
    { name: 'package', entries: [['check_for_updates', context.flag(false)], ['id', id]] },
    // The lookup of the active entries is written on the members; a push of the deployer must not take it away (app.conf.spec).
    { name: 'shclustering', entries: context.app.extensions.allowlist === true ? [['deployer_lookups_push_mode', 'always_preserve']] : [] },
    { name: 'triggers', entries: custom.map((conf): [string, string] => [`reload.${conf}`, 'simple']) },
    { name: 'ui', entries: [['is_visible', context.flag(true)], ['label', label]] },
  ];
  return { name: 'app', stanzas: stanzas.filter(({ entries }) => entries.length > 0) };
}

/**
 * Browsers keep old static files until this number changes. It follows from the version, so that a build can be
 * repeated: 1.2.3 is 1002003.
 */
function buildNumber(version: string): string {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.+-]/).map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : 0));
  return String(Math.max(1, major * 1_000_000 + minor * 1_000 + patch));
}

export function server(context: EmitContext, custom: readonly string[]): Conf {
  const entries = custom.map((conf): [string, string] => [`conf_replication_include.${conf}`, context.flag(true)]);
  return { name: 'server', stanzas: entries.length > 0 ? [{ name: 'shclustering', entries }] : [] };
}

/** What is used on the search head alone would else travel to the indexers in every bundle: lookups, and a Node. */
export function distsearch(context: EmitContext, hasLookups: boolean): Conf {
  const { id } = context.app;
  const { carriedNode } = context.options;
  const folders = [...(hasLookups && context.target === 8 ? ['lookups'] : []), ...(carriedNode === undefined ? [] : [carriedNode.platform])];
  const entries = folders.map((folder): [string, string] => [`exclude_${id.replace(/[^\w-]/g, '_')}_${folder}`, `apps[/\\\\]${id}[/\\\\]${folder}[/\\\\]...`]);
  return { name: 'distsearch', stanzas: entries.length > 0 ? [{ name: 'replicationDenylist', entries }] : [] };
}
