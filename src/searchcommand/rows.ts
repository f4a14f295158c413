/** What `main.ts` runs when the first rows come: build.js puts it behind main's code, as a comment that is compiled then. */
export { readSettings, tunedScorer } from './index.js';
