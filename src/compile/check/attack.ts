/** ATT&CK ids: known, and no technique beside its own sub-technique. */
import type { Check } from './context.js';

export const techniques: Check = (context) => {
  const { attack } = context.options;
  const unchecked = new Set<string>();
  for (const { mitre_attack_id: ids, origin } of context.content.detections) {
    const given = new Set(ids);
    for (const [index, id] of ids.entries()) {
      const parent = id.split('.', 1)[0] ?? id;
      if (parent !== id && given.has(parent)) context.report('C160', origin, ['mitre_attack_id', index], `${id} is a sub-technique of ${parent}, which is named too`, `Remove ${parent}.`);
      if (attack.techniques.has(id)) continue;
      if (attack.complete) context.report('C161', origin, ['mitre_attack_id', index], `ATT&CK ${attack.version} has no technique ${id}`);
      else unchecked.add(id);
    }
  }
  if (unchecked.size > 0) {
    const some = [...unchecked].sort().slice(0, 5).join(', ');
    context.report('C162', context.content.app.origin, [], `${unchecked.size} techniques are not in the built-in table of ATT&CK ${attack.version}: ${some}${unchecked.size > 5 ? ', …' : ''}`);
  }
};
