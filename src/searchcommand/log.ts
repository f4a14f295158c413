/** A line of the log: one JSON object, with the process, since Splunk runs the command several times at once. */
export interface Entry {
  readonly level: 'INFO' | 'ERROR';
  readonly message: string;
  readonly chunks?: number;
}

/** `time` in ISO 8601. JSON keeps what came from outside on its line. */
export function logLine(entry: Entry, time: string, pid: number): string {
  return `${JSON.stringify({ time, pid, ...entry, message: entry.message.slice(0, 2_000) })}\n`;
}
