/** The published variants and the recorded events through all that ships: what `bitsjobs coverage` says of them, held. */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { figuresOf, selections } from '../../src/cli/coverage/figures.js';
import { coverLogs } from '../../src/cli/coverage/logs.js';
import { logFaults, logMarkdown } from '../../src/cli/coverage/logtext.js';
import { summaryMarkdown } from '../../src/cli/coverage/markdown.js';
import { wrongScores } from '../../src/cli/coverage/scores.js';
import { findingsOf, listEventFiles, readLabels, riskOf } from '../../src/lab/index.js';
import type { Covered } from '../../src/lab/index.js';
import { defaultTuning } from '../../src/score/index.js';
import { dataFolder, describeWithData } from '../data.js';
import { expectBlock } from './readme.js';
import { coverAlone, shipped } from './shipped.js';
import type { Shipped } from './shipped.js';

let setup: Shipped;
beforeAll(async () => { setup = await shipped(); });

describeWithData('the published variants', () => {
  let covered: readonly Covered[];
  const abuse = (): number => covered.filter(({ variant }) => !variant.dualUse).length;
  beforeAll(async () => {
    covered = await coverAlone(setup, readFileSync(join(dataFolder, 'variants.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as object));
  });

  test('all abuse alerts, at least 85 of 100 as a finding, at least 90 by plain SPL', () => {
    const [plain, all] = [figuresOf(covered, selections.enabled), figuresOf(covered, selections.all)];
    expect(abuse()).toBe(78);
    expect(all.missed).toEqual([]);
    expect(all.abuse.finding / abuse()).toBeGreaterThanOrEqual(0.85);
    expect((plain.abuse.finding + plain.abuse.risk) / abuse()).toBeGreaterThanOrEqual(0.9);
  });

  test('dual use does not', () => {
    expect(figuresOf(covered, selections.all).falseAlarms).toEqual([]);
  });

  test('one act makes at most one finding, and charges an entity with at most 100', () => {
    const { origins } = selections.all;
    expect(covered.filter((one) => findingsOf(one, origins) > 1).map(({ variant, fired }) => `${variant.id} ${fired.filter(({ tier }) => tier === 'finding').map(({ stanza }) => stanza).join(', ')}`)).toEqual([]);
    expect(covered.filter((one) => riskOf(one, origins) > 100).map((one) => `${one.variant.id} ${riskOf(one, origins)}`)).toEqual([]);
  });

  test('scores lie on the right side of the threshold', () => {
    expect(wrongScores(covered)).toEqual([]);
  });

  test('the README says what was measured', () => {
    expectBlock('coverage', summaryMarkdown({ app: setup.title, searches: setup.searches, covered, threshold: defaultTuning.threshold }));
  });
});

describeWithData('the recorded events', () => {
  const folder = join(dataFolder, 'events');
  const labelFile = join(folder, 'labels.csv');

  test('what is labelled alerts, nothing else does', async () => {
    const labels = readLabels(readFileSync(labelFile, 'utf8'));
    if (typeof labels === 'string') throw new Error(labels);
    const files = listEventFiles([folder]).filter((file) => file.endsWith('.jsonl'));
    const result = await coverLogs({ files, labels, labelFile }, selections.all.origins, setup, { seconds: () => 0, signal: new AbortController().signal });
    expect(result.records).toBeGreaterThan(6_000);
    expect([...logFaults(result), ...result.broken]).toEqual([]);
    expectBlock('recorded', logMarkdown(result));
  });
});
