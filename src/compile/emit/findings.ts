/** Findings (notables) and intermediate findings (risk) of a detection, for both generations of Enterprise Security. */
import type { Detection, Entity, IntermediateEntity, ThreatObject } from '../../model/index.js';
import { by, json } from './json.js';

interface RiskEntry {
  readonly risk_object_field: string;
  readonly risk_object_type: string;
  readonly risk_score: number;
  readonly risk_message?: string;
}

function entry({ field, type, score }: Entity): RiskEntry {
  return { risk_object_field: field, risk_object_type: type, risk_score: score };
}

const byEntity = by<Entity>(({ field }) => field, ({ type }) => type, ({ score }) => score);

function threatEntries(threats: readonly ThreatObject[] = []) {
  const unique = new Map(threats.map(({ field, type }) => [`${field}\0${type}`, { threat_object_field: field, threat_object_type: type }]));
  return [...unique.values()].sort(by(({ threat_object_field: field }) => field, ({ threat_object_type: type }) => type));
}

function intermediates({ intermediate_findings: intermediate }: Detection): IntermediateEntity[] {
  return [...(intermediate?.entities ?? [])].sort(byEntity);
}

/** ES 8: the finding's entity is not scored here; with a finding alone, threat objects are all that is left. */
export function risk8(detection: Detection): string | undefined {
  const entries = intermediates(detection).map((entity) => ({ ...entry(entity), risk_message: entity.message }));
  const all = [...entries, ...threatEntries(detection.threat_objects)];
  return all.length > 0 ? json(all) : undefined;
}

/** The message of the first entity in the order of `_risk`. */
export function firstMessage(detection: Detection): string | undefined {
  return intermediates(detection)[0]?.message;
}

export function entities8({ finding }: Detection): string | undefined {
  return finding && json([entry(finding.entity)]);
}

/** ES 7: every entity is risk, all with one message. */
export function risk7(detection: Detection): string {
  return json([...allEntities(detection).sort(byEntity).map(entry), ...threatEntries(detection.threat_objects)]);
}

export function message7({ finding, ...detection }: Detection): string | undefined {
  return finding?.title ?? detection.intermediate_findings?.entities[0]?.message;
}

export const entities7 = json([{ risk_object_field: 'N/A', risk_object_type: 'N/A', risk_score: 0 }]);

export function allEntities({ finding, intermediate_findings: intermediate }: Detection): Entity[] {
  return [...(finding ? [finding.entity] : []), ...(intermediate?.entities ?? [])];
}

const severities = [[20, 'informational'], [40, 'low'], [60, 'medium'], [80, 'high']] as const;

/** Severity of a score, by the steps of Enterprise Security. */
export function severityOf(score: number): string {
  return severities.find(([top]) => score <= top)?.[1] ?? 'critical';
}
