/** Control of the BITS service by command lines and cmdlets. */
import type { Act } from '../act.js';
import type { Word } from '../argv.js';
import { registryAct } from './registry.js';

export { registryAct } from './registry.js';

/** The service by its key or display name. */
export function isBits(name: string): boolean {
  return /^["']?(bits|background intelligent transfer service)["']?$/i.test(name.trim());
}

/** Starts of services in the languages of Windows that we know: only `disabled` matters. */
const disabled = /^(disabled|deaktiviert|d[ée]sactiv[ée]e?|deshabilitad[oa]|disabilitato|desativad[oa]|desabilitad[oa]|uitgeschakeld|отключена?|无效|已禁用|無効|wy[łl][ąa]czony|inaktiverad)$/i;

export function isDisabled(start: string): boolean {
  return disabled.test(start.trim());
}

/** For programs by name; nothing for those that control no service, and for other services. */
export function serviceAct(program: string, words: readonly Word[]): Act | undefined {
  return controllers.get(program)?.(words.slice(1).map(({ text }) => text));
}

type Controller = (args: readonly string[]) => Act | undefined;

const controllers: ReadonlyMap<string, Controller> = new Map<string, Controller>([
  ['sc', sc], ['net', net], ['net1', net], ['psservice', net], ['psservice64', net], ['reg', reg], ['wmic', wmic],
]);

const plainVerbs: ReadonlyMap<string, string> = new Map([['stop', 'stop'], ['pause', 'pause'], ['start', 'start'], ['continue', 'start'], ['delete', 'delete']]);

function control(verb: string | undefined): Act | undefined {
  return verb === undefined ? undefined : { tool: 'servicecontrol', verbs: [verb] };
}

/** `sc [\\host] verb name …`; the blank behind `start=` is part of sc's syntax, and may be missing today. */
function sc(args: readonly string[]): Act | undefined {
  const [verb = '', name = '', ...rest] = args[0]?.startsWith('\\\\') ? args.slice(1) : args;
  if (!isBits(name)) return undefined;
  const lower = verb.toLowerCase();
  if (lower === 'failure') return /command\s*=/i.test(rest.join(' ')) ? control('setfailurecommand') : undefined;
  if (lower !== 'config') return control(plainVerbs.get(lower));
  const options = rest.join(' ');
  const start = /(?:^|\s)start\s*=\s*(\S+)/i.exec(options)?.[1];
  if (/(?:^|\s)binpath\s*=/i.test(options)) return control('setservicecommand');
  return start === undefined ? undefined : control(/^disabled$/i.test(start) ? 'disable' : 'enable');
}

function net(args: readonly string[]): Act | undefined {
  const [verb = '', ...rest] = args.filter((arg) => !arg.startsWith('\\\\') && !/^[/-]/.test(arg));
  const name = rest.join(' ');
  return isBits(name) || isBits(rest[0] ?? '') ? control(plainVerbs.get(verb.toLowerCase())) : undefined;
}

function reg(args: readonly string[]): Act | undefined {
  const [verb = '', key = ''] = args;
  const option = (name: string): string => {
    const at = args.findIndex((arg) => new Set([`/${name}`, `-${name}`]).has(arg.toLowerCase()));
    return at < 0 ? '' : (args[at + 1] ?? '');
  };
  const lower = verb.toLowerCase();
  return lower === 'add' || lower === 'delete' ? registryAct(key, option('v'), option('d'), lower === 'delete') : undefined;
}

/** `wmic service where name='bits' call stopservice`, `wmic service bits call changestartmode disabled`. */
function wmic(args: readonly string[]): Act | undefined {
  const text = args.join(' ').slice(0, 4_096);
  if (!/\bservice\b/i.test(text) || !/(?:\bwhere\b[^]{0,40}\bname\b|\bservice\b)[^]{0,40}?['"\s=(]bits\b/i.test(text)) return undefined;
  const call = /\bcall\s+(\w+)\s*\(?['"]?(\w*)/i.exec(text);
  return wmiService(call?.[1] ?? '', call?.[2] ?? '') ?? (/\bdelete\b/i.test(text) ? control('delete') : undefined);
}

function wmiService(method: string, argument: string): Act | undefined {
  const name = method.toLowerCase();
  if (name === 'changestartmode' || name === 'change') return control(/^disabled$/i.test(argument) || argument === '4' ? 'disable' : 'enable');
  const verb = /^(stop|pause|start)service$/.exec(name)?.[1];
  return name === 'delete' ? control('delete') : control(verb);
}

export interface CmdletArgument {
  readonly name: string | undefined;
  readonly value: string | undefined;
}

const serviceCmdlets: ReadonlyMap<string, string> = new Map([['stop-service', 'stop'], ['suspend-service', 'pause'], ['start-service', 'start'], ['restart-service', 'start'], ['resume-service', 'start'], ['remove-service', 'delete']]);

/** `Stop-Service BITS`, `Set-Service -Name BITS -StartupType Disabled`, `Get-Service bits | Stop-Service`, `Set-ItemProperty` on its key. */
export function serviceCmdletAct(name: string, args: readonly CmdletArgument[], piped: string | undefined): Act | undefined {
  const values = args.flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (name === 'set-itemproperty' || name === 'new-itemproperty') return itemProperty(args);
  if (name === 'remove-item' || name === 'remove-itemproperty') return registryAct(values[0] ?? '', '', '', true);
  if (name === 'clear-eventlog' || name === 'remove-eventlog' || name === 'clear-winevent') return /bits-client/i.test(values.join(' ')) ? { tool: 'eventlog', verbs: ['clearlog'] } : undefined;
  const isIt = values.some((value) => value.split(/[\s,]+/).some(isBits) || isBits(value)) || /^get-service\b.*\bbits\b/i.test(piped?.slice(0, 400) ?? '');
  if (!isIt) return undefined;
  if (name !== 'set-service') return control(serviceCmdlets.get(name));
  if (valueOf(args, 'status')?.toLowerCase() === 'stopped') return control('stop');
  const start = valueOf(args, 'startuptype') ?? valueOf(args, 'startmode');
  return start === undefined ? undefined : control(/^disabled$/i.test(start) ? 'disable' : 'enable');
}

/** The value behind a parameter that may be cut short to two letters. */
function valueOf(args: readonly CmdletArgument[], parameter: string): string | undefined {
  const at = args.findIndex(({ name }) => name !== undefined && name.length >= 1 && parameter.startsWith(name));
  return at < 0 ? undefined : args[at + 1]?.value;
}

function itemProperty(args: readonly CmdletArgument[]): Act | undefined {
  const loose = args.flatMap(({ name, value }, index) => (name === undefined && value !== undefined && args[index - 1]?.name === undefined ? [value] : []));
  const key = valueOf(args, 'path') ?? valueOf(args, 'literalpath') ?? loose[0] ?? '';
  const name = valueOf(args, 'name') ?? loose[1] ?? '';
  const data = valueOf(args, 'value') ?? loose[2] ?? '';
  return registryAct(key.replace(/^(?:registry::)?hklm:\\?/i, 'HKLM\\'), name, data);
}
