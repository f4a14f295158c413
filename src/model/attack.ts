/** MITRE ATT&CK as far as content needs it: techniques, their tactics, and the kill chain phases these stand for. */
export interface Technique {
  readonly name: string;
  /** Tactic names as ATT&CK writes them: `Command and Control`. */
  readonly tactics: readonly string[];
}

export interface Attack {
  /** Version of ATT&CK, such as `19.0`, or what the bundle calls itself. */
  readonly version: string;
  /** Whether the table holds every technique of that version: an unknown id is then wrong, not just unknown to us. */
  readonly complete: boolean;
  readonly techniques: ReadonlyMap<string, Technique>;
}

/** Tactic to phase of the Lockheed Martin kill chain, as ESCU maps them; what is not named here is Exploitation. */
const phases: ReadonlyMap<string, string> = new Map([
  ['reconnaissance', 'Reconnaissance'],
  ['resource development', 'Weaponization'],
  ['initial access', 'Delivery'],
  ['execution', 'Installation'],
  ['persistence', 'Installation'],
  ['command and control', 'Command and Control'],
  ['exfiltration', 'Actions on Objectives'],
  ['impact', 'Actions on Objectives'],
]);

/** Kill chain phases of some techniques, sorted, each once. Unknown techniques add none. */
export function killChainPhases(attack: Attack, techniqueIds: readonly string[]): string[] {
  const tactics = techniqueIds.flatMap((id) => attack.techniques.get(id)?.tactics ?? []);
  return [...new Set(tactics.map((tactic) => phases.get(tactic.toLowerCase()) ?? 'Exploitation'))].sort();
}
