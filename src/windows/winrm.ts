/** Jobs made through WMI's class BitsClientJob, near or far (BITS Compact Server of Windows). */
import { settingOf, transferOf } from './act.js';
import type { Act } from './act.js';
import { jobOf } from './job.js';
import { placeOf } from './place.js';

const callers: ReadonlySet<string> = new Set(['invoke-wsmanaction', 'invoke-wmimethod', 'invoke-cimmethod', 'get-wmiobject', 'get-ciminstance', 'new-ciminstance', 'new-wsmaninstance', 'winrm', 'cscript', 'wscript', 'wmic']);
const methods: ReadonlyMap<string, string> = new Map([['createjob', 'transfer'], ['addfile', 'addfile'], ['setjobstate', 'resume'], ['setjobproperty', 'set']]);

/** `program` is a cmdlet or a program by name; nothing where the class is not called. */
export function wmiMethodAct(program: string, line: string): Act | undefined {
  const text = line.slice(0, 65_536);
  if (!callers.has(program) || !/\bBitsClientJob\b/i.test(text)) return undefined;
  const method = /\b(createjob|addfile|setjobstate|setjobproperty)\b/i.exec(text)?.[1]?.toLowerCase();
  if (method === undefined) return undefined;
  const [url, file, name, type] = ['RemoteUrl', 'LocalFile', 'DisplayName', 'Type'].map((key) => valueOf(text, key));
  const isUpload = type === '1' || type === '2';
  const far = /(?:-r(?:emote)?:|-computername\s+|-cn\s+|\/node:)"?([^\s"]+)/i.exec(text)?.[1];
  return {
    tool: 'winrm',
    verbs: [methods.get(method) ?? method],
    ...(name !== undefined && { jobs: [jobOf(name)] }),
    ...(url !== undefined && { transfers: [transferOf(isUpload ? 'upload' : 'download', placeOf(url), file === undefined ? undefined : placeOf(file))] }),
    ...(far !== undefined && { settings: [settingOf('remotehost', far)] }),
  };
}

/** `key="value"`, `key='value'`, `key=value` of a value set. */
function valueOf(text: string, key: string): string | undefined {
  const found = new RegExp(`\\b${key}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^;}\\s]+))`, 'i').exec(text);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}
