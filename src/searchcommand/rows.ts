/** What `main.ts` runs when the first rows come: build.js puts it behind main's code, as a comment that is compiled when it is asked for. */
import { setFlagsFromString } from 'node:v8';
import { readSettings, tunedScorer } from './index.js';
import type { ConfFile, Scorer } from './index.js';
import { unhurried } from './tiering.js';

export const scorerFrom = (files: readonly ConfFile[]): Scorer => unhurried(tunedScorer(readSettings(files)), process.version, setFlagsFromString);
