/** Where a transfer comes from or goes to: URLs, UNC paths and files as BITS takes them. */
import { addressOf } from './address.js';
import type { Place } from './facts.js';
import { trimBoth, trimEnd } from './trim.js';

/** Longer texts are cut: no URL or path that Windows takes is longer than 32,767 characters. */
const longest = 32_767;

/** Reads any text; what is no URL and no path is `unknown` or, where a name may stand for a file, `relative`. */
export function placeOf(written: string): Place {
  const text = trimBoth(written.slice(0, longest).trim(), '"\'');
  if (hasDrive.test(text)) return placed(text, 'local', fileParts(text));
  const url = /^(https?):([\\/]*)([^\\/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(text);
  if (url) return web(text, url);
  return filePlace(text, /^file:/i.test(text) ? text.slice('file:'.length).replace(/^[\\/]+(?=[a-z]:)/i, '').replace(/^[\\/]{2,}/, '\\\\') : text);
}

/** Of a file as it is written, and without what says that it is one. */
function filePlace(text: string, file: string): Place {
  const device = file.replace(/^[\\/]{2}[?.][\\/](unc[\\/])?/i, (_, unc: string | undefined) => (unc ? '\\\\' : ''));
  if (/^[\\/]{2}[^\\/]/.test(device)) return share(text, device);
  if (hasDrive.test(device)) return placed(text, 'local', fileParts(device));
  if (/^(%[^%]+%|[$@!]|\(|&)/.test(file)) return placed(text, 'variable', fileParts(file));
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(file) || file === '') return placed(text, 'unknown', {});
  return placed(text, 'relative', fileParts(file));
}

const hasDrive = /^[a-z]:/i;

/** Every place has the same keys. */
function placed(text: string, kind: Place['kind'], { host, address, port, path, query, extension, stream, hasCredentials }: Partial<Place>): Place {
  return { text, kind, host, port, address, path, query, extension, stream, hasCredentials };
}

/** True for what the remote side of a job may be: a URL, a share, a file by its full path, or what only the machine can resolve. */
export function isLocation({ kind }: Place): boolean {
  return kind !== 'unknown' && kind !== 'relative';
}

/** True where data would leave the machine. */
export function isRemote({ kind }: Place): boolean {
  return kind === 'http' || kind === 'https' || kind === 'unc';
}

/** `https:host/file` is an URL, too: BITS does not ask for the slashes. */
export function lacksSlashes(text: string): boolean {
  return /^["']?https?:(?!\/\/)/i.test(text);
}

function web(text: string, [, scheme = '', , authority = '', path = '', query]: RegExpExecArray): Place {
  const at = authority.includes('@') ? authority.lastIndexOf('@') : -1;
  const server = authority.slice(at + 1);
  const parts = server.includes(':') ? /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(server) : undefined;
  const written = (parts?.[1] ?? server).toLowerCase();
  const host = written.startsWith('[') ? written.replace(/^\[|\]$/g, '') : written;
  return {
    text: at < 0 ? text : text.replace(authority.slice(0, at + 1), ''),
    kind: scheme.toLowerCase() === 'https' ? 'https' : 'http',
    host: host === '' ? undefined : host,
    port: parts?.[2] === undefined ? undefined : Number(parts[2]),
    address: addressOf(host),
    path: path === '' ? undefined : path,
    query,
    extension: extensionOf(path.slice(path.lastIndexOf('/') + 1)),
    stream: undefined,
    hasCredentials: at < 0 ? undefined : true,
  };
}

/** `\\host@SSL@8443\DavWWWRoot` is WebDAV by its port. */
function share(text: string, device: string): Place {
  const [authority = '', ...rest] = device.slice(2).split(/[\\/]+/);
  const [host = '', ...flags] = authority.toLowerCase().split('@');
  const port = flags.find((flag) => /^\d{1,5}$/.test(flag));
  const { path, extension, stream } = fileParts(rest.join('\\'));
  return placed(text, 'unc', { host: host === '' ? undefined : host, address: addressOf(host), port: port === undefined ? undefined : Number(port), path: `\\${path}`, extension, stream });
}

interface FileParts {
  readonly path: string;
  readonly extension: string | undefined;
  readonly stream: string | undefined;
}

/** A variable of PowerShell that stands for a whole path, such as `$env:TARGET`. */
const VARIABLE = /^\$\{?[a-z]+:\w+\}?$/i;

function fileParts(text: string): FileParts {
  const path = resolved(text);
  const name = path.slice(path.lastIndexOf('\\') + 1);
  const colon = name.indexOf(':');
  const isDrive = colon === 1 && !path.includes('\\');
  if (colon < 0 || isDrive || VARIABLE.test(name)) return { path, extension: extensionOf(name), stream: undefined };
  return { path, extension: extensionOf(name.slice(0, colon)), stream: name.slice(colon + 1) };
}

/** Blanks and dots at the end of a name do not count on Windows. */
function extensionOf(name: string): string | undefined {
  const clean = trimEnd(name, '. ');
  const dot = clean.lastIndexOf('.');
  return dot < 0 || dot === clean.length - 1 ? undefined : clean.slice(dot + 1).toLowerCase();
}

/** `C:\a\.\\b\x\..\c` is `C:\a\b\c`. */
function resolved(text: string): string {
  if (!/\/|\\\\|(?:^|\\)\.\.?(?:\\|$)/.test(text)) return text;
  const parts: string[] = [];
  for (const part of text.split(/[\\/]+/)) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('\\');
}

/** True for spellings that Windows undoes: `\.\`, `\x\..\`, doubled slashes behind the first. */
export function isDetour(path: string): boolean {
  return /[\\/][.\\/]/.test(path) && (/[\\/]\.{1,2}[\\/]/.test(path) || /[^\\/:][\\/]{2,}/.test(path.replace(/^https?:[\\/]*/i, '')));
}
