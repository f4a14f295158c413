/** What the handler answers, for people. Every text comes from outside: nothing of it may steer the terminal. */
import { printable } from '../diagnostic/index.js';
import { patternFieldNames, readMoment } from '../model/index.js';
import type { Reply } from './allowlistclient.js';
import { tableText } from './table.js';

export type Fields = ReadonlyMap<string, unknown>;

/** The objects of a list. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null).map((one: object) => new Map<string, unknown>(Object.entries(one))) : [];
}

export function problemText({ status, body, text: answer }: Reply): string {
  const errors = listOf(body.get('errors')).map((error) => `    ${String(error.get('pointer') ?? error.get('parameter'))}: ${String(error.get('detail'))}`);
  const detail = body.get('detail');
  const what = typeof detail === 'string' ? detail : foreignText(status, body, answer);
  const lines = errors.length > 1 ? [text(body, 'title'), ...errors] : [what];
  return `bitsjobs: ${lines.map(printable).join('\n')}\n`;
}

/** What splunkd itself says, or something that is neither. */
function foreignText(status: number, body: Fields, answer: string): string {
  const said = listOf(body.get('messages')).map((message) => text(message, 'text')).join('; ');
  return said === '' ? `the server answers ${status}, and not as the allowlist does: ${answer.slice(0, 200)}` : `the server answers ${status}: ${said}`;
}

export function entryTable(entries: readonly Fields[], now: number): string {
  if (entries.length === 0) return 'there are no entries\n';
  return tableText(['id', 'state', 'ends', 'owner', 'hides', 'reason'], entries.map((entry) => [text(entry, 'id'), stateOf(entry, now), text(entry, 'expires_at'), text(entry, 'owner'), hides(entry), text(entry, 'reason')]), 60);
}

function text(fields: Fields, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}

function stateOf(entry: Fields, now: number): string {
  if (entry.get('enabled') !== true) return 'off';
  return (readMoment(text(entry, 'expires_at')) ?? 0) > now ? 'active' : 'expired';
}

/** The patterns that narrow it. */
function hides(entry: Fields): string {
  return [...patternFieldNames, 'network'].flatMap((name) => (['*', ''].includes(text(entry, name)) ? [] : [`${name}=${text(entry, name)}`])).join(' ');
}

export function previewText(body: Fields): string {
  const searches = listOf(body.get('searches'));
  const rows = searches.map((search) => [text(search, 'name'), String(search.get('rows')), String(search.get('hidden')), search.get('state') === 'done' ? (search.get('complete') === true ? '' : 'there are more results than were looked at') : `${text(search, 'state')} ${text(search, 'detail')}`]);
  const examples = listOf(body.get('examples')).map((example) => exampleOf(example.get('row')));
  const shown = examples.length > 0 ? `\nwould be hidden, for example:\n${tableText(['dest', 'user', 'process'], examples, 100)}` : '';
  return `${tableText(['detection', 'results', 'hidden', ''], rows)}${shown}`;
}

function exampleOf(row: unknown): string[] {
  const fields = new Map<string, unknown>(typeof row === 'object' && row !== null ? Object.entries(row) : []);
  const cell = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '');
  return [cell(fields.get('dest')), cell(fields.get('user')), cell(fields.get('process') ?? fields.get('url') ?? fields.get('file_path'))];
}
