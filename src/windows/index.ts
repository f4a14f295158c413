/** What a Windows event says about BITS: text in, facts out. It judges nothing. */
export { otherVerbs } from './facts.js';
export type {
  Actor, Carrier, Direction, Evidence, Facts, Hiding, Job, Notify, Place, Setting, SettingName, Tool, Transfer, Verb,
} from './facts.js';
export { scoredFields, wantedFields } from './fields.js';
export type { Field } from './fields.js';
export { factsIn, factsOf } from './row.js';
export { factsOfRaw } from './raw.js';
export { programOf } from './program.js';
export { mentions } from './mentions.js';
export { signs } from './signs.js';
