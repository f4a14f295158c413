/** The threshold over recordings and published variants: abuse reaches it, ordinary use and traps do not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, describeWithData } from '../data.js';
import { assessRow } from './events.js';

type Row = Readonly<Record<string, string>>;

/** Where an event of the given kind comes from, as a row of a search names it. */
const sources: Readonly<Record<string, Row>> = {
  P: { SourceName: 'Microsoft-Windows-Sysmon', EventCode: '1' },
  S: { SourceName: 'Microsoft-Windows-PowerShell', EventCode: '4104' },
  B: { SourceName: 'Microsoft-Windows-Bits-Client' },
  I: { SourceName: 'Microsoft-Windows-Sysmon', EventCode: '7' },
  F: { SourceName: 'Microsoft-Windows-Sysmon', EventCode: '11' },
  R: { SourceName: 'Microsoft-Windows-Sysmon', EventCode: '13' },
  N: {},
  SCM: { SourceName: 'Service Control Manager' },
};

interface Variant {
  readonly id: string;
  readonly title: string;
  readonly dual_use: boolean;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

function rowOf(event: Readonly<Record<string, unknown>>): Row {
  const fields = Object.entries(event).map(([name, value]) => [name, String(value)] as const);
  const row: Row = { ...sources[String(event['kind'])], ...Object.fromEntries(fields) };
  return row['EventID'] === undefined ? row : { EventCode: row['EventID'], ...row };
}

const lines = (path: string): string[] => readFileSync(join(dataFolder, path), 'utf8').split('\n');
const highest = (rows: readonly Row[]): number | undefined => {
  const scores = rows.map((row) => assessRow(row)?.score).filter((score) => score !== undefined);
  return scores.length === 0 ? undefined : Math.max(...scores);
};

describeWithData('published variants', () => {
  const variants = lines('variants.jsonl').filter((line) => line !== '').map((line) => JSON.parse(line) as Variant);
  const scored = variants.map((variant) => ({ ...variant, score: highest(variant.events.map(rowOf)) })).filter(({ score }) => score !== undefined);
  const told = ({ id, title, score }: (typeof scored)[number]): string => `${id} ${title}: ${score ?? 'no row'}`;

  test('each leaves a row that is read', () => {
    expect(variants.length).toBeGreaterThan(50);
    expect(scored.length).toBe(variants.length);
  });
  test('abuse reaches the threshold in its highest row', () => {
    expect(scored.filter(({ dual_use, score }) => !dual_use && (score ?? 0) < 50).map(told)).toEqual([]);
  });
  test('dual use alone does not', () => {
    expect(scored.filter(({ dual_use, score }) => dual_use && (score ?? 0) >= 50).map(told)).toEqual([]);
  });
});

describeWithData('recorded events', () => {
  const labels = lines('events/labels.csv').slice(1).filter((line) => line !== '').map((line) => line.split(','));
  const files = [...new Set(labels.map(([file = '']) => file)), 'negatives/sigma_regression_other.jsonl'];
  const labelOf = new Map(labels.map(([file = '', line = '', label = '']) => [`${file}:${line}`, label]));
  const scored = files.flatMap((file) =>
    lines(`events/${file}`).flatMap((line, index) => {
      if (line.trim() === '') return [];
      const at = `${file}:${index + 1}`;
      return [{ at, label: labelOf.get(at) ?? 'unlisted', score: highest([recordedRow(JSON.parse(line) as Recorded)]) }];
    }),
  );

  test('benign events, traps and everything unlisted stay below the threshold', () => {
    const quiet = scored.filter(({ label }) => label === 'benign' || label === 'trap' || label === 'unlisted');
    expect(quiet.length).toBeGreaterThan(1_000);
    expect(quiet.filter(({ score }) => (score ?? 0) >= 50)).toEqual([]);
  });
  test('what must be detected reaches it', () => {
    const detect = scored.filter(({ label }) => label === 'detect');
    expect(detect.length).toBeGreaterThan(5);
    expect(detect.filter(({ score }) => (score ?? 0) < 50)).toEqual([]);
  });
});

interface Recorded {
  readonly EventID?: number | string;
  readonly Provider?: string;
  readonly Channel?: string;
  readonly Message?: string;
  readonly EventData?: Readonly<Record<string, unknown>> | null;
}

function recordedRow({ EventID, Provider, Channel, Message, EventData }: Recorded): Row {
  const data = Object.entries(EventData ?? {}).map(([name, value]) => [name, String(value)] as const);
  return { EventCode: String(EventID ?? ''), SourceName: Provider ?? '', Channel: Channel ?? '', Message: Message ?? '', ...Object.fromEntries(data) };
}
