/** A scored event in words for a person, as JSON and as CSV. */
import { printable } from '../diagnostic/index.js';
import type { RecordPlace } from '../lab/index.js';
import type { ColumnName } from '../score/index.js';
import { guarded } from './csv.js';

export interface Scored {
  /** Seconds since 1970; nothing where the event says none. */
  readonly time: number | undefined;
  readonly host: string;
  readonly user: string;
  readonly columns: Readonly<Record<ColumnName, readonly string[]>>;
  /** The records that the event was read from. */
  readonly events: readonly RecordPlace[];
}

/** First the event and its score, then what happened, then why; nothing of it can steer the terminal. */
export function scoredText({ time, host, user, columns, events }: Scored): string {
  const [what = '', ...why] = columns.bits_reasons;
  const head = [`${columns.bits_score.join('')} ${columns.bits_severity.join('')}`, isoTime(time), host, user, placeText(events)].filter((part) => part !== '').join('  ');
  return [head, `    ${what}`, ...why.map((reason) => `    - ${reason}`)].map((line) => `${printable(line)}\n`).join('');
}

/** The names are those of the command's fields and part of our interface; fields without a value are left out. */
export function scoredJson({ time, host, user, columns, events }: Scored): string {
  const { bits_score: score, bits_severity: severity, bits_decoded: decoded, ...several } = columns;
  const lists = Object.fromEntries(Object.entries(several).filter(([, values]) => values.length > 0));
  return `${JSON.stringify({
    bits_score: Number(score[0]), bits_severity: severity[0], ...(time !== undefined && { time: isoTime(time) }), ...(host !== '' && { host }), ...(user !== '' && { user }), ...lists,
    ...(decoded[0] !== undefined && { bits_decoded: decoded[0] }), events,
  })}\n`;
}

const plain = ['bits_score', 'bits_severity', 'bits_action', 'bits_direction', 'bits_url', 'bits_domain', 'bits_path', 'bits_job', 'bits_notify', 'bits_reasons', 'bits_signals', 'bits_techniques', 'bits_decoded'] as const satisfies readonly ColumnName[];

export const csvHeader = csvLine(['time', 'host', 'user', ...plain, 'file', 'line']);

/** Several values stand in one cell, line by line. */
export function scoredCsv({ time, host, user, columns, events: [first] }: Scored): string {
  return csvLine([isoTime(time), host, user, ...plain.map((name) => columns[name].join('\n')), first?.file ?? '', String(first?.line ?? '')]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(guarded).join(',')}\n`;
}

function isoTime(time: number | undefined): string {
  return time === undefined || !(Math.abs(time) < 8e12) ? '' : new Date(time * 1000).toISOString().replace(/\.000Z$/, 'Z');
}

function placeText([first, ...more]: readonly RecordPlace[]): string {
  return first === undefined ? '' : `${first.file}:${first.line}${more.length > 0 ? ` and ${more.length} more` : ''}`;
}
