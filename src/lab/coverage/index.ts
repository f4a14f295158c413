/** How much of a technique is seen: variants through every search and the score, and labelled logs. */
export { ActRunner } from './acts.js';
export type { ActOptions, Fired } from './acts.js';
export { judgeLabels, labelNames, readLabels } from './labels.js';
export type { Alerting, Judged, JudgedLine, Label, Labels } from './labels.js';
export { countTiers, findingsOf, highest, isAlert, riskOf, tierOf } from './matrix.js';
export type { Count, Covered, Origin, Scored, Search } from './matrix.js';
export { readVariant } from './variant.js';
export type { PublicRules, Variant } from './variant.js';
