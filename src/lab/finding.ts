/** What Enterprise Security makes of the rows of a correlation search, by the keys of its stanza. */
import { textOf, valuesOf } from '../spl/index.js';
import type { Fields, Row } from '../spl/index.js';
import type { InstalledSearch } from './app.js';

export type Tier = 'finding' | 'risk' | 'hunt';

/** A finding (notable), a risk event (intermediate finding), or the row of a hunt, which makes neither. */
export interface Made {
  readonly detection: string;
  readonly tier: Tier;
  readonly entity: { readonly field: string; readonly type: string; readonly value: string } | undefined;
  readonly score: number;
  readonly message: string;
  readonly threatObjects: readonly { readonly type: string; readonly value: string }[];
  readonly row: Row;
}

interface Scored {
  readonly risk_object_field: string;
  readonly risk_object_type: string;
  readonly risk_score: number;
  readonly risk_message?: string;
}

interface Threat {
  readonly threat_object_field: string;
  readonly threat_object_type: string;
}

/** What a stanza asks of Enterprise Security, read once. */
export interface Actions {
  readonly detection: string;
  readonly isFinding: boolean;
  readonly isRisk: boolean;
  readonly title: string;
  readonly message: string;
  readonly entities: readonly Scored[];
  readonly risks: readonly Scored[];
  readonly threats: readonly Threat[];
  readonly throttling: Throttling | undefined;
}

export interface Throttling {
  readonly fields: readonly string[];
  /** Seconds. */
  readonly period: number;
}

export function actionsOf({ name, keys }: InstalledSearch): Actions {
  const risk = listOf(keys.get('action.risk.param._risk'));
  return {
    detection: name,
    isFinding: isOn(keys.get('action.notable')),
    isRisk: isOn(keys.get('action.risk')),
    title: keys.get('action.notable.param.rule_title') ?? name,
    message: keys.get('action.risk.param._risk_message') ?? '',
    entities: listOf(keys.get('action.notable.param._entities')).filter(isScored),
    risks: risk.filter(isScored),
    threats: risk.filter(isThreat),
    throttling: throttlingOf(keys),
  };
}

function isOn(value: string | undefined): boolean {
  return /^(?:1|true|t|yes|y)$/i.test(value ?? '');
}

function listOf(json: string | undefined): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function isScored(entry: unknown): entry is Scored {
  return typeof entry === 'object' && entry !== null && 'risk_object_field' in entry;
}

function isThreat(entry: unknown): entry is Threat {
  return typeof entry === 'object' && entry !== null && 'threat_object_field' in entry;
}

function throttlingOf(keys: ReadonlyMap<string, string>): Throttling | undefined {
  if (!isOn(keys.get('alert.suppress'))) return undefined;
  const fields = (keys.get('alert.suppress.fields') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
  const [, digits = '0', unit = 's'] = /^(\d+)([smhd]?)/.exec(keys.get('alert.suppress.period') ?? '') ?? [];
  const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
  return { fields, period: Number(digits) * (seconds[unit] ?? 1) };
}

/** Everything that one row makes. A field is scored once: the finding's entity by the finding, the others by risk events. */
export function makeOf(actions: Actions, row: Row): Made[] {
  const { detection, isFinding, isRisk } = actions;
  const threatObjects = actions.threats.flatMap(({ threat_object_field: field, threat_object_type: type }) => valuesOf(row.fields.get(field) ?? null).map((value) => ({ type, value })));
  const common = { detection, row, threatObjects };
  if (!isFinding && !isRisk) return [{ ...common, tier: 'hunt', entity: undefined, score: 0, message: '' }];
  const findings = isFinding ? findingsOf(actions, row).map((made): Made => ({ ...common, ...made, tier: 'finding' })) : [];
  const risks = isRisk ? actions.risks.flatMap((risk) => scored(risk, row, risk.risk_message ?? actions.message)).map((made): Made => ({ ...common, ...made, tier: 'risk' })) : [];
  return [...findings, ...risks];
}

type Part = Pick<Made, 'entity' | 'score' | 'message'>;

/** One, whatever the number of its entities; without an entity of ES 8 form it scores nothing itself. */
function findingsOf({ entities: [entity], title }: Actions, row: Row): Part[] {
  const [found] = entity ? scored(entity, row, title) : [];
  return [found ?? { entity: undefined, score: 0, message: fillTokens(title, row.fields) }];
}

/** Nothing where the row lacks the field; of several values each is an entity. */
function scored({ risk_object_field: field, risk_object_type: type, risk_score: score }: Scored, row: Row, message: string): Part[] {
  return valuesOf(row.fields.get(field) ?? null).map((value) => ({ entity: { field, type, value }, score, message: fillTokens(message, row.fields) }));
}

/** `$field$` is the field's value; what the row does not have stays as it is, which shows the mistake. */
export function fillTokens(message: string, fields: Fields): string {
  return message.replace(/\$([^$\s]+)\$/g, (token, name: string) => {
    const value = fields.get(name);
    return value === undefined ? token : valuesOf(value).length > 1 ? valuesOf(value).join(', ') : textOf(value);
  });
}

/** Holds back what agrees with an earlier result in the fields named, for the period behind it. */
export class Throttle {
  private readonly last = new Map<string, number>();
  private readonly throttling: Throttling | undefined;

  constructor(throttling: Throttling | undefined) {
    this.throttling = throttling;
  }

  /** `time` in seconds: when the search ran. */
  passes(row: Row, time: number): boolean {
    if (!this.throttling) return true;
    const key = JSON.stringify(this.throttling.fields.map((name) => textOf(row.fields.get(name) ?? null)));
    const before = this.last.get(key);
    if (before !== undefined && time < before + this.throttling.period) return false;
    this.last.set(key, time);
    return true;
  }
}
