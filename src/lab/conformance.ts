/**
 * The conformance pack: what we could not check without a Splunk, for somebody who has one. Searches on makeresults run as
 * they are; lookups need the small app; tstats needs the events, which carry their fields to be indexed.
 */
import { claims as cimClaims } from '../cim/index.js';
import { writeConf } from '../conf/index.js';
import { splClaims } from '../spl/index.js';
import { requestClaims } from './requests.js';

export interface ConformanceClaim {
  readonly id: string;
  readonly claim: string;
  readonly search: string;
  /** In words, or as rows. */
  readonly expected: unknown;
  /** What has to be there first. */
  readonly needs: 'nothing' | 'app' | 'events' | 'add-ons' | 'BITS Jobs' | 'Enterprise Security';
}

const APP = 'bitsjobs_conformance';
const INDEX = 'main';
const SOURCETYPE = 'bitsjobs:conformance';

/** Rows of which the fields are indexed with the event, for tstats without a data model. */
const indexed: readonly Readonly<Record<string, string>>[] = [
  { process_name: 'bitsadmin.exe', process: 'bitsadmin /transfer j', dest: 'ws1' },
  { process_name: 'BITSADMIN.EXE', process: 'bitsadmin /list', dest: 'ws1' },
  { process_name: 'cmd.exe', dest: 'ws2' },
];

const where = `where index=${INDEX} sourcetype="${SOURCETYPE}"`;

const tstatsClaims: readonly ConformanceClaim[] = [
  { id: 'tstats-case', claim: 'where of tstats ignores letter case.', search: `| tstats count ${where} process_name=bitsadmin.exe by dest`, expected: [{ dest: 'ws1', count: '2' }], needs: 'events' },
  { id: 'tstats-by-missing', claim: 'by drops rows that lack a field.', search: `| tstats count ${where} by dest process`, expected: 'two rows, both of ws1', needs: 'events' },
  { id: 'tstats-fillnull', claim: 'fillnull_value keeps them, with the value given.', search: `| tstats fillnull_value="null" count ${where} by dest process`, expected: 'three rows, that of ws2 with process null', needs: 'events' },
  { id: 'tstats-not-missing', claim: 'NOT keeps rows that lack the field, != does not.', search: `| tstats count ${where} NOT process="*list*" | append [| tstats count ${where} process!="*list*"]`, expected: 'counts 2 and 1', needs: 'events' },
];

const enterpriseClaims: readonly ConformanceClaim[] = [
  { id: 'finding-scores', claim: 'A field that _entities names is scored by the finding, and not again by _risk.', search: '| from datamodel:"Risk.All_Risk" | search source="BITS*" | stats sum(calculated_risk_score) by source risk_object', expected: 'each entity of a row once, with the score of its detection', needs: 'Enterprise Security' },
  { id: 'message-tokens', claim: 'A token of a message whose field the row lacks stays as it is; several values are joined.', search: '| from datamodel:"Risk.All_Risk" | search source="BITS*" | table risk_message', expected: 'no message is empty', needs: 'Enterprise Security' },
  { id: 'throttle-by-field', claim: 'With digest mode 0 and alert.suppress.fields each combination of values is held back for itself.', search: 'index=_internal sourcetype=scheduler savedsearch_name="BITS*" | table _time savedsearch_name alert_actions suppressed', expected: 'the second run of one entity is suppressed, that of another is not', needs: 'Enterprise Security' },
];

const KEPT = 'bitsjobs_conformance_kept.csv';
const writeKept = `| makeresults | eval a="first" | table a | outputlookup ${KEPT}`;

/** What the allowlist takes for true of writing lookups, of KV Store and of the app's life. */
const allowlistClaims: readonly ConformanceClaim[] = [
  { id: 'outputlookup-keeps', claim: 'outputlookup with override_if_empty=false leaves a file as it is where there is no row.', search: `${writeKept} | where a="none" | outputlookup override_if_empty=false ${KEPT} | append [ | inputlookup ${KEPT} ]`, expected: [{ a: 'first' }], needs: 'app' },
  { id: 'failed-inputlookup', claim: 'A search whose first command, inputlookup, fails writes nothing.', search: `| inputlookup bitsjobs_conformance_none_such | outputlookup ${KEPT}`, expected: `an error, and | inputlookup ${KEPT} still gives what outputlookup-keeps wrote`, needs: 'app' },
  { id: 'written-lookup-survives', claim: 'A lookup file that the package does not bring, and local/transforms.conf, stay when a newer package is installed, and when a deployer pushes with always_preserve.', search: '| inputlookup bits_allowlist_active.csv | stats count', expected: 'the same count before and after', needs: 'BITS Jobs' },
  { id: 'lookup-definition-file', claim: 'POST data/transforms/lookups/<definition> with a filename writes it into local/transforms.conf, and is refused where the app has no such file.', search: '| rest splunk_server=local /servicesNS/nobody/DA-ESS-BitsJobs/data/transforms/lookups/bits_allowlist_active | table filename', expected: 'bits_allowlist_none.csv before the first entry is added, bits_allowlist_active.csv after', needs: 'BITS Jobs' },
  { id: 'kvstore-truth-values', claim: 'A field of type bool comes from KV Store as true or 1.', search: '| inputlookup bits_allowlist | stats count by enabled', expected: 'no other words than true, false, 1 and 0', needs: 'BITS Jobs' },
  { id: 'outputlookup-key-field', claim: 'outputlookup with append=true and key_field replaces the record of that key.', search: '| makeresults | eval _key="conformance", entry="conformance", detection="-", day="2000-01-01", rows=1 | table _key entry detection day rows | outputlookup append=true key_field=_key bits_allowlist_hits | append [ | inputlookup bits_allowlist_hits | where entry="conformance" | stats count as found ] | where isnotnull(found)', expected: [{ found: '1' }], needs: 'BITS Jobs' },
  { id: 'allowlist-hides', claim: 'The filter macro hides the results that an entry covers and no others. Add an entry for any detection on process *conformance-hidden* first.', search: '| makeresults | eval process=split("a conformance-hidden b,a conformance-shown b", ",") | mvexpand process | `bits_allowlist("<id of the detection>")`', expected: 'the second row alone', needs: 'BITS Jobs' },
];

const transfer = '| makeresults count=3 | streamstats count as n | eval process="bitsadmin /transfer j http://files.example.net/a.exe C:\\\\a.exe", other="o" . n';

/** What `| bitsscore` takes for true of its start and of the protocol. */
const commandClaims: readonly ConformanceClaim[] = [
  { id: 'command-starts', claim: 'Splunk starts bin/bitsjobs.sh, which filename names, with command.arg.1, SPLUNK_HOME in its environment, and leaves the note of the launcher alone.', search: `${transfer} | head 1 | bitsscore | table bits_url`, expected: [{ bits_url: 'http://files.example.net/a.exe' }], needs: 'BITS Jobs' },
  { id: 'command-keeps-fields', claim: 'Fields that required_fields does not ask for are merged back by _chunked_idx.', search: `${transfer} | bitsscore | where bits_score>0 | table n other`, expected: [{ n: '1', other: 'o1' }, { n: '2', other: 'o2' }, { n: '3', other: 'o3' }], needs: 'BITS Jobs' },
  { id: 'command-refuses', claim: 'An error in the reply to getinfo ends the search with its text.', search: '| makeresults | bitsscore threshold=x', expected: "Error in 'bitsscore' command, with the text about threshold", needs: 'BITS Jobs' },
  { id: 'command-warns', claim: 'A WARN of the inspector in a reply (to getinfo, or to rows) is shown over the results. Set threshold = x under [bitsscore] in local/bitsscore.conf first.', search: '| makeresults | bitsscore', expected: 'results, and over them that the default 50 holds', needs: 'BITS Jobs' },
  { id: 'command-without-node', claim: 'The answer of the launcher is shown. Put the path of a file that is no Node into local/node.path, where no other Node is installed.', search: '| makeresults | bitsscore', expected: 'an error that names the file, and local/node.path', needs: 'BITS Jobs' },
  { id: 'command-with-splunks-node', claim: 'The Node of Splunk up to 10.1 runs without Splunk\'s library path. Try on a search head without another Node.', search: '| makeresults | bitsscore', expected: 'a result; or an error that says whether bin/node of Splunk is too old or does not run', needs: 'BITS Jobs' },
  { id: 'command-stays-home', claim: 'A stateful command runs on the search head alone, and linux_x86_64 of the package that carries a Node does not travel to the indexers.', search: 'index=_internal | head 100 | bitsscore | stats count', expected: 'count 100 without a message of an indexer, where var/run/searchpeers/*/apps/DA-ESS-BitsJobs has no linux_x86_64', needs: 'BITS Jobs' },
  { id: 'command-on-windows', claim: 'On a Windows search head a program that ends in .sh is not started.', search: '| makeresults | bitsscore', expected: 'an error that names bitsscore or bitsjobs.sh, and no other search is harmed', needs: 'BITS Jobs' },
];

export const conformanceClaims: readonly ConformanceClaim[] = [
  ...splClaims.map(({ id, claim, search, expected, lookups }): ConformanceClaim => ({ id, claim, search, expected, needs: lookups ? 'app' : 'nothing' })),
  ...tstatsClaims,
  ...cimClaims.map((claim): ConformanceClaim => ({ ...claim, needs: 'add-ons' })),
  ...commandClaims,
  ...allowlistClaims,
  ...enterpriseClaims,
];

export interface PackedFile {
  readonly path: string;
  readonly content: string;
}

/** Every file of the pack, by its path in the folder that it is written to. */
export function conformancePack(version: string): PackedFile[] {
  const lookups = new Map(splClaims.flatMap(({ lookups: found = {} }) => Object.entries(found)));
  const app = (path: string): string => `${APP}/${path}`;
  return [
    { path: 'README.md', content: readme() },
    { path: 'claims.json', content: `${JSON.stringify(conformanceClaims, null, 2)}\n` },
    { path: 'requests.json', content: `${JSON.stringify(requestClaims, null, 2)}\n` },
    { path: 'events.hec.jsonl', content: indexed.map((fields) => `${JSON.stringify({ index: INDEX, sourcetype: SOURCETYPE, event: JSON.stringify(fields), fields })}\n`).join('') },
    { path: app('default/app.conf'), content: conf([['install', [['is_configured', '1']]], ['ui', [['is_visible', '0'], ['label', 'BITS Jobs conformance']]], ['launcher', [['author', 'BITS Jobs project'], ['description', 'Searches that check what the lab takes for true.'], ['version', version]]]]) },
    { path: app('default/savedsearches.conf'), content: conf(conformanceClaims.map(({ id, claim, search }) => [`conformance ${id}`, [['description', claim], ['search', search]]])) },
    { path: app('default/transforms.conf'), content: conf([...lookups].map(([name, { settings }]) => [name, [['filename', `${name}.csv`], ...Object.entries(settings)]])) },
    ...[...lookups].map(([name, { csv }]) => ({ path: app(`lookups/${name}.csv`), content: csv })),
    { path: app('metadata/default.meta'), content: conf([['', [['access', 'read : [ * ], write : [ admin, sc_admin ]'], ['export', 'none']]]]) },
  ];
}

function conf(stanzas: readonly (readonly [string, readonly (readonly [string, string])[]])[]): string {
  return writeConf(stanzas.map(([name, entries]) => ({ name, entries })));
}

function readme(): string {
  return `# Conformance pack

What the lab of bitsjobs takes for true and could not check without a Splunk. ${conformanceClaims.length} claims stand in claims.json, each with a search and
what it should give; the app ${APP} holds the same searches as reports.

1. Copy the folder ${APP} into etc/apps of a test system and restart it. (Claims that need nothing run without: paste the search.)
2. For claims that need events, send events.hec.jsonl to an HTTP event collector: its fields are indexed with each event.
   \`curl -H "Authorization: Splunk <token>" https://<host>:8088/services/collector/event --data-binary @events.hec.jsonl\`
3. Claims that need add-ons or Enterprise Security run over data that is there already; those that need BITS Jobs run in that app.
   Run outputlookup-keeps before failed-inputlookup.
4. requests.json holds ${requestClaims.length} claims about splunkd's REST, each with the lines of a shell; BITS Jobs has to be installed.

Run each report and compare. One that differs is a mistake of ours: please tell us its id and what it gave.
`;
}
