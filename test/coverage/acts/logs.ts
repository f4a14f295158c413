/** What other logs keep: that of BITS, of loaded images, files and the proxy. */
import { fileAdded, jobCreated, processEvent, transferEvent } from '../events.js';
import { hostName, jobName, path, privateAddress, publicAddress, respelled, share, url, urlPath, userFolder, executables } from '../words.js';
import type { Scene } from '../words.js';
import type { Acts } from './acts.js';
import { serviceParent } from './settings.js';

const TOOL = 'desktopimgdownldr.exe';

/** File sharing that public lists name. */
const SHARING = ['transfer.sh', 'temp.sh', 'gofile.io', 'mega.nz', '0x0.st', 'pastebin.com', 'cdn.discordapp.com', 'bashupload.com', 'ufile.io', 'paste.ee', 'anonfiles.com', 'sendspace.com'];
const ODD = ['top', 'xyz', 'icu', 'tk', 'pw', 'club', 'ml', 'gq', 'cf', 'buzz'];

function odd({ chance }: Scene): string {
  return `${chance.letters(3, 10)}.example.${chance.pick(ODD)}`;
}

function lockScreen(scene: Scene, image: string, extension: string | undefined) {
  const { chance } = scene;
  const remote = url(scene, { host: hostName(scene), ...(extension !== undefined && { extension }) });
  const name = image.split('\\').at(-1) ?? '';
  return processEvent(scene, { image, original: TOOL, line: `${chance.cased(chance.pick([name, image]))} ${chance.is(0.3) ? ' ' : ''}${chance.cased('/lockscreenurl:')}${remote} ${chance.cased('/eventName:')}${chance.letters(1, 12)}` });
}

function proxy(scene: Scene, host: string, method: string, path = urlPath(scene)) {
  return { kind: 'N', 'c-useragent': `Microsoft BITS/7.${scene.chance.pick(['5', '7', '8'])}`, 'cs-host': host, 'cs-method': method, 'c-uri': path };
}

export const logActs: Acts = {
  G02: (scene) => {
    const title = `${scene.chance.hex(8).toLowerCase()}.${scene.chance.pick(['png', 'jpg', 'dat'])}`;
    const program = scene.chance.cased(`C:\\Windows\\${scene.chance.pick(['System32', 'SysWOW64'])}\\${scene.chance.pick(['notepad', 'rundll32', 'regsvr32', 'calc', 'mspaint', 'werfault'])}.exe`);
    return [jobCreated(scene, title, program, 2), transferEvent(scene, 59, title, url(scene, { scheme: 'https' }))];
  },
  G03: (scene) => {
    const { namesService, ...parent } = serviceParent(scene);
    const args = `/c ${scene.chance.pick(['whoami', 'hostname', 'ipconfig /all'])} > ${path(scene, 'txt')}`;
    return [jobCreated(scene, jobName(scene), `C:\\Program Files\\${scene.chance.letters(4, 9)}\\${scene.chance.letters(1, 6)}.exe`), processEvent(scene, { image: 'C:\\Windows\\System32\\cmd.exe', original: 'Cmd.Exe', line: namesService ? `cmd.exe ${args}` : args, parent })];
  },
  G06: (scene) => [lockScreen(scene, `C:\\Windows\\System32\\${TOOL}`, undefined)],
  G07: (scene) => [lockScreen(scene, `C:\\Windows\\System32\\${TOOL}`, scene.chance.pick(['jpg', 'jpeg', 'png']))],
  G08: (scene) => [lockScreen(scene, `${userFolder(scene)}\\${scene.chance.letters(1, 8)}.exe`, '7z')],
  G11: (scene) => [{ kind: 'F', Computer: scene.computer, Image: scene.chance.cased('C:\\Windows\\System32\\svchost.exe'), TargetFilename: `${userFolder(scene)}\\${scene.chance.letters(1, 12)}.${scene.chance.pick(executables)}`, User: 'NT AUTHORITY\\SYSTEM' }],
  H01: (scene) => [jobCreated(scene, jobName(scene), scene.chance.cased(scene.chance.pick(['C:\\Windows\\System32\\bitsadmin.exe', 'C:\\Windows\\SysWOW64\\bitsadmin.exe'])), 2)],
  H04: (scene) => [transferEvent(scene, scene.chance.pick([59, 60]), jobName(scene), scene.chance.is(0.7) ? respelled(scene, scene.chance.pick(['C:\\Windows\\system32\\cmd.exe', path(scene, 'exe'), 'C:\\Windows\\NTDS\\ntds.dit'])) : share(scene))],
  H06: (scene) => [fileAdded(scene, jobName(scene), url(scene, { host: `${scene.chance.letters(3, 10)}.example.com`, extension: 'exe', scheme: 'https' }), `C:\\Users\\${scene.chance.letters(2, 8)}\\AppData\\${scene.chance.pick(['Roaming', 'Local', 'Local\\Temp'])}\\${scene.chance.letters(1, 8)}.${scene.chance.pick(['exe', 'dll', 'scr', 'ps1'])}`)],
  H07: (scene) => [fileAdded(scene, jobName(scene), `http://${privateAddress(scene)}:${scene.chance.pick([80, 8080, 8000])}${urlPath(scene, scene.chance.pick(['exe', 'dll', 'ps1']))}`, `${scene.chance.pick(['C:\\Windows\\Temp', userFolder(scene), 'C:\\PerfLogs'])}\\${scene.chance.letters(1, 6)}.${scene.chance.pick(['bin', 'exe', 'dat'])}`)],
  H08: (scene) => [fileAdded(scene, jobName(scene), `${scene.chance.pick(['http', 'https'])}://${publicAddress(scene)}${scene.chance.is(0.3) ? ':8080' : ''}${urlPath(scene)}`, path(scene))],
  H09: (scene) => [fileAdded(scene, jobName(scene), url(scene, { host: scene.chance.pick(SHARING), scheme: 'https' }), path(scene))],
  H10: (scene) => {
    const [title, remote] = [jobName(scene), `http://${publicAddress(scene)}/${scene.chance.letters(3, 9)}${urlPath(scene)}`];
    return [transferEvent(scene, 59, title, remote), transferEvent(scene, 60, title, remote)];
  },
  H12: (scene) => [proxy(scene, odd(scene), scene.chance.pick(['GET', 'HEAD']))],
  H13: (scene) => [proxy(scene, hostName(scene), 'BITS_POST')],
};
