/** Proves detections offline: the searches of a built app over real events, and what Enterprise Security makes of the results. */
export { readApp } from './app.js';
export type { AppTexts, InstalledApp, InstalledSearch } from './app.js';
export { conformanceClaims, conformancePack } from './conformance.js';
export type { ConformanceClaim } from './conformance.js';
export { Engine } from './engine.js';
export type { EngineOptions, MappedEvent, Outcome, Window } from './engine.js';
export { disguises, listEventFiles, mapLine, Prefilter, readEvents } from './events/index.js';
export type { BrokenRecord, Defaults, ReadSummary, RecordPlace } from './events/index.js';
export { actionsOf, fillTokens, makeOf, Throttle } from './finding.js';
export type { Actions, Made, Tier } from './finding.js';
export { runSearches } from './run.js';
export type { RunOptions, RunSummary, SearchRun } from './run.js';
export { timeLimit } from './guard.js';
export { labCodes } from './codes.js';
export { mutateAll, proveAll } from './proofs.js';
export type { MutationResult, Proofs, ProofsOptions, ProvenSearch } from './proofs.js';
export { planOf } from './prove.js';
export type { LabOptions } from './prove.js';
