/** ATT&CK ids: known, and no technique beside its own sub-technique. */
import type { Check } from './context.js';

export const techniques: Check = (context) => {
  const { attack } = context.options;
  for (const { mitre_attack_id: ids, origin } of context.content.detections) {
    const given = new Set(ids);
    for (const [index, id] of ids.entries()) {
      const parent = id.split('.', 1)[0] ?? id;
      if (parent !== id && given.has(parent)) context.report('C160', origin, ['mitre_attack_id', index], `${id} is a sub-technique of ${parent}, which is named too`, `Remove ${parent}.`);
      if (attack.techniques.has(id)) continue;
      if (attack.complete) context.report('C161', origin, ['mitre_attack_id', index], `ATT&CK ${attack.version} has no technique ${id}`);
      else context.report('C162', origin, ['mitre_attack_id', index], `${id} is not in the built-in table of ATT&CK ${attack.version}`);
    }
  }
};
