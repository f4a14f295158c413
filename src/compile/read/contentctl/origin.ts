/** Places of the model's keys in a file of the older dialect, where most of them stand elsewhere. */
import type { Origin, Path } from '../../../diagnostic/index.js';

/** The longest prefix that fits is replaced. Indexes behind it stay, where lists are the same in both. */
const moved: readonly (readonly [from: Path, to: Path, keepRest: boolean])[] = [
  [['extensions', 'throttling'], ['tags', 'throttling'], true],
  [['extensions', 'impact'], ['tags', 'impact'], false],
  [['extensions', 'enabled'], ['enabled_by_default'], false],
  [['finding', 'title'], ['rba', 'message'], false],
  [['finding'], ['rba', 'risk_objects'], false],
  [['intermediate_findings'], ['rba', 'risk_objects'], false],
  [['threat_objects'], ['rba', 'threat_objects'], true],
  [['custom_schedule'], ['deployment', 'scheduling'], true],
  [['threat_group'], ['tags', 'group'], true],
  [['creation_date'], ['date'], false],
  [['modification_date'], ['date'], false],
  ...['analytic_story', 'asset_type', 'atomic_guid', 'category', 'cve', 'mitre_attack_id', 'product', 'security_domain', 'usecase'].map(
    (key): [Path, Path, boolean] => [[key], ['tags', key], true],
  ),
];

export function translated(origin: Origin): Origin {
  return {
    file: origin.file,
    place(path = [], offset) {
      const move = moved.find(([from]) => from.every((step, index) => path[index] === step));
      if (!move) return origin.place(path, offset);
      const [from, to, keepRest] = move;
      return origin.place(keepRest ? [...to, ...path.slice(from.length)] : to, offset);
    },
  };
}
