/** Jobs made from afar, and the service itself. */
import { processEvent } from '../events.js';
import type { Event } from '../events.js';
import { HOST, hosted } from '../powershell.js';
import { jobName, path, url, userFolder } from '../words.js';
import type { Scene } from '../words.js';
import { quotedInside, bitsadminEvent, word } from '../bitsadmin.js';
import type { Acts } from './acts.js';

const system = (name: string, original = `${name}.exe`) => ({ image: `C:\\Windows\\System32\\${name}.exe`, original });
const CLASSES = ['{4991d34b-80a1-4291-83b6-3328366b9097}', '{6d18ad12-bde3-4393-b311-099c346e6df9}', '{F087771F-D74F-4C1A-BB8A-E16ACA9124EA}'];

/** Inside a word, never the whole of it: that is ordinary quoting. */
function split(scene: Scene, text: string): string {
  const written = quotedInside(scene, scene.chance.cased(text));
  return /^"[^"]*"$/.test(written) ? `${text.slice(0, 1)}"${text.slice(1)}"` : written;
}

function ordinaryStop(scene: Scene): Event {
  const { chance } = scene;
  const name = chance.pick(['bits', 'BITS', '"BITS"']);
  return chance.pick([
    () => processEvent(scene, { ...system('net'), line: chance.cased(`net stop ${name}${chance.is(0.3) ? ' /y' : ''}`) }),
    () => processEvent(scene, { ...system('sc'), line: chance.cased(`sc stop ${name}`) }),
    () => processEvent(scene, { ...HOST, line: `powershell -c ${chance.cased('Stop-Service')} ${chance.is(0.4) ? '-Name ' : ''}BITS${chance.is(0.3) ? ' -Force' : ''}` }),
  ])();
}

export const serviceActs: Acts = {
  G05: (scene) => {
    const { chance } = scene;
    const [title, remote, local, server] = [jobName(scene), url(scene), path(scene), `srv${chance.digits(2)}`];
    const pairs = chance.shuffled([`DisplayName='${title}'`, `RemoteUrl='${remote}'`, `LocalFile='${local}'`, 'Type=0']).join(';');
    const resource = chance.cased('root/microsoft/bits/BitsClientJob');
    return [
      ...hosted(scene, `${chance.pick(['Invoke-WsmanAction', 'Invoke-WSManAction'])} -Action CreateJob -ResourceUri wmi/${resource} -ValueSet @{${pairs}} -ComputerName ${server}`, 'line'),
      processEvent(scene, { ...system('cscript'), line: `cscript //nologo "C:\\Windows\\System32\\winrm.vbs" invoke CreateJob wmi/${resource} @{${pairs.replaceAll("'", '"')}} -r:${server}` }),
    ];
  },
  G09: (scene) => {
    const { chance } = scene;
    const shell = chance.pick(['C:\\windows\\system32\\cmd.exe', path(scene, 'exe')]);
    const named = userFolder(scene);
    const port = String(chance.whole(1024, 65_000));
    const potato = chance.shuffled([`-l ${port}`, `-p ${shell}`, `-t ${chance.pick(['*', 't', 'u'])}`, `-c ${chance.cased(chance.pick(CLASSES))}`]).join(' ');
    return [
      processEvent(scene, { image: `${named}\\RogueWinRM.exe`, line: `${chance.pick(['RogueWinRM.exe', `${named}\\RogueWinRM.exe`])} -p ${shell}${chance.is(0.3) ? ' -a "/c whoami"' : ''}` }),
      processEvent(scene, { image: `${named}\\${chance.letters(1, 6)}.exe`, line: `${chance.pick(['JuicyPotato.exe', 'jp.exe', `${chance.letters(1, 5)}.exe`])} ${potato}` }),
    ];
  },
  I03: (scene) => {
    const { chance } = scene;
    const tool = chance.pick(['net', 'sc']);
    return [processEvent(scene, { ...system(tool), line: `${chance.cased(tool)} ${chance.is(0.7) ? split(scene, 'stop') : 'stop'} ${split(scene, 'bits')}` })];
  },
  I05: (scene) => [{ kind: 'SCM', Computer: scene.computer, EventID: 7040, Provider_Name: 'Service Control Manager', param1: 'Background Intelligent Transfer Service', param2: scene.chance.pick(['demand start', 'auto start']), param3: 'disabled', param4: 'BITS' }],
  I06: (scene) => {
    const { chance } = scene;
    const set = chance.pick(['CurrentControlSet', 'ControlSet001']);
    return [{ kind: 'R', Computer: scene.computer, Image: chance.pick(['C:\\Windows\\System32\\reg.exe', HOST.image, path(scene, 'exe')]), TargetObject: `HKLM\\System\\${set}\\Services\\BITS\\Parameters\\ServiceDll`, Details: path(scene, 'dll'), EventType: 'SetValue', User: scene.user }];
  },
  I08: (scene) => {
    const { chance } = scene;
    const log = chance.cased('Microsoft-Windows-Bits-Client/Operational');
    const run = (line: string): Event => processEvent(scene, { ...system('wevtutil'), line });
    const exe = chance.pick(['wevtutil', 'wevtutil.exe', 'C:\\Windows\\System32\\wevtutil.exe']);
    return chance.pick([[0], [1], [0, 1]]).map((which) => run(which === 0 ? `${exe} ${chance.cased(chance.pick(['cl', 'clear-log']))} ${chance.is(0.3) ? `"${log}"` : log}` : `${exe} ${chance.cased(chance.pick(['sl', 'set-log']))} ${log} ${chance.pick(['/e:false', '/enabled:false', '/E:False'])}`));
  },
  I09: (scene) => {
    const { chance } = scene;
    const key = chance.cased(`${chance.pick(['HKLM', 'HKEY_LOCAL_MACHINE'])}\\Software\\Policies\\Microsoft\\Windows\\BITS`);
    const value = chance.pick(['0xffffffff', '0x7fffffff', '31536000', '4294967295']);
    return [processEvent(scene, { ...system('reg'), line: `${chance.pick(['reg', 'reg.exe'])} ${chance.cased('add')} ${chance.is(0.3) ? `"${key}"` : key} ${chance.shuffled([`/v ${chance.cased('JobInactivityTimeout')}`, '/t REG_DWORD', `/d ${value}`, '/f']).join(' ')}` })];
  },
};

/** Administrators do it too: it must not alert. */
export const dualUse: Acts = {
  D13: (scene) => [bitsadminEvent(scene, scene.chance.pick([[word('/reset'), word('/allusers')], [word('/reset')], [word('/cancel'), jobName(scene)], [word('/complete'), jobName(scene)], [word('/list'), word('/allusers'), word('/verbose')]]), { quotes: 0 })],
  F23: (scene) => hosted(scene, `${scene.chance.cased('Get-BitsTransfer')} ${scene.chance.cased('-AllUsers')} | ${scene.chance.cased('Remove-BitsTransfer')}${scene.chance.is(0.3) ? ' -Confirm:$false' : ''}`, scene.chance.pick(['line', 'both', 'script'])),
  I01: (scene) => Array.from({ length: scene.chance.whole(1, 3) }, () => ordinaryStop(scene)),
};
