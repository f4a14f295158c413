/** Whom to trust on the machine that a Splunk runs on: what its server.conf says, layer over layer. */
import { closeSync, fstatSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseConf } from '../conf/index.js';
import { SplunkFailure } from './failure.js';
import type { Trust } from './trust.js';

const LONGEST_FILE = 1024 * 1024;

/** `home` is SPLUNK_HOME. Rejects nothing that is missing: without a certificate the name is checked, without authorities Node's are asked. */
export function trustOf(home: string): Trust {
  const ssl = sslSettings(home);
  const read = (value: string | undefined): string | undefined => (value === undefined ? undefined : readText(expanded(value, home)));
  const authorities = read(ssl.get('sslRootCAPath') ?? ssl.get('caCertFile') ?? '$SPLUNK_HOME/etc/auth/cacert.pem');
  const certificate = read(ssl.get('serverCert') ?? '$SPLUNK_HOME/etc/auth/server.pem');
  return { ...(authorities !== undefined && { authorities }), ...(certificate !== undefined && { certificate: firstCertificate(certificate) }) };
}

/** The private key beside the certificate goes no further. */
function firstCertificate(pem: string): string {
  return /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0] ?? '';
}

/** [sslConfig], the strongest layer last (Admin Manual, "Configuration file precedence", global context). */
function sslSettings(home: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const folder of layers(home)) {
    const text = readText(join(folder, 'server.conf'));
    const entries = text === undefined ? undefined : parseConf(text, 'server.conf').stanzas.get('sslConfig')?.entries;
    for (const [key, { value }] of entries ?? []) if (value !== '') settings.set(key, value);
  }
  return settings;
}

/** Of two apps the one whose name comes first in ASCII is stronger. */
function layers(home: string): string[] {
  const etc = join(home, 'etc');
  const apps = foldersOf(join(etc, 'apps')).sort().reverse();
  const inApps = (part: string): string[] => apps.map((app) => join(etc, 'apps', app, part));
  return [join(etc, 'system', 'default'), ...inApps('default'), ...inApps('local'), join(etc, 'system', 'local')];
}

function foldersOf(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** SPLUNK_HOME is the one variable that these paths hold as they ship. */
function expanded(path: string, home: string): string {
  return path.replace(/^(\$SPLUNK_HOME|\$\{SPLUNK_HOME\})(?=[/\\])/, () => home);
}

/** Nothing for a file that is not there. */
function readText(path: string): string | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      if (fstatSync(file).size > LONGEST_FILE) throw new SplunkFailure('untrusted', `${path} is longer than ${LONGEST_FILE} bytes: that is no such file.`);
      return readFileSync(file, 'utf8');
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof SplunkFailure) throw error;
    const code = error !== null && typeof error === 'object' && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new SplunkFailure('untrusted', `${path} cannot be read (${code}): it says whom to trust.`);
  }
}
