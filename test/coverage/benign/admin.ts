/** What administrators do with BITS on purpose: at most a little risk, and an allowlist entry that covers it. */
import type { Acts } from '../acts/acts.js';
import { bitsadminArguments, bitsadminProcess, word } from '../bitsadmin.js';
import type { Argument } from '../bitsadmin.js';
import { processEvent, scriptEvent } from '../events.js';
import type { Event, Process } from '../events.js';
import { HOST } from '../powershell.js';
import type { Scene } from '../words.js';

const system = (name: string): { image: string; original: string } => ({ image: `C:\\Windows\\System32\\${name}.exe`, original: `${name}.exe` });

function batch({ chance }: Scene, name = `${chance.letters(3, 9)}.${chance.pick(['bat', 'cmd'])}`): NonNullable<Process['parent']> {
  return { image: 'C:\\Windows\\System32\\cmd.exe', line: `C:\\Windows\\system32\\cmd.exe /c ""C:\\Tools\\${name}""` };
}

/** In the words of the table: no quotes within switches, which no administrator writes. */
function call(scene: Scene, args: readonly Argument[], parent = batch(scene)): Event {
  return processEvent(scene, { ...bitsadminProcess(scene, `${scene.chance.cased(scene.chance.pick(['bitsadmin', 'bitsadmin.exe']))} ${bitsadminArguments(scene, args, { quotes: 0, leading: false })}`), parent });
}

const vendors = ['https://dl.duosecurity.com/duo-win-login-latest.exe', 'https://aka.ms/vs/15/release/vc_redist.x64.exe', 'https://github.com/git-for-windows/git/releases/download/v2.44.0/Git-2.44.0-64-bit.exe', 'https://www.python.org/ftp/python/3.12.2/python-3.12.2-amd64.exe', 'https://www.dropbox.com/s/abc/modpack.zip?dl=1'] as const;

function toolFolder({ chance }: Scene): string {
  return chance.pick(['C:\\Tools', 'D:\\build', `C:\\Program Files\\${chance.letters(4, 8)}`, `C:\\Users\\${chance.letters(3, 6)}\\Downloads`, 'C:\\install']);
}

function fetched(scene: Scene, remote: string, extension: string): string {
  return `${toolFolder(scene)}\\${remote.split(/[/?]/).find((part) => part.includes(`.${extension}`)) ?? `${scene.chance.letters(3, 8)}.${extension}`}`;
}

function powershell(scene: Scene, script: string, parent = batch(scene)): readonly Event[] {
  const { chance } = scene;
  return [processEvent(scene, { ...HOST, parent, line: `powershell -NoProfile -ExecutionPolicy Bypass -Command "${script}"` }), ...(chance.is(0.5) ? [scriptEvent(scene, script)] : [])];
}

export const adminActs: Acts = {
  'batch downloads an installer': (scene) => {
    const { chance } = scene;
    const remote = chance.pick(vendors);
    const job = chance.pick(['PHP-Download 7.4', 'd0', 'Download wget', 'debjob', 'GetWES', `job${chance.digits(2)}`]);
    const modifiers = chance.pick([[], [word('/download'), word('/priority'), word(chance.pick(['HIGH', 'normal']))], [word('/priority'), word('high')]]);
    return [call(scene, [...(chance.is(0.4) ? [word('/rawreturn')] : []), word('/transfer'), job, ...modifiers, remote, fetched(scene, remote, remote.includes('.zip') ? 'zip' : 'exe')])];
  },
  'batch downloads data from raw.githubusercontent.com': (scene) => [call(scene, [word('/transfer'), 'GetWES', `https://raw.githubusercontent.com/${scene.chance.letters(3, 8)}/${scene.chance.letters(3, 8)}/master/definitions.zip`, `${toolFolder(scene)}\\definitions.zip`])],
  'an RMM agent downloads': (scene) => {
    const [image, line] = scene.chance.pick([
      ['C:\\Program Files (x86)\\NinjaRMMAgent\\NinjaRMMAgent.exe', 'NinjaRMMAgent.exe'], ['C:\\Windows\\System32\\cmd.exe', 'cmd.exe /c "C:\\Program Files\\ATERA Networks\\AteraAgent\\Packages\\AgentPackageSystemTools\\script.bat"'], ['C:\\Windows\\System32\\cmd.exe', 'cmd /c vuls-saas.bat'],
    ] as const);
    return [call(scene, [word('/transfer'), scene.chance.letters(3, 8), word('/download'), word('/priority'), word('normal'), 'https://dl.duosecurity.com/duo-win-login-latest.exe', `${toolFolder(scene)}\\duo.exe`], { image, line })];
  },
  'MinGW asks for progress': (scene) => [call(scene, [word('/RawReturn'), word('/GetBytesTransferred'), 'mingw'])],
  'a notify command that only waits for a signal': (scene) => [call(scene, [word('/rawreturn'), word('/setnotifycmdline'), scene.chance.guid(), 'cmd.exe', `/c waitfor /si ${scene.chance.pick(['UpdateManifestDownloadComplete', `${scene.chance.letters(5, 12)}Complete`])}`])],
  'PowerShell fetches an installer': (scene) => {
    const { chance } = scene;
    const remote = chance.pick(["$env:MINGIT_URL", `'${chance.pick(vendors)}'`]);
    return powershell(scene, `${chance.is(0.4) ? 'Import-Module BitsTransfer; ' : ''}Start-BitsTransfer -Source ${remote} -Destination ${chance.pick(['$env:MINGIT_ZIP', `'${toolFolder(scene)}\\setup.exe'`])}`);
  },
  'BITS first, the web as fallback': (scene) => powershell(scene, `try { Start-BitsTransfer -Source '${scene.chance.pick(vendors)}' -Destination '${toolFolder(scene)}\\setup.exe' } catch { Invoke-WebRequest -Uri '${scene.chance.pick(vendors)}' -OutFile '${toolFolder(scene)}\\setup.exe' }`),
  'PowerShell under JumpCloud': (scene) => powershell(scene, `Start-BitsTransfer -Source 'https://cdn02.jumpcloud.com/production/jcagent-msi-signed.msi' -Destination '${toolFolder(scene)}\\jcagent.msi'`, { image: 'C:\\Program Files\\JumpCloud\\jumpcloud-agent.exe', line: 'jumpcloud-agent.exe' }),
  'Configuration Manager sends its logs': (scene) => powershell(scene, `Start-BitsTransfer -Source 'C:\\Windows\\CCM\\Logs\\${scene.chance.letters(4, 9)}.log' -Destination 'https://cm${scene.chance.digits(2)}.corp.example/logs/${scene.computer}' -TransferType Upload`, { image: 'C:\\Windows\\CCM\\CcmExec.exe', line: 'C:\\Windows\\CCM\\CcmExec.exe' }),
  'proxy set-up': (scene) => {
    const { chance } = scene;
    const account = chance.pick(['LOCALSYSTEM', 'NetworkService', 'LOCALSERVICE']);
    const settings = chance.pick([['MANUAL_PROXY', `proxy${chance.digits(1)}.corp.example:8080`, '""'], ['AUTOSCRIPT', `http://wpad.corp.example/${chance.letters(3, 6)}.pac`], ['NO_PROXY'], ['AUTODETECT']]);
    return [call(scene, [word('/util'), word('/SetIEProxy'), word(account), ...settings.map((setting) => (setting.includes('PROXY') || setting.startsWith('AUTO') ? word(setting) : setting))])];
  },
};

/** Asked, listed, cleaned up and repaired: not even a little risk. */
export const quietActs: Acts = {
  'diagnostics': (scene) => [call(scene, [word('/list'), word('/allusers'), ...(scene.chance.is(0.6) ? [word('/verbose')] : [])], scene.chance.pick([batch(scene), { image: 'C:\\Tools\\PsExec.exe', line: 'psexec -s bitsadmin.exe /list /allusers' }, { image: 'C:\\Windows\\System32\\mdmdiagnosticstool.exe', line: 'mdmdiagnosticstool.exe -area Autopilot -cab c:\\out.cab' }]))],
  'asks for the proxy': (scene) => [call(scene, [word('/util'), word('/getieproxy'), word(scene.chance.pick(['localsystem', 'networkservice']))])],
  'jobs of Configuration Manager are listed': (scene) => powershell(scene, "Get-BitsTransfer -AllUsers | ? DisplayName -eq 'CCMDTS Job'"),
  'update repair': (scene) => [
    ...['wuauserv', 'bits', 'cryptsvc', 'appidsvc'].map((service) => processEvent(scene, { ...system('net'), line: `net stop ${service}`, parent: batch(scene, 'fix.bat') })),
    processEvent(scene, { image: 'C:\\Windows\\System32\\cmd.exe', original: 'Cmd.Exe', line: 'cmd /c del "%ALLUSERSPROFILE%\\Application Data\\Microsoft\\Network\\Downloader\\qmgr*.dat"' }),
    call(scene, [word('/reset'), word('/allusers')], batch(scene, 'fix.bat')), processEvent(scene, { ...system('sc'), line: 'sc config bits start= auto', parent: batch(scene, 'fix.bat') }), processEvent(scene, { ...system('net'), line: 'net start bits', parent: batch(scene, 'fix.bat') }),
  ],
};
