/** The one client of splunkd: KV Store and searches, over splunk-sdk with a transport of our own. */
export { connect } from './client.js';
export type { Client, ClientOptions, Credentials, Parameters } from './client.js';
export { collection } from './collection.js';
export type { Collection, Condition, Row } from './collection.js';
export { pointLookup } from './definition.js';
export { SplunkFailure } from './failure.js';
export type { SplunkFailureCode } from './failure.js';
export { trustOf } from './home.js';
export { cancel, lastRun, resultsOf, runsOf, startSaved, startSearch, stateOf } from './job.js';
export type { JobState, ResultRow, Run } from './job.js';
export { openTransport } from './transport.js';
export type { Transport, TransportOptions } from './transport.js';
export { isLoopback, tlsOptions } from './trust.js';
export type { Trust } from './trust.js';
