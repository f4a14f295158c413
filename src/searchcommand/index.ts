/** The custom search command: Splunk's protocol around the score. */
export type { Options } from './arguments.js';
export { bitsscore } from './bitsscore.js';
export type { Scorer } from './bitsscore.js';
export { logLine } from './log.js';
export type { Entry } from './log.js';
export type { Command, Row, Session } from './port.js';
export type { Channel } from './protocol/frame.js';
export { serve, serveBytes } from './serve.js';
export type { Outcome } from './serve.js';
export { tunedScorer } from './scorer.js';
export { LARGEST_CONF, readSettings } from './settings.js';
export type { ConfFile, Settings } from './settings.js';
