/**
 * savedsearches.conf: one row a key. Sources: escu6.md §5.2 for ES 8, app-formats.md §2.1 for ES 7, the spec file for
 * what keys mean. Faults of the older form are mended: `alert.suppress = 1` (a word makes the editor of Enterprise
 * Security write an override) and no digest where results are throttled by field.
 */
import type { Stanza } from '../../conf/index.js';
import type { Baseline, Detection } from '../../model/index.js';
import { annotations, mappings, namedDataModels, providingTechnologies } from './annotations.js';
import { describe } from './context.js';
import type { Conf, EmitContext, Target } from './context.js';
import { drilldownSearches } from './drilldowns.js';
import { allEntities, entities7, entities8, firstMessage, message7, risk7, risk8, severityOf } from './findings.js';
import { by, json } from './json.js';
import { spread } from './schedule.js';

interface Row<S> {
  readonly key: string;
  /** `undefined`: the key is not written. */
  readonly value: (search: S, context: EmitContext) => string | undefined;
  /** Both where it is missing. */
  readonly target?: Target;
}

/** Rows of everything that runs by schedule. */
const scheduledRows: readonly Row<Detection | Baseline>[] = [
  { key: 'cron_schedule', value: cronOf },
  { key: 'description', value: (search, { app }) => describe(search, app) },
  { key: 'dispatch.earliest_time', value: (search, context) => context.timingOf(search).earliest_time },
  { key: 'dispatch.latest_time', value: (search, context) => context.timingOf(search).latest_time },
  { key: 'schedule_window', value: (search, context) => context.timingOf(search).schedule_window },
  { key: 'search', value: ({ search }) => search },
  { key: 'request.ui_dispatch_app', value: (_, { app }) => (app.extensions.private_macros?.length ? app.id : undefined) },
];

function cronOf(search: Detection | Baseline, context: EmitContext): string {
  const timing = context.timingOf(search);
  return context.app.extensions.spread_schedules === true ? spread(timing, search.id) : timing.cron_schedule;
}

/** An analyst runs a hunt; it is there to be opened, not to be scheduled. */
function isOpenHunt(detection: Detection, context: EmitContext): boolean {
  return detection.type === 'Hunting' && context.isEnabled(detection);
}

const correlationRows: readonly Row<Detection>[] = [
  { key: 'action.correlationsearch.annotations', value: (detection, context) => json(annotations(detection, context)) },
  { key: 'action.correlationsearch.detection_type', value: () => 'ebd' },
  { key: 'action.correlationsearch.enabled', value: () => '1' },
  { key: 'action.correlationsearch.label', value: (detection, context) => context.stanzaOf(detection) },
  { key: 'action.correlationsearch.metadata', value: metadata },
];

/** Python writes the seconds as a float; so do we, since Enterprise Security compares versions by this text. */
function metadata({ status, id, version, modification_date: day }: Detection): string {
  const known = json({ deprecated: status === 'deprecated' ? '1' : '0', detection_id: id, detection_version: String(version) });
  return `${known.slice(0, -1)},"publish_time":${Date.parse(`${day}T00:00:00Z`) / 1000}.0}`;
}

const alertRows: readonly Row<Detection>[] = [
  { key: 'alert.digest_mode', value: digestMode },
  { key: 'alert.suppress', value: ({ extensions }) => (extensions?.throttling ? '1' : undefined) },
  { key: 'alert.suppress.fields', value: ({ extensions }) => extensions?.throttling?.fields.join(',') },
  { key: 'alert.suppress.period', value: ({ extensions }) => extensions?.throttling?.period },
  { key: 'allow_skew', value: (_, { app }) => (app.extensions.spread_schedules === true ? '0' : '100%') },
  { key: 'counttype', value: () => 'number of events' },
  { key: 'disabled', value: (detection, context) => context.flag(!context.isEnabled(detection)) },
  { key: 'enableSched', value: (detection, context) => (isOpenHunt(detection, context) ? '0' : '1') },
  { key: 'is_visible', value: (detection, context) => context.flag(isOpenHunt(detection, context)) },
  { key: 'quantity', value: () => '0' },
  { key: 'realtime_schedule', value: () => '0' },
  { key: 'relation', value: () => 'greater than' },
];

/** Splunk documents suppression by field as a feature of alerts for each result, which is digest mode 0. */
function digestMode({ extensions }: Detection, { options }: EmitContext): string {
  const { digestMode: wanted = 'auto' } = options;
  if (wanted !== 'auto') return wanted;
  return extensions?.throttling ? '0' : '1';
}

/** contentctl makes a notable where the deployment says so, ESCU 6 where there is a finding. */
function makesNotable({ alertActions, finding }: Detection, { target }: EmitContext): boolean {
  return target === 7 && alertActions ? alertActions.notable !== undefined : finding !== undefined;
}

function whenNotable(value: Row<Detection>['value']): Row<Detection>['value'] {
  return (detection, context) => (makesNotable(detection, context) ? value(detection, context) : undefined);
}

const notableRows: readonly Row<Detection>[] = [
  { key: 'action.notable', value: whenNotable(() => '1') },
  { key: 'action.notable.param._entities', value: whenNotable((detection) => entities8(detection)), target: 8 },
  { key: 'action.notable.param._entities', value: whenNotable(() => entities7), target: 7 },
  { key: 'action.notable.param.drilldown_searches', value: drilldownSearches },
  { key: 'action.notable.param.nes_fields', value: whenNotable(({ alertActions }) => alertActions?.notable?.nesFields.join(',') ?? 'user,dest') },
  { key: 'action.notable.param.rule_description', value: whenNotable(({ description, alertActions }, { target }) => (target === 7 ? alertActions?.notable?.description : undefined) ?? description) },
  { key: 'action.notable.param.rule_title', value: whenNotable(({ finding }) => finding?.title), target: 8 },
  { key: 'action.notable.param.rule_title', value: whenNotable(title7), target: 7 },
  { key: 'action.notable.param.security_domain', value: whenNotable(({ security_domain: domain }) => domain) },
  { key: 'action.notable.param.severity', value: whenNotable(({ finding }) => finding && severityOf(finding.entity.score)), target: 8 },
  { key: 'action.notable.param.severity', value: whenNotable(severity7), target: 7 },
];

function title7({ type, name, alertActions }: Detection): string {
  return `${type === 'Correlation' ? 'RBA: ' : ''}${alertActions?.notable?.title ?? name}`;
}

/** By the highest score; a notable without entities counts as high. */
function severity7(detection: Detection): string {
  const scores = allEntities(detection).map(({ score }) => score);
  return scores.length > 0 ? severityOf(Math.max(...scores)) : 'high';
}

function makesRisk7(detection: Detection): boolean {
  return detection.alertActions ? detection.alertActions.risk : detection.type !== 'Correlation' && allEntities(detection).length > 0;
}

function whenRisk7(value: Row<Detection>['value']): Row<Detection>['value'] {
  return (detection, context) => (makesRisk7(detection) ? value(detection, context) : undefined);
}

function whenIntermediate(value: Row<Detection>['value']): Row<Detection>['value'] {
  return (detection, context) => (detection.intermediate_findings ? value(detection, context) : undefined);
}

const riskRows: readonly Row<Detection>[] = [
  { key: 'action.risk', value: whenIntermediate(() => '1'), target: 8 },
  { key: 'action.risk.param._risk', value: (detection) => risk8(detection), target: 8 },
  { key: 'action.risk.param._risk_message', value: (detection) => firstMessage(detection), target: 8 },
  { key: 'action.risk.param._risk_score', value: whenIntermediate(() => '0'), target: 8 },
  { key: 'action.risk.param.verbose', value: whenIntermediate(() => '0'), target: 8 },
  { key: 'action.risk', value: whenRisk7(() => '1'), target: 7 },
  { key: 'action.risk.param._risk', value: whenRisk7((detection) => risk7(detection)), target: 7 },
  { key: 'action.risk.param._risk_message', value: whenRisk7((detection) => message7(detection)), target: 7 },
  { key: 'action.risk.param._risk_score', value: whenRisk7(() => '0'), target: 7 },
  { key: 'action.risk.param.verbose', value: whenRisk7(() => '0'), target: 7 },
];

/** Keys that the use case library of ES 7 reads. */
const escuRows: readonly Row<Detection | Baseline>[] = [
  { key: 'action.escu', value: () => '0', target: 7 },
  { key: 'action.escu.enabled', value: () => '1', target: 7 },
  { key: 'action.escu.creation_date', value: ({ creation_date: day }) => day, target: 7 },
  { key: 'action.escu.modification_date', value: ({ modification_date: day }) => day, target: 7 },
  { key: 'action.escu.data_models', value: ({ search }) => json(namedDataModels(search)), target: 7 },
  { key: 'action.escu.eli5', value: (search, { app }) => describe(search, app), target: 7 },
  { key: 'action.escu.how_to_implement', value: ({ how_to_implement: how }) => how, target: 7 },
  { key: 'action.escu.providing_technologies', value: ({ search }) => json(providingTechnologies(search) ?? null), target: 7 },
];

const escuDetectionRows: readonly Row<Detection>[] = [
  { key: 'action.escu.analytic_story', value: ({ analytic_story: stories }) => json(stories), target: 7 },
  { key: 'action.escu.atomic_red_team_guids', value: ({ atomic_guid: guids }) => (guids?.length ? json(guids) : undefined), target: 7 },
  { key: 'action.escu.confidence', value: ({ extensions }) => confidenceWord(extensions?.confidence, 'high'), target: 7 },
  { key: 'action.escu.known_false_positives', value: ({ known_false_positives: other }) => other, target: 7 },
  { key: 'action.escu.mappings', value: (detection, context) => json(mappings(detection, context)), target: 7 },
  { key: 'action.escu.product', value: ({ product }) => json(product), target: 7 },
  { key: 'action.escu.search_type', value: () => 'detection', target: 7 },
];

/** The word for a confidence in percent; what Splunk's builders write for all where none is given. */
export function confidenceWord(confidence: number | undefined, otherwise: 'high' | 'medium'): string {
  if (confidence === undefined) return otherwise;
  return confidence >= 70 ? 'high' : confidence >= 40 ? 'medium' : 'low';
}

/** Other alert actions of a contentctl deployment. */
const actionRows: readonly Row<Detection>[] = [
  { key: 'action.email', value: ({ alertActions }) => alertActions?.email && '1', target: 7 },
  { key: 'action.email.to', value: ({ alertActions }) => alertActions?.email?.to, target: 7 },
  { key: 'action.email.subject.alert', value: ({ alertActions }) => alertActions?.email?.subject, target: 7 },
  { key: 'action.email.message.alert', value: ({ alertActions }) => alertActions?.email?.message, target: 7 },
  { key: 'action.email.useNSSubject', value: ({ alertActions }) => alertActions?.email && '1', target: 7 },
  { key: 'action.slack', value: ({ alertActions }) => alertActions?.slack && '1', target: 7 },
  { key: 'action.slack.param.channel', value: ({ alertActions }) => alertActions?.slack?.channel, target: 7 },
  { key: 'action.slack.param.message', value: ({ alertActions }) => alertActions?.slack?.message, target: 7 },
  { key: 'action.sendtophantom', value: ({ alertActions }) => alertActions?.phantom && '1', target: 7 },
  { key: 'action.sendtophantom.param._cam_workers', value: ({ alertActions }) => alertActions?.phantom?.camWorkers, target: 7 },
  { key: 'action.sendtophantom.param.label', value: ({ alertActions }) => alertActions?.phantom?.label, target: 7 },
  { key: 'action.sendtophantom.param.phantom_server', value: ({ alertActions }) => alertActions?.phantom?.server, target: 7 },
  { key: 'action.sendtophantom.param.sensitivity', value: ({ alertActions }) => alertActions?.phantom?.sensitivity, target: 7 },
  { key: 'action.sendtophantom.param.severity', value: ({ alertActions }) => alertActions?.phantom?.severity, target: 7 },
];

export const detectionRows: readonly Row<Detection>[] = [
  ...scheduledRows, ...correlationRows, ...alertRows, ...notableRows, ...riskRows, ...escuRows, ...escuDetectionRows, ...actionRows,
];

export const baselineRows: readonly Row<Baseline>[] = [
  ...scheduledRows,
  ...escuRows,
  { key: 'disabled', value: (_, context) => context.flag(true) },
  { key: 'enableSched', value: () => '1' },
  { key: 'is_visible', value: (_, context) => context.flag(false) },
  { key: 'action.escu.analytic_story', value: ({ analyticStory }) => json(analyticStory ?? []), target: 7 },
  { key: 'action.escu.search_type', value: () => 'support', target: 7 },
];

/**
 * A stanza in local/ whose default is gone still runs, with what [default] says. So that it does no harm, [default] is
 * disabled and searches for nothing; metadata keeps it from other apps.
 */
const placeholder: Stanza = {
  name: 'default',
  entries: [
    ['description', 'This app no longer has the search that this stanza belongs to.'],
    ['disabled', '1'],
    ['search', '| makeresults | eval message = "This app no longer has this search. Remove its stanza from local/savedsearches.conf."'],
  ],
};

/** Beside the settings file of the app. */
const FINDING_BASED = 'static_configs/savedsearches_fbd.conf';

export function savedsearches(context: EmitContext, allowlist: readonly Stanza[]): Conf {
  const { detections, baselines, findingBasedDetections: text, app } = context.content;
  const [forDetections, forBaselines] = [rowsOf(detectionRows, context), rowsOf(baselineRows, context)];
  const stanzas = [
    ...detections.flatMap((detection) => stanza(detection, forDetections, context)),
    ...baselines.flatMap((baseline) => stanza(baseline, forBaselines, context)),
    ...allowlist,
  ].sort(by(({ name }) => name));
  return { name: 'savedsearches', stanzas: [placeholder, ...stanzas], ...(text !== undefined && { tail: { text, file: app.origin.file.replace(/[^/]*$/, FINDING_BASED) } }) };
}

/** The rows of the target, in the order of their keys. */
function rowsOf<S>(rows: readonly Row<S>[], context: EmitContext): Row<S>[] {
  return rows.filter(({ target }) => target === undefined || target === context.target).sort(by(({ key }) => key));
}

function stanza<S extends Detection | Baseline>(search: S, rows: readonly Row<S>[], context: EmitContext): Stanza[] {
  const name = context.stanzaOf(search);
  if (!context.owns('savedsearches', name, search)) return [];
  const entries = rows.flatMap(({ key, value }): [string, string][] => {
    const text = value(search, context);
    return text === undefined ? [] : [[key, text]];
  });
  return [{ name, entries }];
}
