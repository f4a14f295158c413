/** The app that this project ships, compiled in memory, and what it makes of event files. */
import { resolve } from 'node:path';
import { bitsscoreSyntax, externalCommands } from '../../src/cli/bitsscore.js';
import { compile, load } from '../../src/compile/index.js';
import { datasetFields } from '../../src/cim/index.js';
import { readApp, runSearches, timeLimit } from '../../src/lab/index.js';
import type { InstalledApp, LabOptions, RunSummary } from '../../src/lab/index.js';

const root = resolve(import.meta.dirname, '../..');

const loaded = load(resolve(root, 'content')).content;
if (!loaded) throw new Error('the content of the project cannot be read');
export const content = loaded;

const commands = [await bitsscoreSyntax()];
export const labOptions: LabOptions = { findExternal: externalCommands(new Map()), commands, guard: timeLimit(10_000), timeZone: 'UTC', datasetFields };

export async function shippedTexts(): Promise<ReadonlyMap<string, string>> {
  const { files } = await compile(resolve(root, 'content'), { target: 8, digestMode: 'auto', today: '2026-11-21', commands });
  return new Map(files.map(({ path, content: text }) => [path, typeof text === 'string' ? text : Buffer.from(text).toString('utf8')]));
}

export async function shippedApp(): Promise<InstalledApp> {
  return readApp(await shippedTexts());
}

export async function runShipped(files: readonly string[], more: Partial<Parameters<typeof runSearches>[2]> = {}): Promise<RunSummary> {
  const app = await shippedApp();
  const detections = [...app.searches.values()].filter(({ keys }) => keys.has('action.correlationsearch.enabled'));
  return runSearches(detections, app, {
    ...labOptions, files, defaults: { time: 1_772_442_000, host: 'somewhere' }, now: 1_772_442_000, schedule: false, random: () => 0.5, clock: () => performance.now(), ...more,
  });
}
