/** Facts and score of a row, as the columns of the command. */
import { factsOf, wantedFields } from '../windows/index.js';
import type { Scorer } from './bitsscore.js';
import type { Settings } from './settings.js';

export function tunedScorer(settings: Settings): Scorer {
  return {
    fields: wantedFields,
    score: (row) => (factsOf(row) === undefined ? undefined : new Map()),
    warnings: settings.problems,
  };
}
