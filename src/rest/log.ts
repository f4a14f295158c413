/** Lines of the handler's logs: one JSON object each, so that nothing from outside can begin a line of its own. */
import type { AuditRecord } from '../model/index.js';

/** `audit` lines are the trail outside of the store; Splunk indexes them. */
export type LogLine =
  | { readonly kind: 'audit'; readonly record: AuditRecord }
  | { readonly kind: 'error'; readonly message: string };

const LONGEST_MESSAGE = 2_000;

/** `time` in ISO 8601. */
export function logText(line: LogLine, time: string, pid: number): string {
  const { kind } = line;
  const said = kind === 'audit' ? line.record : { message: line.message.slice(0, LONGEST_MESSAGE) };
  return `${JSON.stringify({ time, pid, level: kind === 'audit' ? 'INFO' : 'ERROR', ...said })}\n`;
}
