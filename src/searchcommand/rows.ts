/** What `main.ts` runs when the first rows come: build.js makes a bundle within the bundle of it. */
export { readSettings, tunedScorer } from './index.js';
