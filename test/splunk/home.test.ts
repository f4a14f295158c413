import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { trustOf } from '../../src/splunk/index.js';
import { newAuthority } from './certificate.js';

const folders: string[] = [];
afterAll(() => { for (const folder of folders) rmSync(folder, { recursive: true, force: true }); });

function homeWith(files: Readonly<Record<string, string>>): string {
  const home = mkdtempSync(join(tmpdir(), 'bitsjobs-home-'));
  folders.push(home);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  return home;
}

const authority = newAuthority('authority');
const { certificate, key } = authority.issue('SplunkServerDefaultCert');

test('as installed; the private key beside the certificate is left where it is', () => {
  const home = homeWith({
    'etc/auth/cacert.pem': authority.certificate,
    'etc/auth/server.pem': `${certificate}${key}${authority.certificate}`,
    'etc/system/default/server.conf': '[sslConfig]\nsslRootCAPath =\nserverCert = $SPLUNK_HOME/etc/auth/server.pem\n',
  });
  expect(trustOf(home)).toEqual({ authorities: authority.certificate, certificate: certificate.trim() });
});

test('system/local is stronger than apps, local than default, and of two apps the first by name', () => {
  const conf = (name: string): string => `[sslConfig]\nsslRootCAPath = $SPLUNK_HOME/${name}.pem\n`;
  const names = ['system', 'default', 'a', 'b', 'z'];
  const all = {
    ...Object.fromEntries(names.map((name) => [`${name}.pem`, name])),
    'etc/system/local/server.conf': conf('system'),
    'etc/apps/a/local/server.conf': conf('a'),
    'etc/apps/b/local/server.conf': conf('b'),
    'etc/apps/a/default/server.conf': conf('z'),
    'etc/system/default/server.conf': conf('default'),
  };
  const seen: unknown[] = [];
  for (const path of Object.keys(all).filter((name) => name.endsWith('.conf'))) {
    seen.push(trustOf(homeWith(all)).authorities);
    Reflect.deleteProperty(all, path);
  }
  expect(seen).toEqual(['system', 'a', 'b', 'z', 'default']);
});

test('nothing there: Node decides', () => {
  expect(trustOf(homeWith({}))).toEqual({});
});

test('a file that cannot be one is refused', () => {
  expect(() => trustOf(homeWith({ 'etc/auth/cacert.pem': 'x'.repeat(2 * 1024 * 1024) }))).toThrow('no such file');
});
