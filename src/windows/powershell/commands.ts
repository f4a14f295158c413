/** What commands of PowerShell mean here: those of BITS, those that run other text, and those that name others. */
import { carried, nothing, reading } from '../act.js';
import type { Reading } from '../act.js';
import { comAct } from '../com.js';
import type { Carrier } from '../facts.js';
import { programOf } from '../program.js';
import { serviceCmdletAct } from '../service/index.js';
import { wmiMethodAct } from '../winrm.js';
import { cmdletAct } from './cmdlets.js';
import { cmdlets } from './parameters.js';
import { hide } from './session.js';
import type { Session } from './session.js';
import type { Invocation } from './statement.js';
import { empty, itemsOf, textValue } from './value.js';
import type { Value } from './value.js';

/** Aliases that PowerShell brings, of commands that matter here. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['gcm', 'get-command'], ['iex', 'invoke-expression'], ['sal', 'set-alias'], ['nal', 'new-alias'], ['saps', 'start-process'], ['start', 'start-process'], ['icm', 'invoke-command'],
  ['ipmo', 'import-module'], ['sv', 'set-variable'], ['set', 'set-variable'], ['nv', 'new-variable'], ['gv', 'get-variable'], ['sajb', 'start-job'], ['spsv', 'stop-service'], ['sasv', 'start-service'],
  ['iwmi', 'invoke-wmimethod'], ['icim', 'invoke-cimmethod'], ['%', 'foreach-object'], ['foreach', 'foreach-object'], ['?', 'where-object'], ['where', 'where-object'], ['gc', 'get-content'],
  ['rm', 'remove-item'], ['ri', 'remove-item'], ['del', 'remove-item'], ['sp', 'set-itemproperty'], ['gsv', 'get-service'], ['ii', 'invoke-item'], ['copy', 'copy-item'], ['cp', 'copy-item'], ['cpi', 'copy-item'], ['mv', 'move-item'], ['move', 'move-item'], ['mi', 'move-item'], ['ren', 'rename-item'], ['rni', 'rename-item'],
]);

const runners: ReadonlyMap<string, Carrier> = new Map([
  ['invoke-expression', 'invoke-expression'], ['invoke-command', 'invoke-command'], ['start-job', 'invoke-command'], ['start-threadjob', 'invoke-command'],
  ['register-scheduledjob', 'schtasks'], ['foreach-object', 'nested'], ['where-object', 'nested'], ['&', 'nested'], ['measure-command', 'nested'],
]);

/** Does a call: what it says is added to the session, and its value told. `line` reads a command line of another program. */
export function perform(call: Invocation, session: Session, line: (text: string) => Reading): Value {
  const name = resolved(call.name, session);
  const known = name === call.name.toLowerCase() ? call : { ...call, name };
  const value = namesOthers(name, known, session) ?? act(name, known, session, line);
  if (!hiders.has(name)) session.hidden = [];
  return value;
}

function resolved(written: string, session: Session): string {
  const name = written.toLowerCase();
  const own = session.aliases.get(name);
  if (own === undefined) return aliases.get(name) ?? name;
  hide(session, 'alias');
  return aliases.get(own) ?? own;
}

const namers: ReadonlySet<string> = new Set(['set-alias', 'new-alias', 'set-variable', 'new-variable', 'get-variable', 'get-command', 'write-output', 'echo']);
/** What they hide hides the command that comes. */
const hiders: ReadonlySet<string> = new Set(['set-alias', 'new-alias', 'set-variable', 'new-variable', 'get-command']);

/** Commands whose use is a name for others. */
function namesOthers(name: string, call: Invocation, session: Session): Value | undefined {
  if (!namers.has(name)) return undefined;
  const [first, second] = call.args.filter(({ name: parameter }) => parameter === undefined).map(({ value }) => value ?? empty);
  switch (name) {
    case 'set-alias': case 'new-alias':
      if (first && second) session.aliases.set(first.text.toLowerCase(), second.text.toLowerCase());
      return empty;
    case 'set-variable': case 'new-variable':
      if (first && second) session.variables.set(first.text.toLowerCase(), second);
      return empty;
    case 'get-variable':
      return (first && session.variables.get(first.text.toLowerCase())) ?? empty;
    case 'get-command':
      return { text: foundCommand(first?.text ?? '', session), isCommand: true };
    case 'write-output': case 'echo':
      return first ?? empty;
    default:
      return undefined;
  }
}

/** The cmdlet that a wildcard finds; a pattern of fewer than three letters finds too much to mean one. */
function foundCommand(pattern: string, session: Session): string {
  if (!/[*?[]/.test(pattern) || pattern.length > 64) return pattern;
  const letters = pattern.replace(/[^a-z]/gi, '').length;
  const found = letters < 3 ? undefined : [...cmdlets.keys()].find((name) => matches(pattern.toLowerCase(), name));
  if (found === undefined) return pattern;
  hide(session, 'wildcard');
  return found;
}

/** `*`, `?` and `[abc]`, by the row of places that can be reached: never goes back. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.match(/\[[^\]]*\]|[^]/g) ?? [];
  let places = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const place of places) {
      if (part === '*') for (let at = place; at <= name.length; at++) next.add(at);
      else if (place < name.length && (part === '?' || part === name[place] || (part.length > 1 && part.includes(name.charAt(place))))) next.add(place + 1);
    }
    places = next;
  }
  return places.has(name.length);
}

function act(name: string, call: Invocation, session: Session, line: (text: string) => Reading): Value {
  const carrier = runners.get(name);
  if (carrier) return runBlocks(carrier, call, session);
  const text = callText(call);
  const found = cmdletAct(call) ?? namedAct(name, call, text) ?? serviceCmdletAct(name, call.args.map(({ name: parameter, value }) => ({ name: parameter, value: value?.text })), call.piped?.text);
  if (found) {
    session.readings.push(reading(found, text, session.hidden));
    return textValue(text.slice(0, 4_096));
  }
  const native = name === 'start-process' ? carried('start-process', line(processLine(call))) : wmiCallers.has(name) && /win32_process\b/i.test(text) ? carried('wmi', processesOf(call, line)) : isProgram(name) ? line(text) : undefined;
  if (native && native.acts.length > 0) session.readings.push({ ...native, hidden: [...session.hidden, ...native.hidden] });
  else if (name !== '') session.readings.push({ ...nothing, others: [programOf(name)] });
  for (const { value } of call.args) if (value?.isBlock) session.run(value.text);
  return textValue(text.slice(0, 4_096));
}

const wmiCallers: ReadonlySet<string> = new Set(['invoke-wmimethod', 'invoke-cimmethod']);

/** `Win32_Process.Create`: the arguments are command lines, alone or in a table. */
function processesOf({ args }: Invocation, line: (text: string) => Reading): Reading {
  const values = args.flatMap(({ value }) => (value ? [...(value.map?.values() ?? []), ...(value.map ? [] : itemsOf(value))] : []));
  return values.map(({ text }) => line(text)).find(({ acts }) => acts.length > 0) ?? nothing;
}

function isProgram(name: string): boolean {
  return /[a-z]/.test(name) && (!/^[a-z]+-[a-z]+$/.test(name) || /^(copy|move|rename)-item$/.test(name));
}

function namedAct(name: string, call: Invocation, text: string) {
  if (name === 'import-module' && /(^|\s|\\)bitstransfer\b/i.test(text)) return { tool: 'cmdlet' as const, verbs: ['import'] };
  if (name === 'new-object' || name === 'add-type') return comAct(text);
  return wmiMethodAct(name, text);
}

/** Texts and blocks that a command runs. */
function runBlocks(carrier: Carrier, { args, piped }: Invocation, session: Session): Value {
  const before = session.readings.length;
  const hidden = session.hidden;
  let last = empty;
  const runsText = carrier === 'invoke-expression';
  const given = [...(runsText && piped ? [piped] : []), ...args.flatMap(({ value }) => (value ? [value] : []))];
  for (const value of given.flatMap(itemsOf)) {
    if (value.isBlock || runsText) last = session.run(value.text);
  }
  const inner = session.readings.splice(before);
  session.readings.push(...inner.map((one) => (one.acts.length === 0 ? one : carrier === 'nested' ? one : carried(carrier, one, hidden))));
  if (runsText) session.readings.push({ ...nothing, others: ['invoke-expression'] });
  return last;
}

/** The call as one line; a value with blanks in quotes, as a program would get it. */
function callText({ name, args }: Invocation): string {
  let line = name;
  for (const { name: parameter, value } of args) {
    if (parameter !== undefined) line += ` -${parameter}`;
    if (value) for (const { text } of itemsOf(value)) line += ` ${quotedIfNeeded(text)}`;
  }
  return line;
}

function quotedIfNeeded(text: string): string {
  return /\s/.test(text) && !text.includes('"') ? `"${text}"` : text;
}

/** `Start-Process -FilePath x -ArgumentList 'a','b'`: arguments as they are, joined by blanks. */
function processLine({ args }: Invocation): string {
  const values = args.flatMap(({ name, value }, index) => {
    const before = args[index - 1]?.name;
    const isOption = name !== undefined || !value || (before !== undefined && !/^(f|filepath|a[a-z]*|args|path)/.test(before));
    return isOption ? [] : itemsOf(value).map(({ text }) => text);
  });
  return values.join(' ');
}
