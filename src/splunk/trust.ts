/**
 * How we know that a server is the splunkd that we mean. A chain to one of the authorities is always asked for. The certificates that
 * Splunk makes at its installation carry no name that could be checked, so on loopback equality with the server's own
 * certificate takes the place of the name; to any other host the name has to be right.
 */
import { X509Certificate } from 'node:crypto';
import { checkServerIdentity } from 'node:tls';
import type { PeerCertificate } from 'node:tls';
import { SplunkFailure } from './failure.js';

export interface Trust {
  /** Certificates in PEM of the authorities that may vouch for a server. Without: those that Node knows. */
  readonly authorities?: string;
  /** In PEM, of the splunkd on this machine; what follows its first certificate does not matter. */
  readonly certificate?: string;
}

export interface TlsOptions {
  readonly rejectUnauthorized: true;
  readonly minVersion: 'TLSv1.2';
  readonly ca?: string;
  readonly checkServerIdentity: (host: string, presented: PeerCertificate) => Error | undefined;
}

export function tlsOptions({ authorities, certificate }: Trust): TlsOptions {
  const own = certificate === undefined ? undefined : certificateOf(certificate);
  return {
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ...(authorities !== undefined && { ca: authorities }),
    checkServerIdentity: (host, presented) => (own && isLoopback(host) ? checkSame(own, presented) : checkServerIdentity(host, presented)),
  };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0] ?? '');
  } catch {
    throw new SplunkFailure('untrusted', 'serverCert of server.conf names a file without a certificate in PEM.');
  }
}

function checkSame(own: X509Certificate, presented: PeerCertificate): Error | undefined {
  return own.raw.equals(presented.raw) ? undefined : Object.assign(new Error('another certificate than the one of serverCert in server.conf'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
}
