/**
 * What a person must know about their files: a code, a place, what is wrong and how to mend it.
 * A diagnostic is a value, never an exception: a thrown `Error` means a bug of ours.
 */
export { Collector } from './collector.js';
export type { Hint } from './collector.js';
export type { Code, CodeTable, Diagnostic, Origin, Path, Place, Severity } from './diagnostic.js';
export { compareDiagnostics, finding, isSeverity, severities } from './diagnostic.js';
export { nearest } from './nearest.js';
export { printable, renderDiagnostic, renderSummary } from './render.js';
