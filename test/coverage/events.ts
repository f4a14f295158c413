/** Events as the variants write them, and in the shapes that other logs give the same act. */
import type { Scene } from './words.js';

export type Event = Readonly<Record<string, string | number | Readonly<Record<string, string>>>>;

export interface Process {
  readonly image: string;
  readonly line: string;
  /** Nothing where the file has no version resource. */
  readonly original?: string;
  readonly parent?: { readonly image: string; readonly line: string };
}

const interactive = { image: 'C:\\Windows\\System32\\cmd.exe', line: '"C:\\Windows\\system32\\cmd.exe"' };

/** Sysmon's process creation; Security's has neither original name nor parent's command line. */
export function processEvent({ user, account, domain, computer, chance }: Scene, { image, line, original, parent = interactive }: Process, log: 'sysmon' | 'security' = 'sysmon'): Event {
  if (log === 'security') {
    return {
      Channel: 'Security', EventID: 4688, Provider: 'Microsoft-Windows-Security-Auditing', Computer: computer,
      EventData: { SubjectUserName: account, SubjectDomainName: domain, NewProcessName: image, CommandLine: line, ParentProcessName: parent.image, NewProcessId: `0x${chance.hex(3).toLowerCase()}`, ProcessId: '0x4d2', MandatoryLabel: 'S-1-16-8192' },
    };
  }
  return { kind: 'P', Computer: computer, Image: image, CommandLine: line, ParentImage: parent.image, ParentCommandLine: parent.line, User: user, IntegrityLevel: chance.pick(['Medium', 'High']), CurrentDirectory: `C:\\Users\\${account}\\`, ...(original !== undefined && { OriginalFileName: original }) };
}

export function scriptEvent({ computer }: Scene, text: string): Event {
  return { kind: 'S', Computer: computer, ScriptBlockText: text, Path: '' };
}

export function bitsEvent({ computer }: Scene, id: number, values: Readonly<Record<string, string>>): Event {
  return { kind: 'B', Computer: computer, EventID: id, ...values };
}

/** Event 3, whose template changed three times; old ones do not say which program it was. */
export function jobCreated(scene: Scene, title: string, program: string, oldest: 0 | 1 | 2 = 0): Event {
  const { chance, user, jobId } = scene;
  const version = chance.whole(oldest, 3);
  if (version === 0) return bitsEvent(scene, 3, { string: title, string2: user, string3: '' });
  return bitsEvent(scene, 3, {
    jobTitle: title, jobId, jobOwner: user, ...(version >= 2 && { processPath: program, processId: String(chance.whole(400, 20_000)) }), ...(version >= 3 && { ClientProcessStartKey: chance.digits(16) }),
  });
}

export function fileAdded(scene: Scene, title: string, remote: string, local: string): Event {
  const { chance, user, jobId } = scene;
  return bitsEvent(scene, 16_403, { User: user, jobTitle: title, jobId, jobOwner: user, fileCount: '1', RemoteName: remote, LocalName: local, processId: String(chance.whole(400, 20_000)), ...(chance.is(0.5) && { ClientProcessStartKey: chance.digits(16) }) });
}

export function transferEvent(scene: Scene, id: 59 | 60 | 61, title: string, remote: string): Event {
  const { chance, jobId } = scene;
  const bytes = chance.digits(5);
  return bitsEvent(scene, id, {
    transferId: chance.guid(), name: title, Id: jobId, url: remote, peer: '', fileTime: '2026-03-01T10:00:00.000000000Z', fileLength: bytes, bytesTotal: bytes, bytesTransferred: id === 59 ? '0' : bytes, bytesTransferredFromPeer: '0', ...(id !== 59 && { hr: id === 60 ? '0' : '2147954407' }),
  });
}
