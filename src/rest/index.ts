/** The allowlist's REST handler and the stores behind it. */
export { openEmbedded } from './store/embedded.js';
export type { EmbeddedPlaces } from './store/embedded.js';
export { StoreFailure } from './store/store.js';
export type { AuditPage, AuditQuery, EntryPage, EntryQuery, Store, StoreFailureCode, StoreHealth, WholeWriting, Writing } from './store/store.js';
