/** `coverage --variants`: runs the file, shows the matrix or the scores, and says what is not as it should be. */
import { readFileSync, writeFileSync } from 'node:fs';
import { ActRunner } from '../../lab/index.js';
import { defaultTuning } from '../../score/index.js';
import type { Io } from '../io.js';
import { exitCodes } from '../verb.js';
import type { Args } from '../verb.js';
import { replaceBlock } from './block.js';
import { figuresOf, selections } from './figures.js';
import type { Selection } from './figures.js';
import { matrixMarkdown, summaryMarkdown } from './markdown.js';
import type { Matrix } from './markdown.js';
import { matrixJson } from './matrixjson.js';
import { scoresJson, scoresMarkdown, wrongScores } from './scores.js';
import { selectionOf } from './setup.js';
import type { Setup } from './setup.js';
import { show } from './shown.js';
import type { Files, Shown } from './shown.js';
import { ACT_TIME, coverVariants } from './variants.js';

/** Gives the exit code. Throws what the file system says. */
export async function runVariants(file: string, { app, options, title, searches }: Setup, args: Args, io: Io): Promise<number> {
  const runner = new ActRunner(searches.map(({ installed }) => installed), app, { ...options, now: ACT_TIME, random: () => 0.5 });
  await io.stage('running variants');
  const { covered, broken } = await coverVariants(file, searches, runner, io);
  io.endStages();
  const matrix: Matrix = { app: title, searches, covered, threshold: defaultTuning.threshold };
  await show(shownBy(args, matrix), filesOf(matrix), args, io);
  const block = args.one('update');
  if (block !== undefined) update(block, summaryMarkdown(matrix), io);
  const faults = [
    ...broken.map(({ line, why }) => `${file}:${line} ${why}`),
    ...[...runner.refusals].map(([stanza, why]) => `${stanza} cannot be run here: ${why}`),
    ...(covered.length === 0 ? [`${file} holds no variant`] : []),
    ...(args.has('scores') ? wrongScores(covered) : wrongTiers(matrix, selectionOf(args))),
  ];
  for (const fault of faults) io.err(`bitsjobs: ${fault}\n`);
  return faults.length > 0 ? exitCodes.findings : exitCodes.done;
}

function shownBy(args: Args, matrix: Matrix): Shown {
  return args.has('scores') ? scoresOf(matrix) : matrixOf(matrix, selectionOf(args));
}

function filesOf(matrix: Matrix): Files {
  const [plain, all, scores] = [matrixOf(matrix, selections.enabled), matrixOf(matrix, selections.all), scoresOf(matrix)];
  return { 'coverage.md': plain, 'coverage.json': plain, 'coverage-with-requires.json': all, 'scores.md': scores, 'scores.json': scores };
}

/** The Markdown shows every selection. */
function matrixOf(matrix: Matrix, selection: Selection): Shown {
  return { markdown: () => matrixMarkdown(matrix), json: () => matrixJson(matrix, selection) };
}

function scoresOf({ covered, threshold }: Matrix): Shown {
  return { markdown: () => scoresMarkdown(covered, threshold), json: () => scoresJson(covered) };
}

function update(file: string, text: string, io: Io): void {
  const replaced = replaceBlock(readFileSync(file, 'utf8'), 'coverage', text);
  if (replaced === undefined) io.err(`bitsjobs: ${file} has no block between <!-- coverage:begin --> and <!-- coverage:end -->; nothing was written\n`);
  else writeFileSync(file, replaced);
}

function wrongTiers({ covered }: Matrix, selection: Selection): readonly string[] {
  const { missed, falseAlarms } = figuresOf(covered, selection);
  return [
    ...(missed.length > 0 ? [`no alert of ${missed.length} abuse variants: ${missed.join(', ')}`] : []),
    ...(falseAlarms.length > 0 ? [`an alert of ${falseAlarms.length} dual-use variants: ${falseAlarms.join(', ')}`] : []),
  ];
}
