/** The Common Information Model as far as this app needs it: one table for checks, lab and search command. */
export { dataset, datasets } from './datasets.js';
export type { Dataset } from './datasets.js';
