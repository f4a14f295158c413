/** PowerShell's logs: script blocks (4104) and pipelines with what was bound (4103, 800). */
import { joined, reading } from './act.js';
import type { Reading } from './act.js';
import { readPowerShell } from './command.js';
import type { Facts } from './facts.js';
import { fieldOf } from './fields.js';
import type { Row } from './fields.js';
import { cmdletAct } from './powershell/cmdlets.js';
import type { Argument } from './powershell/statement.js';
import { codeOf, recordOf } from './record.js';

/** A script block of a log is at most 32 KiB long; other sources may join them. */
const longest = 1_048_576;

export function scriptFacts(row: Row): Facts | undefined {
  const text = fieldOf(row, 'script') ?? blockOfMessage(row);
  if (text !== undefined) return mayMatter(text) ? recordOf('script', row, readPowerShell(text.slice(0, longest))) : undefined;
  const bindings = fieldOf(row, 'bindings');
  if (bindings === undefined || !/^\s*CommandInvocation\(/.test(bindings)) return undefined;
  return recordOf('script', row, readBindings(bindings.slice(0, longest)));
}

/** Classic event text: the block stands between a heading and its id. */
function blockOfMessage(row: Row): string | undefined {
  const message = fieldOf(row, 'message');
  if (message === undefined || codeOf(row) !== 4104) return undefined;
  const heading = /\(\d{1,5} [^\s()]{1,20} \d{1,5}\):/.exec(message.slice(0, 400));
  if (!heading) return undefined;
  const end = message.lastIndexOf('ScriptBlock ID:');
  return message.slice(heading.index + heading[0].length, end < 0 ? undefined : end);
}

/** Every way to hide a name leaves one of these. */
function mayMatter(text: string): boolean {
  return /bits|backgroundcopy|backgroundintelligent|lockscreenurl|[`*+]|-f\b|join|replace|base64|\[char|invoke-expression|\biex\b|4991d34b|[0-9a-f]{8}-[0-9a-f]{4}-/i.test(text);
}

/** `CommandInvocation(Start-BitsTransfer): "…"`, then its `ParameterBinding(…): name="Source"; value="…"` lines. */
function readBindings(text: string): Reading {
  const calls: { name: string; args: Argument[] }[] = [];
  for (const line of text.split('\n')) {
    const call = /^\s*CommandInvocation\(([^)]{1,200})\)/.exec(line)?.[1];
    if (call !== undefined) calls.push({ name: call, args: [] });
    const bound = /^\s*ParameterBinding\(([^)]{1,200})\): name="([^"]{1,100})"; value="([^]*?)"\s*$/.exec(line);
    if (bound) calls.findLast(({ name }) => name === bound[1])?.args.push({ name: (bound[2] ?? '').toLowerCase() }, { value: { text: bound[3] ?? '' } });
  }
  return joined(calls.map(({ name, args }) => reading(cmdletAct({ name, args }), text.slice(0, 4_096))));
}
