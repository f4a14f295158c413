/** Files of events in, mapped events out: read, parsed, scripts joined, counted. */
import type { MappedEvent } from '../engine.js';
import { CsvRows } from './csvrows.js';
import type { Defaults, Parsed } from './event.js';
import { eventsOfJson } from './json.js';
import { mapEvent } from './map.js';
import { codeOf, readFileRecords } from './records.js';
import type { Format, RawRecord, Reading } from './records.js';
import { ScriptBlocks } from './scriptblocks.js';
import { eventOfXml } from './xml.js';

export { disguises, Prefilter, prefilters } from './prefilter.js';
export { listEventFiles } from './records.js';
export type { Defaults } from './event.js';

export interface RecordPlace {
  readonly file: string;
  readonly line: number;
}

export interface BrokenRecord extends RecordPlace {
  readonly why: string;
}

export interface StreamOptions extends Pick<Reading, 'prefilter' | 'signal' | 'progress'> {
  readonly defaults: Defaults;
  /** `records` are those that the event was read from: a script may stand in several. */
  readonly event: (event: MappedEvent, records: readonly RecordPlace[]) => void;
}

export interface StreamSummary {
  /** Records that the files hold, read or passed over. */
  readonly records: number;
  /** The first of them; `brokenCount` says how many there are. */
  readonly broken: readonly BrokenRecord[];
  readonly brokenCount: number;
}

export interface ReadOptions extends Omit<StreamOptions, 'event'> {
  /** `records` are indexes into `places` of the summary. */
  readonly event: (event: MappedEvent, records: readonly number[]) => void;
}

export interface ReadSummary extends StreamSummary {
  /** Of records that were read. */
  readonly places: readonly RecordPlace[];
}

/** More are counted and not kept. */
const MOST_BROKEN = 100;

/** As `streamEvents`, with the place of every record that was read kept. */
export async function readEvents(files: readonly string[], options: ReadOptions): Promise<ReadSummary> {
  const places: RecordPlace[] = [];
  const summary = await streamEvents(files, { ...options, event: (event, records) => { options.event(event, records.map((place) => places.push(place) - 1)); } });
  return { ...summary, places };
}

/** Never throws for what is in a file; what the file system says of one is a broken record of it. Keeps nothing of what it has given. */
export async function streamEvents(files: readonly string[], options: StreamOptions): Promise<StreamSummary> {
  const broken: BrokenRecord[] = [];
  let brokenCount = 0;
  let records = 0;
  const fault = (file: string, line: number, why: string): void => {
    brokenCount++;
    if (broken.length < MOST_BROKEN) broken.push({ file, line, why });
  };
  for (const file of files) {
    const scripts = new ScriptBlocks<RecordPlace>();
    const table = new CsvRows(options.defaults);
    const take = (parsed: Parsed, record: RawRecord): void => {
      const place: RecordPlace = { file: record.file, line: record.line };
      if (parsed.kind === 'row') options.event(mapEvent(parsed, record.text), [place]);
      else for (const joined of scripts.take(parsed.event, record.text, place)) options.event(mapEvent({ kind: 'event', event: joined.event }, joined.raw), joined.records);
    };
    const onRecord = (record: RawRecord, format: Format): void => {
      const parsed = format === 'xml' ? eventOfXml(record.text, options.defaults) : format === 'csv' ? table.take(record.text) : eventsOfJson(record.text, options.defaults);
      if (typeof parsed === 'string') fault(record.file, record.line, parsed);
      else for (const one of parsed) take(one, record);
    };
    try {
      records += await readFileRecords(file, { ...options, record: onRecord, broken: fault });
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      fault(file, 0, `it cannot be read (${code})`);
    }
    if (table.hasHeader) records--;
    for (const joined of scripts.finish()) options.event(mapEvent({ kind: 'event', event: joined.event }, joined.raw), joined.records);
  }
  return { records, broken, brokenCount };
}

/** Events of JSON lines held in memory, such as samples; a line that cannot be read is given with its reason. */
export function mapLine(text: string, defaults: Defaults): readonly MappedEvent[] | string {
  const parsed = eventsOfJson(text, defaults);
  return typeof parsed === 'string' ? parsed : parsed.map((one) => mapEvent(one, text));
}
