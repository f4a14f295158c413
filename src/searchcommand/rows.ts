/** What `main.ts` runs when the first rows come: build.js puts it behind main's code, as a comment that is compiled when it is asked for. */
import { readSettings, tunedScorer } from './index.js';

export const rows = () => ({ readSettings, tunedScorer });
