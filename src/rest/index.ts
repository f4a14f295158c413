/** The allowlist's REST handler and the stores behind it. */
export { openEmbedded } from './store/embedded.js';
export type { EmbeddedPlaces } from './store/embedded.js';
export { openKvStore } from './store/kvstore.js';
export type { KvStoreOptions } from './store/kvstore.js';
export { StoreFailure } from './store/store.js';
export type { AuditPage, AuditQuery, EntryPage, EntryQuery, Store, StoreFailureCode, StoreHealth, WholeWriting, Writing } from './store/store.js';
export { defaultPorts } from './ports.js';
export { createApp, listen, ROOTS } from './transport/http.js';
export type { Listening, Owner } from './transport/http.js';
export type { Look, Preview } from './preview.js';
export { logText } from './log.js';
export type { LogLine } from './log.js';
export type { Ports } from './route.js';
export { capabilities } from './session.js';
export type { Session } from './session.js';
export { describeApi, routes } from './routes/index.js';
