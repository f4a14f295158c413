/**
 * When V8 optimises. V8 11.3, that of Node 20, hands a function to its slow compiler as soon as it has run a little, and our thread waits
 * for parts of that work: in a search of which few rows are about BITS that is never repaid. So there it is put off until there are rows
 * enough. The V8 of later Nodes has a quicker compiler in between, and no such setting. Figures: bench/README.md.
 */
import type { Scorer } from './bitsscore.js';

/** In V8's unit, bytes of bytecode that a function has run; the second is its default. */
const LATE = 135_168;
const DEFAULT = 67_584;
/** So many rows repay the compiler. */
const MANY = 2_000;

/** The same scorer; with Node 20 V8 leaves its code as it is for the first rows. `setFlags` is setFlagsFromString of node:v8, `node` a version such as `v20.20.2`. */
export function unhurried(scorer: Scorer, node: string, setFlags: (flags: string) => void): Scorer {
  if (!node.startsWith('v20.')) return scorer;
  setFlags(`--interrupt-budget=${LATE}`);
  let left = MANY;
  return {
    ...scorer,
    scoring: (present, options) => {
      const score = scorer.scoring(present, options);
      return (row) => {
        if (left-- === 0) setFlags(`--interrupt-budget=${DEFAULT}`);
        return score(row);
      };
    },
  };
}
