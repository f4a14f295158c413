/**
 * Risk of contentctl 4 (`tags.observable`, one score for all) and 5 (`rba`, a score for each entity)
 * as finding, intermediate findings and threat objects of ESCU 6.
 *
 * contentctl has one message for all entities. A TTP's single user becomes the finding's entity, as
 * Splunk's own port does, else the first entity; the others become intermediate findings.
 */
import type { DetectionType, Entity, IntermediateEntity, ThreatObject, TypeOf } from '../../../model/index.js';
import type { detectionFields } from './fields.js';

type Keys = TypeOf<typeof detectionFields>;

export interface Risk {
  readonly finding?: { readonly title: string; readonly entity: Entity };
  readonly intermediate_findings?: { readonly entities: readonly IntermediateEntity[] };
  readonly threat_objects?: readonly ThreatObject[];
}

interface Flat {
  readonly message: string;
  readonly entities: readonly Entity[];
  readonly threats: readonly ThreatObject[];
}

export function riskOf(keys: Keys): Risk {
  const flat = keys.rba ? fromRba(keys.rba) : fromObservables(keys.tags);
  if (keys.type === 'Hunting' || flat.entities.length === 0) return {};
  return {
    ...entitiesOf(keys.type, flat),
    ...(flat.threats.length > 0 && { threat_objects: flat.threats }),
  };
}

function entitiesOf(type: DetectionType, { message, entities }: Flat): Risk {
  if (type === 'Anomaly') return intermediates(entities, message);
  const users = entities.filter((entity) => entity.type === 'user');
  const main = (users.length === 1 ? users[0] : undefined) ?? entities[0];
  if (!main) return {};
  const others = entities.filter((entity) => entity !== main && entity.field !== main.field);
  return {
    finding: { title: message, entity: main },
    ...(type === 'TTP' && others.length > 0 && intermediates(others, message)),
  };
}

function intermediates(entities: readonly Entity[], message: string): Risk {
  return { intermediate_findings: { entities: entities.map((entity) => ({ ...entity, message })) } };
}

function fromRba(rba: NonNullable<Keys['rba']>): Flat {
  return { message: rba.message, entities: rba.risk_objects, threats: rba.threat_objects ?? [] };
}

const USERS = new Set(['user', 'username', 'email address']);
const SYSTEMS = new Set(['device', 'endpoint', 'hostname', 'ip address']);

/** contentctl 4 told threat objects apart from entities by role, and their types by these words. */
const threatTypes: ReadonlyMap<string, ThreatObject['type']> = new Map<string, ThreatObject['type']>([
  ['process', 'process'],
  ['process name', 'process_name'],
  ['file', 'file_name'],
  ['file name', 'file_name'],
  ['file hash', 'file_hash'],
  ['url', 'url'],
  ['url string', 'url'],
  ['ip address', 'ip_address'],
  ['email address', 'email_address'],
  ['registry key', 'registry_path'],
  ['registry value', 'registry_value_name'],
]);

function fromObservables(tags: Keys['tags']): Flat {
  // contentctl 4 reckons the score itself and takes risk_score for a remark.
  const known = tags.impact !== undefined && tags.confidence !== undefined;
  const score = known ? Math.round((tags.impact * tags.confidence) / 100) : (tags.risk_score ?? 0);
  const observables = tags.observable ?? [];
  const entities = new Map<string, Entity>();
  const threats: ThreatObject[] = [];
  for (const { name, type, role } of observables) {
    const kind = type.toLowerCase();
    if (role.includes('Victim')) {
      if (!entities.has(name)) entities.set(name, { field: name, type: USERS.has(kind) ? 'user' : SYSTEMS.has(kind) ? 'system' : 'other', score });
    } else if (role.includes('Attacker')) {
      threats.push({ field: name, type: threatTypes.get(kind) ?? 'signature' });
    }
  }
  return { message: tags.message ?? '', entities: [...entities.values()], threats };
}
