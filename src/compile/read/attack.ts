/** ATT&CK from a STIX bundle (enterprise-attack.json): techniques, their tactics, the version. */
import { finding } from '../../diagnostic/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import type { Attack, Technique } from '../../model/index.js';
import { readCodes } from './codes.js';

interface StixObject {
  readonly type?: unknown;
  readonly name?: unknown;
  readonly revoked?: unknown;
  readonly x_mitre_deprecated?: unknown;
  readonly x_mitre_version?: unknown;
  readonly x_mitre_shortname?: unknown;
  readonly external_references?: unknown;
  readonly kill_chain_phases?: unknown;
}

/** Reads the text of a STIX bundle; `file` names it in the finding. Revoked and deprecated techniques are left out. */
export function readAttack(text: string, file: string): Attack | Diagnostic {
  const objects = objectsOf(text);
  if (!objects) return finding(readCodes, 'R130', `${file} is not a STIX bundle in JSON`, { file, line: 1, column: 1 });
  const tactics = new Map<string, string>();
  for (const object of objects) {
    if (object.type === 'x-mitre-tactic') tactics.set(String(object.x_mitre_shortname), String(object.name));
  }
  const techniques = new Map(objects.flatMap((object) => techniqueOf(object, tactics)));
  if (techniques.size === 0) return finding(readCodes, 'R130', `${file} holds no technique`, { file, line: 1, column: 1 });
  const collection = objects.find((object) => object.type === 'x-mitre-collection');
  const version = typeof collection?.x_mitre_version === 'string' ? collection.x_mitre_version : 'of the bundle given';
  return { version, complete: true, techniques };
}

function objectsOf(text: string): StixObject[] | undefined {
  try {
    const bundle: unknown = JSON.parse(text);
    if (typeof bundle !== 'object' || bundle === null || !('objects' in bundle) || !Array.isArray(bundle.objects)) return undefined;
    return bundle.objects.filter((object: unknown): object is StixObject => typeof object === 'object' && object !== null);
  } catch {
    return undefined;
  }
}

function techniqueOf(object: StixObject, tactics: ReadonlyMap<string, string>): [string, Technique][] {
  if (object.type !== 'attack-pattern' || object.revoked === true || object.x_mitre_deprecated === true) return [];
  const id = entries(object.external_references).find((reference) => /^T\d{4}(\.\d{3})?$/.test(String(reference['external_id'])))?.['external_id'];
  if (typeof id !== 'string') return [];
  const names = entries(object.kill_chain_phases).map((phase) => tacticName(String(phase['phase_name']), tactics));
  return [[id, { name: String(object.name), tactics: names }]];
}

function entries(value: unknown): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) return [];
  return value.filter((entry: unknown): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null);
}

/** `command-and-control` → the bundle's own name for it, else the words in capitals. */
function tacticName(phase: string, tactics: ReadonlyMap<string, string>): string {
  return tactics.get(phase) ?? phase.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => (dash ? ' ' : '') + letter.toUpperCase());
}
