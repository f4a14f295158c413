/** What to think of an event about BITS: facts -> signals -> risk, with reasons. The argument stands in README.md. */
export { assess, partsOf } from './assess.js';
export type { Assessment, FoundContext, FoundSignal, Part } from './assess.js';
export { columnNames, columnsOf } from './columns.js';
export type { ColumnName } from './columns.js';
export { severities, severityOf } from './risk.js';
export type { Severity } from './risk.js';
export { families } from './signal.js';
export type { BenignContext, Example, Family, Signal } from './signal.js';
export { benignContexts, signals } from './signals/index.js';
export { defaultTuning, readTuning, tuningSettings } from './tuning.js';
export type { Problem, Tuning, TuningSetting } from './tuning.js';
export { meanings } from './tuning.doc.js';
