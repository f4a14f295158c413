/** Wildcards, networks and letter case: one answer for lookups, allowlists, previews and settings. */
export { compileCidr } from './cidr.js';
export { compileWildcard, literalLength } from './wildcard.js';
export type { CaseRule } from './wildcard.js';
