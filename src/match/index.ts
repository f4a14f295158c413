/** Wildcards, networks and letter case: one answer for lookups, allowlists, previews and settings. */
export { compileWildcard, literalLength } from './wildcard.js';
export type { CaseRule } from './wildcard.js';
