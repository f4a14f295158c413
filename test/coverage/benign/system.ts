/** What Windows, updaters and management software do with BITS, as the field saw it: none of it may alert. */
import type { Acts } from '../acts/acts.js';
import { bitsEvent, fileAdded, jobCreated, processEvent, transferEvent } from '../events.js';
import type { Event } from '../events.js';
import type { Chance } from '../chance.js';
import type { Scene } from '../words.js';

const SVCHOST = 'C:\\Windows\\System32\\svchost.exe';

interface Job {
  readonly title: string;
  readonly program: string;
  readonly remote: string;
  readonly local: string;
}

/** From the job's creation to its end, in whichever templates the machine has. */
function job(scene: Scene, { title, program, remote, local }: Job): readonly Event[] {
  const { chance, user, jobId } = scene;
  return [
    jobCreated(scene, title, program), ...(chance.is(0.6) ? [fileAdded(scene, title, remote, local)] : []), transferEvent(scene, 59, title, remote), transferEvent(scene, chance.is(0.9) ? 60 : 61, title, remote),
    ...(chance.is(0.5) ? [bitsEvent(scene, 4, { User: user, jobTitle: title, jobId, jobOwner: user, fileCount: '1', bytesTransferred: chance.digits(6) })] : []),
  ];
}

function random({ chance }: Scene): { readonly hash: string; readonly version: string; readonly home: string } {
  return { hash: chance.hex(40).toLowerCase(), version: `${chance.whole(1, 130)}.${chance.whole(0, 9)}.${chance.whole(1000, 9999)}.${chance.whole(1, 99)}`, home: `C:\\Users\\${chance.letters(3, 8)}` };
}

const scheme = (chance: Chance): string => chance.pick(['http', 'https']);

function svchostChild(scene: Scene, image: string, line: string, original?: string): readonly Event[] {
  return [processEvent(scene, { image, line, ...(original !== undefined && { original }), parent: { image: SVCHOST, line: scene.chance.pick([`${SVCHOST} -k netsvcs -p -s BITS`, `${SVCHOST} -k netsvcs`]) } })];
}

export const systemActs: Acts = {
  'Windows Update': (scene) => {
    const { hash } = random(scene);
    const name = `windows10.0-kb${scene.chance.digits(7)}-x64_${hash}.${scene.chance.pick(['cab', 'msu', 'exe', 'psf'])}`;
    return [
      ...job(scene, { title: 'WU Client Download', program: SVCHOST, remote: `${scheme(scene.chance)}://${scene.chance.pick(['au', '11.au', 'ds', 'fg'])}.${scene.chance.pick(['download.windowsupdate.com', 'tlu.dl.delivery.mp.microsoft.com'])}/c/msdownload/update/software/secu/2026/02/${name}`, local: `C:\\Windows\\SoftwareDistribution\\Download\\${hash.slice(0, 32)}\\${name}` }),
      { kind: 'F', Computer: scene.computer, Image: SVCHOST, TargetFilename: `C:\\Windows\\SoftwareDistribution\\Download\\${hash.slice(0, 32)}\\${name}`, User: 'NT AUTHORITY\\SYSTEM' },
      { kind: 'N', 'c-useragent': 'Microsoft BITS/7.8', 'cs-host': 'au.download.windowsupdate.com', 'cs-method': scene.chance.pick(['GET', 'HEAD']), 'c-uri': `/c/${name}` },
    ];
  },
  'Store and Intune': (scene) => job(scene, {
    title: scene.chance.pick(['HTTP(S) AppX Download', 'MDMSW Job']), program: scene.chance.pick([SVCHOST, 'C:\\Windows\\System32\\DeviceEnroller.exe', 'C:\\Windows\\System32\\MDMAppInstaller.exe']),
    remote: `${scheme(scene.chance)}://${scene.chance.digits(1)}.tlu.dl.delivery.mp.microsoft.com/filestreamingservice/files/${scene.chance.guid().slice(1, -1)}`, local: `C:\\Windows\\SoftwareDistribution\\Download\\${scene.chance.hex(32).toLowerCase()}\\${scene.chance.letters(4, 9)}.${scene.chance.pick(['appx', 'msix', 'msi'])}`,
  }),
  'Configuration Manager': (scene) => job(scene, {
    title: 'CCMDTS Job', program: scene.chance.pick([SVCHOST, 'C:\\Windows\\CCM\\CcmExec.exe']), remote: `${scheme(scene.chance)}://cm${scene.chance.digits(2)}.corp.example:${scene.chance.pick([80, 443, 8080])}/SMS_DP_SMSPKG$/${scene.chance.hex(3)}00${scene.chance.digits(3)}/${scene.chance.letters(4, 8)}.${scene.chance.pick(['exe', 'msi', 'cab', 'ps1'])}`,
    local: `C:\\Windows\\ccmcache\\${scene.chance.letters(1, 2)}\\${scene.chance.letters(4, 8)}.exe`,
  }),
  'fonts, maps, speech, tiles': (scene) => {
    const [title, host, program] = scene.chance.pick([
      ['Font Download', 'fs.microsoft.com', SVCHOST], ['Font Metadata Download', 'fs.microsoft.com', SVCHOST], ['MicrosoftMapsBingGeoStore', 'ecn.dev.virtualearth.net', SVCHOST], ['SpeechModelDownloadJob', 'msftspeechmodelsprod.azureedge.net', 'C:\\Windows\\System32\\Speech_OneCore\\common\\SpeechModelDownload.exe'],
      ['Push Notification Platform Job: 1', 'img-s-msn-com.akamaized.net', SVCHOST], ['Push Notification Platform Job: 4', 'blob.weather.microsoft.com:80', SVCHOST], ['Push Notification Platform Job: 2', 'site-cdn.onenote.net', SVCHOST],
    ] as const);
    return job(scene, { title, program, remote: `${host.includes(':') ? 'http' : scheme(scene.chance)}://${host}/${scene.chance.letters(3, 9)}/${scene.chance.letters(3, 9)}${scene.chance.pick(['', '.json', '.png', '.ttf', '.img'])}`, local: `${random(scene).home}\\AppData\\Local\\Packages\\${scene.chance.letters(5, 9)}\\LocalState\\${scene.chance.hex(8)}.dat` });
  },
  'OneDrive': (scene) => {
    const { home } = random(scene);
    const [title, name] = scene.chance.pick([['PreSignInSettingsConfigJSON', 'PreSignInSettingsConfig.json'], ['UpdateDescriptionXml', 'update.xml'], ['SetupBinary', 'OneDriveSetup.exe'], ['UpdateBinary', 'OneDriveSetup.exe'], ['NucleusUpdateRingConfigJSON', 'rings.json']] as const);
    const folder = `${home}\\AppData\\Local\\Microsoft\\OneDrive`;
    return job(scene, { title, program: scene.chance.pick([`${folder}\\OneDriveStandaloneUpdater.exe`, `${folder}\\OneDrive.exe`, 'C:\\Windows\\SysWOW64\\OneDriveSetup.exe']), remote: `https://${scene.chance.pick(['g.live.com', 'oneclient.sfx.ms'])}/Win/Prod/${name}`, local: `${folder}\\${scene.chance.pick(['StandaloneUpdater', 'Update'])}\\${name}` });
  },
  'Chrome and other Chromium': (scene) => {
    const { version, home } = random(scene);
    const program = scene.chance.pick(['C:\\Program Files (x86)\\Google\\Update\\GoogleUpdate.exe', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', `${home}\\AppData\\Roaming\\Spotify\\Spotify.exe`]);
    const file = scene.chance.pick(['GoogleUpdateSetup.crx3', `${scene.chance.guid()}-${version}_chrome_updater.exe`]);
    const local = `${scene.chance.pick(['C:\\Windows\\SystemTemp', `${home}\\AppData\\Local\\Temp`])}\\chrome_BITS_${scene.chance.digits(5)}\\${file}`;
    return job(scene, { title: scene.chance.pick([local, 'Chrome Component Updater']), program, remote: `${scheme(scene.chance)}://${scene.chance.pick(['clients2.google.com', 'redirector.gvt1.com', 'r5---sn-4g5e6nz7.gvt1.com', 'edgedl.me.gvt1.com'])}/edgedl/release2/${scene.chance.letters(6, 12)}_${version}/${file.includes('{') ? 'chrome_updater.exe' : file}`, local });
  },
  'Edge': (scene) => job(scene, {
    title: 'Edge Component Updater', program: scene.chance.pick(['C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', 'C:\\Program Files (x86)\\Microsoft\\EdgeWebView\\Application\\120.0.2210.61\\msedgewebview2.exe']),
    remote: `http://msedge.b.tlu.dl.delivery.mp.microsoft.com/filestreamingservice/files/${scene.chance.guid().slice(1, -1)}?P1=${scene.chance.digits(10)}`, local: `${random(scene).home}\\AppData\\Local\\Temp\\edge_BITS_${scene.chance.digits(4)}\\${scene.chance.guid().slice(1, -1)}`,
  }),
  'Firefox': (scene) => job(scene, {
    title: `MozillaUpdate ${scene.chance.hex(16)}`, program: 'C:\\Program Files\\Mozilla Firefox\\firefox.exe', remote: `https://download-installer.cdn.mozilla.net/pub/firefox/releases/${scene.chance.whole(100, 150)}.0/update/win64/en-US/firefox.complete.mar`, local: `C:\\ProgramData\\Mozilla-1de4eec8-1241-4177-a864-e594e8d1fb38\\updates\\${scene.chance.hex(16)}\\updates\\0\\bits\\update.mar`,
  }),
  'Adobe': (scene) => {
    const file = scene.chance.pick([`RdrServicesUpdater${scene.chance.digits(2)}.exe`, 'AcroServicesUpdater.exe', 'AdobeARM.msi']);
    return job(scene, { title: scene.chance.guid(), program: 'C:\\Program Files (x86)\\Common Files\\Adobe\\ARM\\1.0\\AdobeARM.exe', remote: `https://${scene.chance.pick(['armmf.adobe.com', 'ardownload2.adobe.com', 'ardownload.adobe.com'])}/pub/adobe/reader/win/${file}`, local: `${random(scene).home}\\AppData\\Local\\Adobe\\ARM\\S\\${scene.chance.digits(5)}\\${file}` });
  },
  'Dropbox and Docker': (scene) => {
    const { home, version } = random(scene);
    return scene.chance.is(0.5)
      ? job(scene, { title: `${scene.chance.guid()}-DropboxClient_${version}.x64.exe`, program: 'C:\\Program Files (x86)\\Dropbox\\Update\\DropboxUpdate.exe', remote: `https://edge.dropboxstatic.com/dbx-releng/client/Dropbox%20${version}%20Offline%20Installer.x64.exe`, local: `${home}\\AppData\\Local\\Temp\\${scene.chance.guid()}-DropboxClient_${version}.x64.exe` })
      : job(scene, { title: 'Docker Desktop Installer', program: 'C:\\Program Files\\Docker\\Docker\\Docker Desktop Installer.exe', remote: `https://desktop.docker.com/win/main/amd64/${scene.chance.digits(6)}/update-${scene.chance.digits(6)}.exe`, local: `${home}\\AppData\\Local\\Docker Desktop Installer\\update-${scene.chance.digits(6)}.exe` });
  },
  'Bosch DownloadManager, a copy of the tool that asks': (scene) => {
    const image = `C:\\Program Files (x86)\\Bosch\\DownloadManager\\bin\\Bitsadmin${scene.chance.pick(['', '64', '_x64'])}.exe`;
    return [processEvent(scene, { image, original: 'bitsadmin.exe', line: `"${image}" ${scene.chance.pick(['/list', '/rawreturn /getstate BoschDL', '/util /version'])}`, parent: { image: 'C:\\Program Files (x86)\\Bosch\\DownloadManager\\DownloadManager.exe', line: 'DownloadManager.exe' } })];
  },
  'notify programs of Windows and of signed products': (scene) => {
    const [image, line] = scene.chance.pick([
      ['C:\\Windows\\System32\\wermgr.exe', 'C:\\Windows\\system32\\wermgr.exe -upload'], ['C:\\Windows\\System32\\WerFault.exe', `C:\\Windows\\system32\\WerFault.exe -u -p ${scene.chance.digits(4)} -s ${scene.chance.digits(3)}`], ['C:\\Windows\\System32\\directxdatabaseupdater.exe', 'C:\\Windows\\system32\\directxdatabaseupdater.exe'],
      ['C:\\Windows\\System32\\wbem\\WMIC.exe', 'wmic /namespace:\\\\root\\Microsoft\\Windows\\Defender path MSFT_MpComputerStatus get AntivirusEnabled'], ['C:\\Windows\\System32\\rundll32.exe', 'rundll32.exe "C:\\Program Files (x86)\\PCPitstop\\Super Shield\\PCPitstopSSUpdate.dll",Update'], ['C:\\Program Files (x86)\\Yandex\\YandexBrowser\\service_update.exe', '"C:\\Program Files (x86)\\Yandex\\YandexBrowser\\service_update.exe" --update'],
      ['C:\\Program Files\\McAfee\\Agent\\x86\\McScript_InUse.exe', 'McScript_InUse.exe -update'],
    ] as const);
    return svchostChild(scene, image, line);
  },
  'the service runs and toggles': ({ chance, computer }) => [
    { kind: 'SCM', Computer: computer, EventID: 7040, Provider_Name: 'Service Control Manager', param1: 'Background Intelligent Transfer Service', param2: chance.pick(['demand start', 'auto start']), param3: chance.pick(['auto start', 'demand start']), param4: 'BITS' },
    { kind: 'SCM', Computer: computer, EventID: 7036, Provider_Name: 'Service Control Manager', param1: 'Background Intelligent Transfer Service', param2: chance.pick(['running', 'stopped']) },
  ],
  'Virtual Machine Manager': (scene) => job(scene, { title: 'BITS Transfer', program: 'C:\\Program Files\\Microsoft System Center\\Virtual Machine Manager\\bin\\vmmAgent.exe', remote: `https://vmm${scene.chance.digits(2)}.corp.example:443/${scene.chance.guid().slice(1, -1)}/${scene.chance.letters(4, 8)}.vhdx`, local: `C:\\ClusterStorage\\Volume${scene.chance.digits(1)}\\${scene.chance.letters(3, 8)}.vhdx` }),
  'clients load the proxy library': ({ chance, computer, user }) => [{ kind: 'I', Computer: computer, User: user, Image: chance.pick([SVCHOST, 'C:\\Windows\\System32\\wbem\\WmiPrvSE.exe', 'C:\\Windows\\System32\\bitsadmin.exe', `C:\\Users\\${chance.letters(3, 7)}\\AppData\\Local\\Microsoft\\OneDrive\\OneDriveStandaloneUpdater.exe`, 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Windows\\System32\\MDMAppInstaller.exe']), ImageLoaded: chance.pick(['C:\\Windows\\System32\\BitsProxy.dll', 'C:\\Windows\\SysWOW64\\BitsProxy.dll']), Signed: 'true', Signature: 'Microsoft Windows' }],
  'files of updaters landing': ({ chance, computer }) => [{ kind: 'F', Computer: computer, User: 'NT AUTHORITY\\SYSTEM', Image: SVCHOST, TargetFilename: chance.pick([`C:\\Users\\a\\AppData\\Local\\Adobe\\ARM\\S\\${chance.digits(5)}\\RdrServicesUpdater.exe`, `C:\\Users\\a\\AppData\\Local\\Docker Desktop Installer\\update-${chance.digits(6)}.exe`, `C:\\Users\\a\\AppData\\Local\\Temp\\BIT${chance.hex(4)}.tmp`, `C:\\Windows\\ccmcache\\${chance.letters(1, 2)}\\setup.exe`]) }],
};
