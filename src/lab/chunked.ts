/**
 * Splunk's side of the protocol of search commands, version 2: what it sends to a program, and how it merges what comes back. Source:
 * recorded conversations of Splunk 8.2.1 and 8.0.3 with commands of type `streaming` and `stateful` that name their required fields.
 */
import { parseCsvText, Refusal, valuesOf } from '../spl/index.js';
import type { ExternalCommand, Fields, Value } from '../spl/index.js';
import { readReplies, writeRequest } from './frames.js';
import type { Reply } from './frames.js';

/** One life of the program: all that it is sent, and all that it answers. */
export type Conversation = (sent: Uint8Array) => Uint8Array;

/** Rows of a chunk at most: maxresultrows of limits.conf. */
const MOST_ROWS = 50_000;
/** Counts the rows of a chunk; by it Splunk knows them again. */
const INDEX = '_chunked_idx';

/**
 * A program that speaks the protocol, as a command of a search. Throws a Refusal for what the program calls an error, and for answers
 * that Splunk would not take; its other messages are warnings.
 */
export function chunkedCommand(name: string, converse: Conversation): ExternalCommand {
  return (args, rows, warn) => new Promise((resolve) => {
    resolve(answer(name, converse, args, rows, warn));
  });
}

function answer(name: string, converse: Conversation, args: readonly string[], rows: readonly Fields[], warn: (message: string) => void): readonly Fields[] {
  const getinfo = writeRequest({ action: 'getinfo', preview: false, streaming_command_will_restart: false, searchinfo: { args, command: name, maxresultrows: MOST_ROWS } });
  // Splunk, too, starts a process for getinfo alone.
  const [information] = answersOf(name, converse(getinfo), 1);
  const fields = requiredFields(name, information);
  const chunks = chunksOf(rows);
  const requests = chunks.map((chunk, index) => writeRequest({ action: 'execute', finished: index === chunks.length - 1 }, csvOf(fields, chunk)));
  const answers = answersOf(name, converse(Buffer.concat([getinfo, ...requests])), requests.length + 1);
  for (const message of new Set(answers.flatMap(({ metadata }) => messagesOf(metadata)))) warn(`${name}: ${message}`);
  return chunks.flatMap((chunk, index) => merged(name, chunk, answers[index + 1]));
}

/** As many as requests, none of them an error. */
function answersOf(name: string, bytes: Uint8Array, count: number): readonly Reply[] {
  const answers = readReplies(bytes);
  if (typeof answers === 'string') throw new Refusal(`${name} answers what is no chunk: ${answers}`);
  const error = answers.map(({ metadata }) => metadata.get('error')).find((text): text is string => typeof text === 'string' && text !== '');
  if (error !== undefined) throw new Refusal(`${name} says: ${error}`);
  if (answers.length !== count) throw new Refusal(`${name} answers ${answers.length} of ${count} chunks`);
  return answers;
}

function requiredFields(name: string, information: Reply | undefined): readonly string[] {
  const type = information?.metadata.get('type') ?? 'streaming';
  const fields: unknown = information?.metadata.get('required_fields');
  if (type !== 'streaming' && type !== 'stateful') throw new Refusal(`${name} is a command of type ${JSON.stringify(type)}, which the lab does not run`);
  if (!Array.isArray(fields) || !fields.every((field) => typeof field === 'string' && field !== '*')) throw new Refusal(`${name} does not say which fields it needs`);
  return fields as string[];
}

/** `[["WARN", "text"], …]`; what is for the job inspector alone is left out. */
function messagesOf(metadata: Reply['metadata']): readonly string[] {
  const inspector: unknown = metadata.get('inspector');
  const messages: unknown = typeof inspector === 'object' && inspector !== null && 'messages' in inspector ? inspector.messages : [];
  return (Array.isArray(messages) ? (messages as unknown[]) : []).flatMap((message) => (Array.isArray(message) && (message[0] === 'WARN' || message[0] === 'ERROR') ? [String(message[1])] : []));
}

/** The last one is empty: with it Splunk says that it has finished. */
function chunksOf(rows: readonly Fields[]): readonly (readonly Fields[])[] {
  return Array.from({ length: Math.ceil(rows.length / MOST_ROWS) + 1 }, (_, index) => rows.slice(index * MOST_ROWS, (index + 1) * MOST_ROWS));
}

/** All fields, then all their `__mv_` companions; a field that no row has is an empty column. */
function csvOf(fields: readonly string[], rows: readonly Fields[]): string {
  const names = [...fields, INDEX];
  const lines = rows.map((row, index) => {
    const values = [...fields.map((field) => valuesOf(row.get(field) ?? null)), [String(index)]];
    return [...values.map((several) => cell(several.join('\n'))), ...values.map((several) => cell(several.length > 1 ? several.map((value) => `$${value.replaceAll('$', '$$$$')}$`).join(';') : ''))].join(',');
  });
  return [[...names, ...names.map((name) => `__mv_${name}`)].map(cell).join(','), ...lines].map((line) => `${line}\n`).join('');
}

/** Splunk quotes all that is not letters and digits alone. */
function cell(text: string): string {
  return /^[A-Za-z0-9]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}

/** Each answered row takes the columns of the answer over: an empty cell leaves no field. A row that is not answered is gone. */
function merged(name: string, rows: readonly Fields[], answer: Reply | undefined): readonly Fields[] {
  const [names = [], ...lines] = parseCsvText(answer?.body ?? '');
  const at = names.indexOf(INDEX);
  if (at < 0 && lines.length > 0) throw new Refusal(`${name} answers rows without ${INDEX}`);
  const columns = columnsOf(names);
  return lines.map((cells) => {
    const row = rows[/^\d+$/.test(cells[at] ?? '') ? Number(cells[at]) : -1];
    if (!row) throw new Refusal(`${name} answers a row that it was not sent (${INDEX} ${JSON.stringify(cells[at] ?? '')})`);
    const result = new Map(row);
    for (const column of columns) put(result, column.name, valueOf(cells[column.plain] ?? '', cells[column.several] ?? ''));
    return result;
  });
}

interface AnsweredColumn {
  readonly name: string;
  readonly plain: number;
  /** -1 without a companion. */
  readonly several: number;
}

function columnsOf(names: readonly string[]): readonly AnsweredColumn[] {
  return names.flatMap((name, plain) => (name === INDEX || name.startsWith('__mv_') ? [] : [{ name, plain, several: names.indexOf(`__mv_${name}`) }]));
}

function put(row: Map<string, Value>, name: string, value: Value): void {
  if (value === '') row.delete(name);
  else row.set(name, value);
}

function valueOf(plain: string, several: string): Value {
  if (several === '') return plain;
  return [...several.matchAll(/\$((?:\$\$|[^$])*)\$(?:;|$)/g)].map(([, value = '']) => value.replaceAll('$$', '$'));
}
