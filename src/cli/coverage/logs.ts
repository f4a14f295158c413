/** Labelled logs through searches and score. */
import { relative, dirname } from 'node:path';
import { highest, judgeLabels, readEvents, runSearches } from '../../lab/index.js';
import type { Alerting, Judged, Labels, Origin, Scored } from '../../lab/index.js';
import type { Io } from '../io.js';
import { scoreOf } from './score.js';
import type { Setup } from './setup.js';
import { ACT_TIME } from './variants.js';

export interface LogCoverage {
  readonly judged: Judged;
  /** By `file:line`, of lines that say anything of the technique. */
  readonly scores: ReadonlyMap<string, Scored>;
  readonly records: number;
  readonly broken: readonly string[];
}

export interface LabelledLogs {
  readonly files: readonly string[];
  readonly labels: Labels;
  readonly labelFile: string;
}

const defaults = { time: ACT_TIME, host: 'unknown' };

/** A line alerts when a finding or risk search has a row that it is part of. */
export async function coverLogs({ files, labels, labelFile }: LabelledLogs, origins: readonly Origin[], { searches, app, options }: Setup, io: Pick<Io, 'seconds' | 'signal'>): Promise<LogCoverage> {
  const home = dirname(labelFile);
  const nameOf = (file: string): string => relative(home, file).replaceAll('\\', '/');
  const summary = await runSearches(searches.filter(({ origin }) => origins.includes(origin)).map(({ installed }) => installed), app, {
    ...options, files, defaults, now: ACT_TIME, timeZone: 'UTC', schedule: false, random: () => 0.5, clock: () => io.seconds() * 1000, signal: io.signal,
  });
  const { places, records, broken } = summary.reading;
  const alerts = summary.searches.flatMap(({ name, made }) => made.filter(({ tier }) => tier !== 'hunt').flatMap(({ row }) => row.events.flatMap((number): Alerting[] => {
    const place = places[number];
    return place ? [{ by: name, place: { file: nameOf(place.file), line: place.line } }] : [];
  })));
  const scores = new Map<string, Scored>();
  const scored: { readonly score: Scored; readonly number: number }[] = [];
  const { places: all } = await readEvents(files, {
    defaults, signal: io.signal,
    event: (event, [number = 0]) => {
      const score = scoreOf(event);
      if (score) scored.push({ score, number });
    },
  });
  for (const { score, number } of scored) {
    const place = all[number];
    const at = place ? `${nameOf(place.file)}:${place.line}` : '';
    const best = highest([scores.get(at), score]);
    if (best) scores.set(at, best);
  }
  return { judged: judgeLabels(labels, alerts, records), scores, records, broken: broken.map(({ file, line, why }) => `${nameOf(file)}:${line} ${why}`) };
}
