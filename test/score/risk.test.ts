/** How impact and confidence become one number. */
import fc from 'fast-check';
import { families, partsOf, severityOf } from '../../src/score/index.js';
import type { Assessment } from '../../src/score/index.js';
import { scoreOf } from '../../src/score/assess.js';
import { riskOf } from '../../src/score/risk.js';

const percent = fc.integer({ min: 0, max: 100 });
const signal = fc.record({ family: fc.constantFrom(...families), impact: percent, confidence: percent });
const context = fc.record({ relief: percent, excuses: fc.uniqueArray(fc.constantFrom(...families)) });
const signalList = fc.array(signal, { maxLength: 20 });
const contextList = fc.array(context, { maxLength: 5 });

test.each([
  [[], 0], [[[70, 80]], 56], [[[70, 70]], 49], [[[100, 100]], 100], [[[0, 100]], 0],
  // 80 if the first is right (half the time), else 60 if the second is (half of the rest).
  [[[80, 50], [60, 50]], 55], [[[60, 50], [80, 50]], 55],
  // A weak suspicion of something terrible does not make a certain trifle terrible.
  [[[90, 5], [20, 95]], 23],
] as [number[][], number][])('%j is %d', (weights, score) => {
  expect(riskOf(weights.map(([impact = 0, confidence = 0]) => ({ impact, confidence })))).toBe(score);
});

test('a whole number from 0 to 100, never above the worst impact', () => {
  fc.assert(
    fc.property(signalList, contextList, (found, benign) => {
      const score = scoreOf(found, benign);
      expect(Number.isInteger(score)).toBe(true);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(Math.max(0, ...found.map(({ impact }) => impact)));
    }),
  );
});

test('one more signal never lowers the score, one more benign context never raises it', () => {
  fc.assert(fc.property(signalList, signal, contextList, (found, another, benign) => scoreOf([...found, another], benign) >= scoreOf(found, benign)), { numRuns: 2_000 });
  fc.assert(fc.property(signalList, contextList, context, (found, benign, another) => scoreOf(found, [...benign, another]) <= scoreOf(found, benign)), { numRuns: 2_000 });
});

test('order does not count', () => {
  fc.assert(
    fc.property(signalList.chain((found) => fc.tuple(fc.constant(found), fc.shuffledSubarray(found, { minLength: found.length }))), contextList, ([found, shuffled], benign) => {
      expect(scoreOf(shuffled, [...benign].reverse())).toBe(scoreOf(found, benign));
    }),
    { numRuns: 2_000 },
  );
});

test('the parts of a score add up to it, each with the confidence that relief left', () => {
  fc.assert(
    fc.property(signalList, contextList, (found, benign) => {
      const signals = found.map((one, index) => ({ ...one, id: `s${index}`, reason: '', techniques: [] }));
      const assessment: Assessment = { score: scoreOf(found, benign), severity: 'low', alerts: false, signals, benign: benign.map((one, index) => ({ ...one, id: `b${index}`, reason: '' })) };
      const parts = partsOf(assessment);
      expect(Math.min(100, Math.round(Number(parts.reduce((sum, { adds }) => sum + adds, 0).toFixed(6))))).toBe(assessment.score);
      expect(parts.every(({ confidence, tuned, adds }) => confidence <= tuned && adds >= 0)).toBe(true);
      expect(new Set(parts.map(({ id }) => id))).toEqual(new Set(signals.map(({ id }) => id)));
    }),
  );
});

test('severities are the tiers of Enterprise Security', () => {
  expect([0, 20, 21, 40, 41, 60, 61, 80, 81, 100].map(severityOf)).toEqual(['informational', 'informational', 'low', 'low', 'medium', 'medium', 'high', 'high', 'critical', 'critical']);
});
