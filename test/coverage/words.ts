/** Names that somebody may choose freely: an act is the same whatever they are. All are invented, of ranges and domains for documentation. */
import type { Chance } from './chance.js';

export interface Scene {
  readonly chance: Chance;
  readonly computer: string;
  readonly domain: string;
  readonly account: string;
  /** `DOMAIN\account`. */
  readonly user: string;
  /** As the log of BITS names the job. */
  readonly jobId: string;
}

/** `serial` makes the computer one of its own. */
export function sceneOf(chance: Chance, serial: number): Scene {
  const account = chance.pick([chance.letters(1, 9), 'Administrator', `svc_${chance.letters(3, 6)}`, `${chance.letters(3, 6)}.${chance.letters(4, 8)}`, 'IEUser']);
  const domain = chance.pick(['CORP', 'EXAMPLE', `WS${chance.digits(2)}`, 'OFFICE']);
  return { chance, computer: `${chance.pick(['ws', 'srv', 'lt', 'dc'])}${serial}.corp.example`, domain, account, user: `${domain}\\${account}`, jobId: chance.guid() };
}

const DOMAINS = ['example.net', 'example.com', 'example.org', 'files.example', 'update.example'];

export function hostName({ chance }: Scene): string {
  return chance.cased(chance.pick([`${chance.pick(['cdn', 'www', 'dl', 'update', 'mail', 'static', 'x', 'c2'])}.${chance.pick(DOMAINS)}`, `${chance.letters(3, 12)}.${chance.pick(DOMAINS)}`, `${chance.letters(2, 6)}-${chance.digits(2)}.${chance.letters(3, 8)}.${chance.pick(DOMAINS)}`]));
}

export function publicAddress({ chance }: Scene): string {
  return `${chance.pick(['192.0.2', '198.51.100', '203.0.113'])}.${chance.whole(1, 254)}`;
}

export function privateAddress({ chance }: Scene): string {
  return chance.pick([`10.${chance.whole(0, 255)}.${chance.whole(0, 255)}.${chance.whole(1, 254)}`, `192.168.${chance.whole(0, 255)}.${chance.whole(1, 254)}`, `172.${chance.whole(16, 31)}.${chance.whole(0, 255)}.${chance.whole(1, 254)}`]);
}

export function urlPath({ chance }: Scene, extension?: string): string {
  const folders = Array.from({ length: chance.whole(0, 3) }, () => `${chance.pick([chance.letters(1, 8), chance.digits(3), 'v2', 'files', 'Dist'])}/`).join('');
  return `/${folders}${chance.letters(1, 9)}${extension === undefined ? chance.pick(['', '', '.bin', '.exe', '.dll', '.ps1', '.txt', '.md', '.7z', '.png', '.dat']) : `.${extension}`}`;
}

export interface UrlWish {
  readonly host?: string;
  readonly extension?: string;
  readonly scheme?: 'http' | 'https';
}

/** Of any host: a name, an address, with a port or without. */
export function url(scene: Scene, { host, extension, scheme }: UrlWish = {}): string {
  const { chance } = scene;
  const server = host ?? (chance.is(0.3) ? publicAddress(scene) : hostName(scene));
  const port = chance.is(0.2) ? `:${chance.pick([80, 443, 8080, 8443, chance.whole(1024, 65_535)])}` : '';
  const query = extension === undefined && chance.is(0.15) ? `?${chance.letters(1, 4)}=${chance.letters(2, 10)}${chance.is(0.4) ? `&${chance.letters(1, 3)}=${chance.digits(4)}` : ''}` : '';
  return `${chance.cased(scheme ?? chance.pick(['http', 'https']))}://${server}${port}${urlPath(scene, extension)}${query}`;
}

export function share(scene: Scene, extension = 'exe'): string {
  const { chance } = scene;
  const server = chance.pick([chance.letters(2, 8), privateAddress(scene), `${chance.letters(3, 6)}.corp.example`]);
  return `\\\\${server}\\${chance.pick(['c$', 'admin$', 'share$', 'temp', 'SYSVOL', chance.letters(3, 7)])}\\${chance.is(0.6) ? `${chance.letters(1, 6)}\\` : ''}${chance.letters(1, 8)}.${extension}`;
}

export const executables = ['exe', 'dll', 'ps1', 'bat', 'vbs', 'hta', 'scr', 'cmd', 'js'] as const;
const harmless = ['txt', 'dat', 'bin', 'tmp', 'zip', '7z', 'md', 'png', 'log'] as const;

/** A folder that an ordinary user may write to. */
export function userFolder({ chance, account }: Scene): string {
  const name = account.replace(/[^\w.]/g, '');
  return chance.pick([`C:\\Users\\${name}\\AppData\\Roaming`, `C:\\Users\\${name}\\AppData\\Local\\Temp`, `C:\\Users\\${name}\\AppData\\Local\\${chance.letters(3, 8)}`, 'C:\\Users\\Public', `C:\\Users\\Public\\${chance.pick(['Documents', 'Music', 'Libraries'])}`, 'C:\\ProgramData', `C:\\ProgramData\\${chance.letters(3, 9)}`]);
}

export function folder(scene: Scene): string {
  const { chance } = scene;
  return chance.is(0.6) ? userFolder(scene) : chance.pick(['C:\\Windows\\Temp', 'C:\\d', 'C:\\Intel', 'C:\\PerfLogs', 'C:\\Windows\\Tasks', `D:\\${chance.letters(2, 7)}`, `C:\\${chance.letters(2, 8)}`]);
}

export function path(scene: Scene, extension?: string): string {
  const { chance } = scene;
  return `${folder(scene)}\\${chance.letters(1, 9)}${extension === undefined ? (chance.is(0.2) ? '' : `.${chance.pick([...executables, ...harmless])}`) : `.${extension}`}`;
}

/** The same place by other spellings that Windows takes: letter case, `\.\`, `\x\..\`, doubled slashes. */
export function respelled({ chance }: Scene, place: string): string {
  const [drive = '', ...parts] = chance.cased(place).split('\\');
  if (drive === '' || chance.is(0.5)) return [drive, ...parts].join('\\');
  return [drive, ...parts.map((part, index) => (index === 0 || chance.is(0.5) ? part : chance.pick([`.\\${part}`, `${chance.letters(1, 4)}\\..\\${part}`, `\\${part}`])))].join('\\');
}

/** Words of watchlists and of exclusions too: a name decides nothing. */
export function jobName({ chance }: Scene): string {
  return chance.pick([
    chance.letters(1, 12), chance.hex(4).toLowerCase(), `${chance.letters(4, 8)}Job`, 'Windows Update', 'infolist', 'listing', 'reset', 'backdoor', 'getieproxy', 'HelpCenterDownload', 'debjob', 'WU Client Download', chance.digits(3),
    `${chance.letters(3, 6)}-${chance.digits(4)}`, 'Font Download', 'Chrome Component Updater', 'allusers', 'Push Notification Platform Job: 1',
  ]);
}
