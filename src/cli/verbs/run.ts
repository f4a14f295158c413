import type { Made, RunSummary, SearchRun } from '../../lab/index.js';
import { compileSources, sourceOptions, sourcesOf } from '../sources.js';
import { tableText } from '../table.js';
import { exitCodes, wrongUse } from '../verb.js';
import type { Args, Verb } from '../verb.js';
import type { Io } from '../io.js';
import { guarded } from '../csv.js';
import { brokenText, eventFiles, eventsOption, progressBar } from '../eventfiles.js';
import { plainName } from '../stanza.js';

export const run: Verb = {
  name: 'run',
  summary: 'Runs detections over event files and shows the findings and risk events that Enterprise Security would make of them.',
  usage: '--events <file or folder> [--detection <name>] [--schedule] [options]',
  options: [
    eventsOption,
    { name: 'detection', value: 'name', many: true, doc: 'Only this one, by its name or file name. Without it: all that are enabled, and the hunts.' },
    { name: 'all', doc: 'Also the detections that ship disabled. Of content given by --content all run anyway.' },
    { name: 'schedule', doc: 'Cut time windows by each search’s schedule and throttle as it says, as the scheduler would; else all time is searched once.' },
    ...sourceOptions.filter(({ name }) => name === 'content' || name === 'add'),
    { name: 'time-zone', value: 'zone', fallback: 'UTC', doc: 'Time zone of who searches, such as Europe/Berlin.' },
    { name: 'format', value: 'table|json|csv', choices: ['table', 'json', 'csv'], fallback: 'table', doc: 'A table for people, one JSON object a line, or CSV.' },
    { name: 'no-prefilter', doc: 'Parse every record, those too that can matter to no search: slower, for comparison.' },
  ],
  examples: [
    { line: 'run --events logs/', doc: 'Runs all detections over a folder of logs.' },
    { line: 'run --events security.xml.gz --detection bitsadmin_download_file --format json', doc: 'One detection; each line names the file and line of every record behind it.' },
  ],
  operands: 20,
  async run(args, io) {
    const { listEventFiles, readApp, runSearches } = await import('../../lab/index.js');
    const { isTimeZone } = await import('../../spl/index.js');
    const paths = [...args.many('events'), ...args.operands];
    if (paths.length === 0) return wrongUse(io, 'run needs events', 'For example: bitsjobs run --events logs/');
    const zone = args.one('time-zone') ?? 'UTC';
    if (!isTimeZone(zone)) return wrongUse(io, `there is no time zone ${JSON.stringify(zone)}`, 'Names are those of the IANA database, such as Europe/Berlin.');
    const files = eventFiles(paths, listEventFiles);
    if (typeof files === 'string') return wrongUse(io, files);
    const { content, files: packed, diagnostics } = await compileSources(sourcesOf(args), { target: 8, digestMode: 'auto' }, io);
    if (!content) return wrongUse(io, 'there is no content that can be read', 'bitsjobs check tells why.');
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    const texts = new Map(packed.map(({ path, content: text }) => [path, typeof text === 'string' ? text : Buffer.from(text).toString('utf8')]));
    const app = readApp(texts);
    const names = args.many('detection');
    const wanted = new Set(content.detections.filter(({ name, stem }) => names.length === 0 || names.includes(name) || names.includes(stem)).map(({ name }) => `${content.app.prefix} - ${name} - Rule`));
    if (names.length > 0 && wanted.size < new Set(names).size) return wrongUse(io, `there is no detection ${JSON.stringify(names.find((name) => !content.detections.some((detection) => detection.name === name || detection.stem === name)))}`);
    const searches = [...app.searches.values()].filter(({ name, keys }) => wanted.has(name) && (names.length > 0 || args.has('all') || args.one('content') !== undefined || keys.get('disabled') !== '1'));
    if (searches.length === 0) return wrongUse(io, 'no detection is enabled', 'Add --all, or name one with --detection.');
    const { labOptions } = await import('../prove.js');
    const started = io.seconds();
    const now = io.now();
    const summary = await runSearches(searches, app, {
      ...(await labOptions(texts)), files, timeZone: zone, now, defaults: { time: now, host: 'unknown' }, schedule: args.has('schedule'), everything: args.has('no-prefilter'), random: () => 0.5,
      clock: () => io.seconds() * 1000, signal: io.signal, progress: progressBar(files, io),
    });
    io.endStages();
    show(summary, args, io);
    io.err(summaryText(summary, io.seconds() - started));
    if (errors > 0) io.err(`bitsjobs: the content has ${errors} error${errors === 1 ? '' : 's'}; bitsjobs check tells which\n`);
    return summary.searches.some(({ refusal }) => refusal !== undefined) || summary.reading.brokenCount > 0 ? exitCodes.findings : exitCodes.done;
  },
};

function show(summary: RunSummary, args: Args, io: Io): void {
  const format = args.one('format');
  const made = summary.searches.flatMap(({ made: some }) => some);
  if (format === 'json') for (const one of made) io.out(`${JSON.stringify(asJson(one, summary))}\n`);
  else if (format === 'csv') io.out(csvText(made, summary));
  else io.out(made.length === 0 ? 'no detection fired\n' : tableText(['tier', 'detection', 'entity', 'score', 'message', 'first record'], made.map((one) => tableRow(one, summary)), 90));
}

/** The names are part of our interface. */
function asJson({ detection, tier, entity, score, message, threatObjects, row }: Made, { reading: { places } }: RunSummary) {
  return {
    detection: plainName(detection), stanza: detection, tier, entity: entity?.value ?? null, entity_type: entity?.type ?? null, score, message,
    threat_objects: threatObjects,
    fields: Object.fromEntries(row.fields),
    events: row.events.map((number) => places[number]).filter((place) => place !== undefined),
  };
}

function firstRecord({ row }: Made, { reading: { places } }: RunSummary): string {
  const place = places[row.events[0] ?? -1];
  return place ? `${place.file.slice(-50)}:${place.line}${row.events.length > 1 ? ` and ${row.events.length - 1} more` : ''}` : '';
}

function tableRow(made: Made, summary: RunSummary): string[] {
  const { detection, tier, entity, score, message, row } = made;
  return [tier, plainName(detection), entity?.value ?? '', tier === 'hunt' ? '' : String(score), message || String(row.fields.get('process') ?? ''), firstRecord(made, summary)];
}

function csvText(made: readonly Made[], summary: RunSummary): string {
  const line = (cells: readonly string[]): string => `${cells.map(guarded).join(',')}\n`;
  const rows = made.map((one) => line([plainName(one.detection), one.tier, one.entity?.value ?? '', one.entity?.type ?? '', String(one.score), one.message, firstRecord(one, summary)]));
  return line(['detection', 'tier', 'entity', 'entity_type', 'score', 'message', 'first_record']) + rows.join('');
}

function summaryText({ reading, searches, parsed, readMilliseconds }: RunSummary, seconds: number): string {
  const rate = Math.round(reading.records / Math.max(readMilliseconds / 1000, 0.001));
  const lines = [`${reading.records} events read in ${seconds.toFixed(2)} s, ${rate} a second; ${Math.min(parsed, reading.records)} of them could matter to a search`, ...brokenText(reading)];
  const ran = searches.filter(({ refusal }) => refusal === undefined);
  lines.push(...ran.map(runLine));
  for (const { name, refusal } of searches) if (refusal !== undefined) lines.push(`${name}: cannot be run here: ${refusal}`);
  return lines.map((text) => `${text}\n`).join('');
}

function runLine({ name, rows, made, throttled, milliseconds, warnings }: SearchRun): string {
  const count = (tier: Made['tier']): number => made.filter((one) => one.tier === tier).length;
  const parts = [`${rows} result${rows === 1 ? '' : 's'}`, `${count('finding')} findings`, `${count('risk')} risk events`, ...(throttled > 0 ? [`${throttled} throttled`] : []), `${milliseconds.toFixed(1)} ms`, ...warnings];
  return `${name}: ${parts.join(', ')}`;
}
