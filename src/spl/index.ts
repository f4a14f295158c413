/** The search processing language. Knows nothing of detections. */
export { splCodes } from './codes.js';
export type { SyntaxProblem } from './codes.js';
export { lex } from './syntax/lexer.js';
export type { Token, TokenKind } from './syntax/lexer.js';
export { expandMacros, parseMacroCall } from './syntax/macro.js';
export type { Expansion, MacroCall, MacroDefinition } from './syntax/macro.js';
export { allStages, parsePipeline } from './syntax/pipeline.js';
export type { Pipeline, Stage } from './syntax/pipeline.js';
export { lookupReferences, macroCalls, words } from './syntax/references.js';
export type { LookupReference } from './syntax/references.js';
