/** Traces beside command lines: libraries loaded, files written, registry values set, services reported. */
import { reading, transferOf } from './act.js';
import type { Act } from './act.js';
import type { Evidence, Facts } from './facts.js';
import { fieldOf } from './fields.js';
import type { Row } from './fields.js';
import { isDetour, placeOf } from './place.js';
import { baseName, programOf } from './program.js';
import { codeOf, recordOf } from './record.js';
import { isBits, isDisabled, registryAct } from './service/index.js';

export function traceFacts(row: Row): Facts | undefined {
  return imageLoad(row) ?? registry(row) ?? service(row) ?? file(row);
}

function record(evidence: Evidence, row: Row, act: Act | undefined): Facts | undefined {
  return act && recordOf(evidence, row, reading(act, ''));
}

/** Proxies of the COM interface, and the assembly of the PowerShell module. */
function imageLoad(row: Row): Facts | undefined {
  const path = fieldOf(row, 'loaded');
  if (path === undefined) return undefined;
  const name = baseName(path);
  if (name === 'bitsproxy.dll' || name === 'qmgrprxy.dll') return record('imageload', row, { tool: 'com', verbs: ['load'] });
  return name.startsWith('microsoft.backgroundintelligenttransfer.management') ? record('imageload', row, { tool: 'cmdlet', verbs: ['load'] }) : undefined;
}

function registry(row: Row): Facts | undefined {
  const path = fieldOf(row, 'key');
  if (path === undefined || !/bits/i.test(path)) return undefined;
  const action = fieldOf(row, 'action') ?? '';
  if (/^(read|createkey)$/i.test(action) || (codeOf(row) === 12 && !/delete/i.test(action))) return undefined;
  const name = fieldOf(row, 'valueName') ?? '';
  // Sysmon and some add-ons end the path with the value's name.
  const slash = path.lastIndexOf('\\');
  const last = path.slice(slash + 1);
  const isGone = /delete/i.test(action);
  const act = registryAct(path.slice(0, slash), last, fieldOf(row, 'valueData') ?? '', isGone) ?? registryAct(path, name, fieldOf(row, 'valueData') ?? '', isGone);
  return record('registry', row, act);
}

/** Service control manager 7036 and 7040, and the model's Services. */
function service(row: Row): Facts | undefined {
  const named = fieldOf(row, 'param1');
  const serviceName = fieldOf(row, 'serviceName');
  if (named === undefined && serviceName === undefined && !row.names.has('cleared') && !row.names.has('channel')) return undefined;
  const code = codeOf(row);
  if (named !== undefined && (code === 7036 || code === 7040)) {
    if (!isBits(named) && !isBits(fieldOf(row, 'param4') ?? '')) return undefined;
    // 7040: from, to; 7036: state.
    const now = code === 7040 ? (fieldOf(row, 'param3') ?? '') : (fieldOf(row, 'param2') ?? '');
    return record('service', row, { tool: 'servicecontrol', verbs: [code === 7040 ? (isDisabled(now) ? 'disable' : 'enable') : stateVerb(now)] });
  }
  if (!isBits(serviceName ?? '')) return code === 104 ? clearedLog(row) : undefined;
  const mode = fieldOf(row, 'startMode');
  return record('service', row, { tool: 'servicecontrol', verbs: [mode !== undefined && isDisabled(mode) ? 'disable' : stateVerb(fieldOf(row, 'serviceStatus') ?? '')] });
}

function stateVerb(state: string): string {
  return /^(stopped|stop)/i.test(state) ? 'stop' : 'start';
}

function clearedLog(row: Row): Facts | undefined {
  return isBitsLog(fieldOf(row, 'cleared')) || isBitsLog(fieldOf(row, 'channel')) ? record('service', row, { tool: 'eventlog', verbs: ['clearlog'] }) : undefined;
}

function isBitsLog(name: string | undefined): boolean {
  return /bits-client/i.test(name ?? '');
}

const landed = /^(exe|dll|scr|com|cpl|ocx|sys|msi|ps1|psm1|psd1|bat|cmd|vbs|vbe|js|jse|wsf|wsh|hta|sct|scf|lnk|zip|7z|rar|cab|iso|img|jar|chm|xll|py)$/;

/** BITS writes through svchost: `BIT1A2B.tmp` first, then the file under its own name. */
function file(row: Row): Facts | undefined {
  const path = fieldOf(row, 'file');
  // Sysmon 23 and 26: the file goes.
  if (path === undefined || /delete/i.test(fieldOf(row, 'action') ?? '') || codeOf(row) === 23 || codeOf(row) === 26) return undefined;
  const place = placeOf(path);
  const name = baseName(place.path ?? path);
  if (/^(bitsadmin|desktopimgdownldr)\.exe$/.test(name)) {
    const isHome = /\\windows\\(system32|syswow64|winsxs|servicing|softwaredistribution)\\/i.test(place.path ?? '');
    return isHome ? undefined : record('file', row, { tool: 'toolcopy', verbs: ['copytool'], transfers: [transferOf(undefined, undefined, place)] });
  }
  if (programOf(fieldOf(row, 'image') ?? '') !== 'svchost') return undefined;
  const isLockScreen = /\\personalization\\lockscreenimage\\/i.test(place.path ?? '');
  if (!isLockScreen && !/^bit[0-9a-f]{1,8}\.tmp$/.test(name) && !landed.test(place.extension ?? '')) return undefined;
  return record('file', row, { tool: isLockScreen ? 'desktopimgdownldr' : 'bits', verbs: ['land'], transfers: [transferOf('download', undefined, place)], ...(isDetour(path) && { hidden: ['path' as const] }) });
}
