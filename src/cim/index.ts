/** The Common Information Model as far as this app needs it: one table for checks, lab and search command. */
export { claims } from './claims.js';
export type { Claim } from './claims.js';
export { dataset, datasets } from './datasets.js';
export type { Dataset } from './datasets.js';
export { completeRow } from './filled.js';
export { cimMacros } from './macros.js';
export { datasetFields } from './prefixed.js';
export { baseName } from './rule.js';
export type { EventValues } from './rule.js';
export { cimRows, isMapped, mappings } from './windows.js';
export type { EventFacts, Mapping } from './windows.js';
