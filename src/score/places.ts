/** What a source or destination is like: facts about hosts and folders of the world, not about any one attack. */
import type { Place, Transfer } from '../windows/index.js';

/** The far end of a transfer: where a download comes from, where an upload goes. */
export function farEnd({ direction, source, destination }: Transfer): Place | undefined {
  return isUpload(direction) ? destination : source;
}

export function nearEnd({ direction, source, destination }: Transfer): Place | undefined {
  return isUpload(direction) ? source : destination;
}

export function isUpload(direction: Transfer['direction']): boolean {
  return direction === 'upload' || direction === 'upload-reply';
}

/** Where a file lands on this machine (or a share): the destination of all that is no upload to a URL. */
export function landing({ destination }: Transfer): Place | undefined {
  return destination && !isUrl(destination) ? destination : undefined;
}

export function isUrl({ kind }: Place): boolean {
  return kind === 'http' || kind === 'https';
}

/** A host and all domains above it, from the whole name to its last label; nothing for what is longer than a name can be (RFC 1035, 2.3.4). */
export function domainsOf(host: string): readonly string[] {
  if (host.length > 255) return [];
  const domains = [host];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) domains.push(host.slice(dot + 1));
  return domains;
}

/** Whether a host is one of the domains or below one, however many domains there are. */
export function among(domains: readonly string[]): (host: string) => boolean {
  const known = new Set(domains);
  return (host) => domainsOf(host).some((domain) => known.has(domain));
}

/** Lower case, with backslashes, without the drive or what a variable stands for. */
export function folderText({ path, text }: Place): string {
  const folder = (path ?? text).slice(0, 2_048).toLowerCase();
  return folder.includes('/') ? folder.replaceAll('/', '\\') : folder;
}

/** Run by Windows as it is. */
const programs = new Set(['exe', 'dll', 'com', 'scr', 'cpl', 'sys', 'ocx', 'msi', 'msp', 'xll', 'efi', 'pif']);
/** Run by something that Windows brings along. */
const scripts = new Set(['ps1', 'psm1', 'psd1', 'bat', 'cmd', 'vbs', 'vbe', 'js', 'jse', 'wsf', 'wsh', 'wsc', 'sct', 'hta', 'lnk', 'chm', 'reg', 'inf', 'xsl', 'url', 'scf', 'jar', 'asp', 'aspx', 'ashx', 'jsp', 'php']);
const pictures = new Set(['png', 'jpg', 'jpeg', 'gif', 'bmp', 'ico', 'svg', 'webp', 'txt', 'log', 'css', 'html', 'htm', 'md', 'pdf', 'dat', 'tmp', 'xml', 'mp3', 'mp4']);

export const isProgram = (place: Place): boolean => place.extension !== undefined && programs.has(place.extension);
export const isScript = (place: Place): boolean => place.extension !== undefined && scripts.has(place.extension);
export const isHarmless = (place: Place): boolean => place.extension !== undefined && pictures.has(place.extension);

/** Folders that every user may write to and nobody looks at. */
const stagingFolders = [
  '\\users\\public\\', '\\perflogs\\', '\\windows\\temp\\', '\\windows\\tasks\\', '\\windows\\tracing\\', '\\windows\\debug\\', '\\$recycle.bin\\', '\\recycler\\', '\\intel\\', '\\users\\default\\',
  '\\windows\\system32\\spool\\drivers\\color\\', '\\windows\\system32\\tasks\\', '%public%', '$env:public', '\\windows\\fonts\\', '\\windows\\help\\', '\\system volume information\\',
];
const profileFolders = ['\\appdata\\', '%appdata%', '%localappdata%', '%temp%', '%tmp%', '$env:temp', '$env:tmp', '$env:appdata', '$env:localappdata', '\\users\\', '\\temp\\', '\\tmp\\', '%userprofile%', '$env:userprofile', '$home'];
const dataFolders = ['\\programdata\\', '%programdata%', '%allusersprofile%', '$env:programdata', '$env:allusersprofile'];

/** Of a file by its path alone. */
export function folderOf(path: string): { readonly folder: string } {
  return { folder: folderText({ text: path, kind: 'local' }) };
}

/** One pattern for all: it looks at the text once. */
const holds = (folders: readonly string[]): ((place: { readonly folder: string }) => boolean) => {
  const pattern = new RegExp(folders.map((folder) => folder.replace(/[\\$.()]/g, '\\$&')).join('|'));
  return ({ folder }) => pattern.test(folder);
};

export const isStaging = holds(stagingFolders);
export const isUserWritable = holds([...profileFolders, ...dataFolders, ...stagingFolders]);
export const isStartup = holds(['\\start menu\\programs\\startup\\', '\\startmenu\\programs\\startup\\', '\\start menu\\programs\\start-up\\']);
export const isWebRoot = holds(['\\inetpub\\wwwroot\\', '\\htdocs\\', '\\webapps\\', '\\wwwroot\\', '\\web server extensions\\']);
export const isSystemFolder = holds(['\\windows\\system32\\', '\\windows\\syswow64\\', '%windir%\\system32\\', '%systemroot%\\system32\\', '$env:windir\\system32\\']);
export const isInstalled = holds(['\\program files\\', '\\program files (x86)\\', '%programfiles%', '$env:programfiles']);

/** A share that exists for administration: a drive, ADMIN$, IPC$. */
export function isAdminShare(place: Place): boolean {
  return place.kind === 'unc' && /^\\\\[^\\]+\\(?:[a-z]|admin|ipc)\$(?:\\|$)/i.test(place.text.replaceAll('/', '\\'));
}
