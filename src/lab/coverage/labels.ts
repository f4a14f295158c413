/** Recorded logs whose lines somebody has labelled, against what the searches say of them. */
import { parseCsv } from '../csv.js';
import type { RecordPlace } from '../events/index.js';

/** `detect` must alert; `trap`, `benign` and what is not listed must not; of `related` and `optional` either is right. */
export const labelNames = ['detect', 'related', 'optional', 'trap', 'benign', 'unlisted'] as const;
export type Label = (typeof labelNames)[number];

const MUST_ALERT: ReadonlySet<Label> = new Set(['detect']);
const MUST_NOT: ReadonlySet<Label> = new Set(['trap', 'benign', 'unlisted']);

/** By `file:line`. */
export type Labels = ReadonlyMap<string, Label>;

/** A CSV file with the columns file, line and label. A text says what is wrong. */
export function readLabels(text: string): Labels | string {
  const { columns, rows } = parseCsv(text);
  const missing = ['file', 'line', 'label'].filter((name) => !columns.includes(name));
  if (missing.length > 0) return `its first line names no column ${missing.join(', ')}`;
  const labels = new Map<string, Label>();
  for (const [index, row] of rows.entries()) {
    const [file = '', line = '', written = ''] = [row.get('file'), row.get('line'), row.get('label')];
    const label = labelNames.find((name) => name === written);
    if (!label || file === '' || !/^\d{1,9}$/.test(line)) return `line ${index + 2} is no file, line number and label (${labelNames.slice(0, -1).join(', ')})`;
    labels.set(`${file}:${Number(line)}`, label);
  }
  return labels;
}

export interface Alerting {
  readonly place: RecordPlace;
  readonly by: string;
}

/** A line with what alerts of it. */
export interface JudgedLine {
  readonly at: string;
  readonly label: Label;
  readonly by: readonly string[];
}

export interface Judged {
  readonly labels: Labels;
  readonly counts: ReadonlyMap<Label, { readonly lines: number; readonly alerting: number }>;
  readonly missed: readonly JudgedLine[];
  readonly wrong: readonly JudgedLine[];
  /** All lines that alert. */
  readonly alerting: readonly JudgedLine[];
}

/** `records` were read of the files in all. Files of places are named as the labels name them. */
export function judgeLabels(labels: Labels, alerts: readonly Alerting[], records: number): Judged {
  const by = new Map<string, Set<string>>();
  for (const { place, by: name } of alerts) {
    const at = `${place.file}:${place.line}`;
    by.set(at, (by.get(at) ?? new Set()).add(name));
  }
  const alerting = [...by].map(([at, names]): JudgedLine => ({ at, label: labels.get(at) ?? 'unlisted', by: [...names] }));
  const lines = (label: Label): number => (label === 'unlisted' ? records - labels.size : [...labels.values()].filter((one) => one === label).length);
  return {
    labels,
    alerting,
    counts: new Map(labelNames.map((label) => [label, { lines: lines(label), alerting: alerting.filter((one) => one.label === label).length }])),
    missed: [...labels].filter(([at, label]) => MUST_ALERT.has(label) && !by.has(at)).map(([at, label]) => ({ at, label, by: [] })),
    wrong: alerting.filter(({ label }) => MUST_NOT.has(label)),
  };
}
