/** What `main.ts` loads when the first rows come: build.js makes a file of its own of it. */
export { readSettings, tunedScorer } from './index.js';
