/** What `main.ts` runs when the first rows come: build.js puts it behind main's code, as a comment that is compiled then. */
import { setFlagsFromString } from 'node:v8';

// Node 20 compiles so early that it throws much of it away again, a fifth of the time of a search (bench/README.md). Later ones do not, nor do
// they know the flag.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=500000');

export { readSettings, tunedScorer } from './index.js';
