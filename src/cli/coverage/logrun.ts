/** `coverage --events --labels`: runs the logs, shows which labelled lines alert, and says which should and do not. */
import { readFileSync } from 'node:fs';
import { listEventFiles, readLabels } from '../../lab/index.js';
import type { Io } from '../io.js';
import { exitCodes, wrongUse } from '../verb.js';
import type { Args } from '../verb.js';
import { coverLogs } from './logs.js';
import { logFaults, logJson, logMarkdown } from './logtext.js';
import { selectionOf } from './setup.js';
import type { Setup } from './setup.js';
import { show } from './shown.js';

/** Gives the exit code. Throws what the file system says. */
export async function runLogs(paths: readonly string[], labelFile: string, setup: Setup, args: Args, io: Io): Promise<number> {
  const labels = readLabels(readFileSync(labelFile, 'utf8'));
  if (typeof labels === 'string') return wrongUse(io, `${labelFile} holds no labels: ${labels}`);
  const { origins } = selectionOf(args);
  const files = listEventFiles(paths).filter((file) => paths.includes(file) || /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(file));
  await io.stage('running logs');
  const result = await coverLogs({ files, labels, labelFile }, origins, setup, io);
  io.endStages();
  const shown = { markdown: () => logMarkdown(result), json: () => logJson(result) };
  await show(shown, { 'logs.md': shown, 'logs.json': shown }, args, io);
  const faults = [...logFaults(result), ...result.broken];
  for (const fault of faults) io.err(`bitsjobs: ${fault}\n`);
  return faults.length > 0 ? exitCodes.findings : exitCodes.done;
}
