/** The app as it ships, and which of its searches count. */
import type { Compiled } from '../../compile/index.js';
import { readApp } from '../../lab/index.js';
import type { InstalledApp, LabOptions } from '../../lab/index.js';
import type { Content } from '../../model/index.js';
import { labOptions } from '../prove.js';
import type { Args } from '../verb.js';
import { selections } from './figures.js';
import type { Selection } from './figures.js';
import { chosenSearches } from './searches.js';
import type { ChosenSearch } from './searches.js';

export interface Setup {
  readonly app: InstalledApp;
  readonly options: LabOptions;
  /** What the app is called, with its version. */
  readonly title: string;
  readonly searches: readonly ChosenSearch[];
}

export async function setUp({ files }: Compiled, content: Content): Promise<Setup> {
  const texts = new Map(files.map(({ path, content: text }) => [path, typeof text === 'string' ? text : Buffer.from(text).toString('utf8')]));
  const app = readApp(texts);
  return { app, options: await labOptions(texts), title: `${content.app.id} ${content.app.version}`, searches: chosenSearches(content, app) };
}

export function selectionOf(args: Args): Selection {
  return args.has('with-requires') ? selections.all : selections.enabled;
}
