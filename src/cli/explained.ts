/** One event's facts, and the sum of its score. */
import { printable } from '../diagnostic/index.js';
import type { Assessment } from '../score/index.js';
import { partsOf } from '../score/index.js';
import type { Facts, Place, Transfer } from '../windows/index.js';
import { tableText } from './table.js';

export interface Explained {
  readonly facts: Facts;
  readonly assessment: Assessment;
  readonly threshold: number;
}

/** Nothing for an event that says nothing about BITS. The names are part of our interface. */
export function explainedJson(explained: Explained | undefined): string {
  if (!explained) return `${JSON.stringify({ facts: null, score: 0, alerts: false, signals: [], benign: [] })}\n`;
  const { facts, assessment, threshold } = explained;
  const { score, severity, alerts, benign } = assessment;
  const signals = partsOf(assessment).map(({ id, family, reason, impact, tuned, confidence, adds, techniques }) => ({ id, family, reason, impact, confidence: tuned, confidence_after_relief: rounded(confidence), adds: rounded(adds), techniques }));
  return `${JSON.stringify({ facts, score, severity, threshold, alerts, signals, benign })}\n`;
}

export function explainedText(explained: Explained | undefined): string {
  if (!explained) return 'this says nothing about BITS\n';
  const { facts, assessment, threshold } = explained;
  const lines = factLines(facts);
  const widest = Math.max(...lines.map(([name]) => name.length));
  return `${lines.map(([name, text]) => `${name.padEnd(widest)}  ${printable(text)}\n`).join('')}\n${sumText(assessment, threshold)}`;
}

type Line = readonly [name: string, text: string];

function factLines({ evidence, tools, verbs, jobs, transfers, notify, settings, carriers, hidden, others, hasCredentials, actor, parent, user, decoded }: Facts): readonly Line[] {
  const list = (name: string, values: readonly (string | undefined)[]): Line[] => values.filter((value) => value !== undefined && value !== '').map((value): Line => [name, value ?? '']);
  const joined = (name: string, values: readonly string[]): Line[] => list(name, [values.join(', ')]);
  return [
    ['evidence', evidence],
    ...joined('tool', tools),
    ...joined('does', verbs),
    ...list('job', jobs.map(({ name, id, owner }) => [name, id, owner === undefined ? undefined : `of ${owner}`].filter((part) => part !== undefined).join(' '))),
    ...list('transfer', transfers.map(transferText)),
    ...list('notify', notify.map(({ program, parameters }) => [program?.text, parameters].filter((part) => part !== undefined).join(' '))),
    ...list('setting', settings.map(({ name, value }) => (value === undefined ? name : `${name} = ${value}`))),
    ...joined('carried by', carriers),
    ...joined('hidden by', hidden),
    ...joined('also calls', others),
    ...list('credentials', [hasCredentials ? 'a user name, password or token is part of it' : undefined]),
    ...list('program', [actor.image]),
    ...list('parent', [parent.image]),
    ...list('user', [user]),
    ...list('decoded', [decoded]),
  ];
}

function transferText({ direction, source, destination }: Transfer): string {
  const place = (end: Place | undefined): string => (end === undefined ? '?' : `${end.text}${end.address === undefined ? '' : ` (${end.address} address)`}`);
  return `${direction ?? 'either way'}: ${place(source)} -> ${place(destination)}`;
}

/** Signals in the order of the sum, what takes confidence away, and what comes out. */
function sumText(assessment: Assessment, threshold: number): string {
  const { score, severity, alerts, benign } = assessment;
  const rows = partsOf(assessment).map(({ id, impact, tuned, confidence, adds, reason }) => [id, String(impact), confidence === tuned ? `${tuned} %` : `${tuned} % -> ${rounded(confidence)} %`, adds.toFixed(1), reason]);
  const relief = benign.map(({ id, relief: share, excuses, reason }) => printable(`${id} takes ${share} % of the confidence of ${excuses.join(', ')}: ${reason}`));
  const verdict = `score ${score} (${severity}), ${alerts ? 'at or above' : 'below'} the threshold of ${threshold}`;
  if (rows.length === 0) return `no signal\n${verdict}\n`;
  const how = 'Each signal adds its impact by its confidence, and by the chance that none above it is right.';
  return [tableText(['signal', 'impact', 'confidence', 'adds', 'reason'], rows, 160), ...relief.map((line) => `${line}\n`), `${how}\n`, `${verdict}\n`].join('');
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
