import type { MappedEvent, RecordPlace, StreamSummary } from '../../lab/index.js';
import type { Tuning } from '../../score/index.js';
import { brokenText, eventFiles, eventsOption, progressBar } from '../eventfiles.js';
import type { Io } from '../io.js';
import { csvHeader, scoredCsv, scoredJson, scoredText } from '../scored.js';
import type { Scored } from '../scored.js';
import { tuningFrom, tuningOptions } from '../tuned.js';
import { exitCodes, wrongUse } from '../verb.js';
import type { Verb } from '../verb.js';

const writers: ReadonlyMap<string | undefined, (scored: Scored) => string> = new Map([['table', scoredText], ['json', scoredJson], ['csv', scoredCsv]]);

export const score: Verb = {
  name: 'score',
  summary: 'Scores events as | bitsscore does, without a Splunk: how likely and how bad an abuse of BITS each one is, and why.',
  usage: '<file or folder> ... [--threshold <number>] [options]',
  options: [
    eventsOption,
    ...tuningOptions,
    { name: 'format', value: 'table|json|csv', choices: ['table', 'json', 'csv'], fallback: 'table', doc: 'Text for people, one JSON object a line with file and line of the record, or CSV.' },
    { name: 'no-prefilter', doc: 'Parse every record, those too that cannot be about BITS: slower, for comparison.' },
  ],
  examples: [
    { line: 'score logs/', doc: 'Shows every event that reaches the threshold, with reasons.' },
    { line: 'score security.xml.gz --threshold 0 --format csv', doc: 'Every event about BITS, for a spreadsheet.' },
  ],
  operands: 1_000,
  async run(args, io) {
    const { listEventFiles } = await import('../../lab/index.js');
    const paths = [...args.operands, ...args.many('events')];
    if (paths.length === 0) return wrongUse(io, 'score needs events', 'For example: bitsjobs score logs/');
    const files = eventFiles(paths, listEventFiles);
    if (typeof files === 'string') return wrongUse(io, files);
    const tuning = await tuningFrom(args, io);
    if (typeof tuning === 'string') return wrongUse(io, tuning);
    const format = args.one('format');
    const write = writers.get(format) ?? scoredText;
    if (format === 'csv') io.out(csvHeader);
    const started = io.seconds();
    const found = await scoreFiles(files, { tuning, everything: args.has('no-prefilter'), found: (one) => { io.out(write(one)); } }, io);
    if (found === undefined) return exitCodes.done;
    if (format === 'table' && found.shown === 0) io.out('no event reaches the threshold\n');
    io.err(summaryText(found, tuning.threshold, io.seconds() - started));
    return found.summary.brokenCount > 0 ? exitCodes.findings : exitCodes.done;
  },
};

interface Found {
  readonly summary: StreamSummary;
  /** Events that say something about BITS. */
  readonly about: number;
  readonly shown: number;
}

interface Scoring {
  readonly tuning: Tuning;
  readonly everything: boolean;
  /** Called for each event that reaches the threshold. Nothing is kept. */
  readonly found: (scored: Scored) => void;
}

/** Nothing when nobody reads the answer any more. */
async function scoreFiles(files: readonly string[], { tuning, everything, found }: Scoring, io: Io): Promise<Found | undefined> {
  const [{ prefilters, streamEvents }, { assess, columnsOf }, { mentions }, { eventFacts, fieldText }] = await Promise.all([import('../../lab/index.js'), import('../../score/index.js'), import('../../windows/index.js'), import('../eventfacts.js')]);
  let about = 0;
  let shown = 0;
  const event = (one: MappedEvent, events: readonly RecordPlace[]): void => {
    const facts = eventFacts(one);
    if (facts === undefined) return;
    about++;
    const assessment = assess(facts, tuning);
    if (assessment.score < tuning.threshold) return;
    shown++;
    const time = Number(one.fields.get('_time') ?? 0);
    io.endStages();
    found({ time: time > 0 ? time : undefined, host: fieldText(one, 'host') ?? '', user: facts.user ?? '', columns: columnsOf(facts, assessment), events });
  };
  const bar = progressBar(files, io);
  const progress = (file: string, bytes: number): void => {
    io.unread.throwIfAborted();
    bar(file, bytes);
  };
  try {
    const summary = await streamEvents(files, { ...(!everything && { prefilter: prefilters(mentions) }), defaults: { time: 0, host: '' }, event, signal: io.signal, progress });
    return { summary, about, shown };
  } catch (error) {
    if (io.unread.aborted && !io.signal.aborted) return undefined;
    throw error;
  } finally {
    io.endStages();
  }
}

function summaryText({ summary, about, shown }: Found, threshold: number, seconds: number): string {
  const rate = Math.round(summary.records / Math.max(seconds, 0.001));
  const lines = [`${summary.records} events read in ${seconds.toFixed(2)} s, ${rate} a second; ${about} about BITS, ${shown} with a score of ${threshold} or more`, ...brokenText(summary)];
  return lines.map((line) => `${line}\n`).join('');
}
