/** The Common Information Model as far as this app needs it: one table for checks, lab and search command. */
export { dataset, datasets } from './datasets.js';
export type { Dataset } from './datasets.js';
export { cimMacros } from './macros.js';
export { datasetFields } from './prefixed.js';
export { baseName, cimRows, completeRow, filledWithUnknown, isMapped, mappings } from './windows.js';
export type { EventFacts, EventValues, Mapping } from './windows.js';
