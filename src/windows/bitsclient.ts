/** The log Microsoft-Windows-Bits-Client/Operational, in all templates of its events (Windows 7 to 11). */
import { reading } from './act.js';
import type { Act } from './act.js';
import type { Facts, Job, Notify, Tool, Transfer } from './facts.js';
import { fieldOf, hasField } from './fields.js';
import type { Row } from './fields.js';
import { placeOf } from './place.js';
import { programOf } from './program.js';
import { actorOf, codeOf, recordOf } from './record.js';

/** What the events say happened. Others keep house, or tell that a job exists. */
const verbs: ReadonlyMap<number, string> = new Map([
  [3, 'create'], [4, 'complete'], [5, 'cancel'], [6, 'notifyset'], [59, 'transferred'], [60, 'transferred'], [61, 'failed'], [63, 'notifyfailed'], [64, 'notifyfailed'], [16403, 'addfile'],
]);

/** Nothing for a row of another log, and for housekeeping. */
export function bitsClientFacts(row: Row): Facts | undefined {
  const code = codeOf(row);
  if (code === undefined) return undefined;
  const job = jobOf(row);
  const verb = verbs.get(code) ?? (job ? 'job' : undefined);
  if (verb === undefined || !isBitsClient(row, code)) return undefined;
  const result = unsigned(fieldOf(row, 'result'));
  const bytes = unsigned(fieldOf(row, 'bytes'));
  const client = fieldOf(row, 'client');
  const failed = code === 60 && result !== undefined && result !== 0;
  const act: Act = { tool: 'bits', verbs: [failed ? 'failed' : verb], jobs: job ? [job] : [], transfers: transferOf(row), notify: notifyOf(row) };
  const acts = [act, ...clientTool(client)];
  return recordOf('bitsclient', row, { ...reading(act, ''), acts }, { actor: actorOf(client, undefined), user: fieldOf(row, 'user') ?? job?.owner, result, bytes });
}

/** The log's name, where the row has it; else fields that no other log has together. */
function isBitsClient(row: Row, code: number): boolean {
  const origin = fieldOf(row, 'origin') ?? '';
  if (/bits-client/i.test(origin)) return true;
  if (hasField(row, 'jobTitle') || hasField(row, 'jobGuid') || hasField(row, 'jobMaker')) return true;
  if (code === 59 || code === 60 || code === 61) return hasField(row, 'transferUrl') && hasField(row, 'transferName');
  if (code === 63 || code === 64) return hasField(row, 'notifyProgram') && hasField(row, 'notifyJob');
  return code === 3 && hasField(row, 'firstString') && hasField(row, 'secondString');
}

function jobOf(row: Row): Job | undefined {
  const name = fieldOf(row, 'jobName');
  const written = fieldOf(row, 'jobId');
  const id = written === undefined ? undefined : /\{[0-9a-f-]{36}\}/i.exec(written)?.[0].toUpperCase();
  return name === undefined && id === undefined ? undefined : { name, id, owner: fieldOf(row, 'jobOwner') };
}

/** The log does not tell the direction: an upload looks like a download. Its URL may be a file or a share. */
function transferOf(row: Row): readonly Transfer[] {
  const remote = fieldOf(row, 'remote');
  const local = fieldOf(row, 'local');
  if (remote === undefined && local === undefined) return [];
  return [{ direction: undefined, source: remote === undefined ? undefined : placeOf(remote), destination: local === undefined ? undefined : placeOf(local) }];
}

function notifyOf(row: Row): readonly Notify[] {
  const program = fieldOf(row, 'notifyProgram');
  return program === undefined ? [] : [{ program: placeOf(program), parameters: undefined }];
}

const clients: ReadonlyMap<string, Tool> = new Map([['bitsadmin', 'bitsadmin'], ['powershell', 'cmdlet'], ['pwsh', 'cmdlet'], ['powershell_ise', 'cmdlet'], ['desktopimgdownldr', 'desktopimgdownldr']]);

function clientTool(path: string | undefined): readonly Act[] {
  const tool = path === undefined ? undefined : clients.get(programOf(path));
  return tool ? [{ tool, verbs: [] }] : [];
}

/** Results are written as signed, unsigned or hexadecimal numbers; all ones stand for "not known". */
function unsigned(written: string | undefined): number | undefined {
  if (written === undefined || !/^(?:-?\d{1,19}|0x[0-9a-f]{1,8})$/i.test(written)) return undefined;
  const value = Number(written);
  return value < 0 ? value + 2 ** 32 : Number.isSafeInteger(value) ? value : undefined;
}
