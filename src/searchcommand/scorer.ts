/** Facts and score of a row, as the columns of the command. */
import { assess, columnsOf, readTuning } from '../score/index.js';
import { factsIn, factsOfRaw, scoredFields } from '../windows/index.js';
import type { Options } from './arguments.js';
import type { Scorer } from './bitsscore.js';
import type { Settings } from './settings.js';

export function tunedScorer(settings: Settings): Scorer {
  const { tuning, problems } = readTuning(settings.stanzas);
  return {
    fields: scoredFields,
    scoring: (present, options) => {
      const factsOf = factsIn(present);
      // There only where raw=true asked for it.
      const isRaw = present.includes('_raw');
      return (row) => {
        const facts = factsOf(row) ?? (isRaw ? factsOfRaw(row('_raw') ?? '') : undefined);
        if (facts === undefined) return undefined;
        const assessment = assess(facts, tuning);
        const columns = columnsOf(facts, assessment);
        return isExplained(assessment.score, tuning.threshold, options) ? columns : { ...columns, bits_reasons: [], bits_signals: [], bits_techniques: [] };
      };
    },
    warnings: [...settings.problems, ...problems.map(({ stanza, key, message }) => `bitsscore.conf [${stanza}] ${key}: ${message}`)],
  };
}

function isExplained(score: number, tuned: number, { threshold = tuned, explain }: Pick<Options, 'threshold' | 'explain'>): boolean {
  return explain ?? score >= threshold;
}
