/** Splunk's .conf text, in and out. */
export { confCodes } from './codes.js';
export { parseConf } from './parse.js';
export type { ConfEntry, ConfFile, ConfStanza } from './parse.js';
export { isKey, isStanzaName, writeConf } from './write.js';
export type { Stanza } from './write.js';
