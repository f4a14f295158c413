/** What the package holds, as SPDX 2.3 JSON. Taken from the files alone, so that it is as reproducible as they are. */
import { createHash } from 'node:crypto';
import { bytesOf } from './archive.js';
import type { PackFile } from './entries.js';

export interface SbomSubject {
  readonly id: string;
  readonly version: string;
  readonly author: string;
  /** An SPDX licence expression; left open where nothing is known. */
  readonly license?: string;
  readonly archiveName: string;
  readonly archiveSha256: string;
  readonly date: Date;
  /** Name and version of the program that built it. */
  readonly tool: string;
  readonly components: readonly Component[];
}

/** A program of somebody else that is one of the files. */
export interface Component {
  readonly name: string;
  readonly version: string;
  /** Of its file, and of the text of its licence. */
  readonly path: string;
  readonly licencePath: string;
  /** By which vulnerability databases know it. */
  readonly purl: string;
  readonly cpe: string;
}

const UNKNOWN = 'NOASSERTION';
const PACKAGE = 'SPDXRef-Package';
const DOCUMENT = 'SPDXRef-DOCUMENT';

export function sbom(subject: SbomSubject, files: readonly PackFile[]): string {
  const described = files.map(describeFile);
  const components = subject.components.map((component) => describeComponent(component, described));
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: DOCUMENT,
    name: subject.archiveName,
    documentNamespace: `https://spdx.org/spdxdocs/${subject.id}-${encodeURIComponent(subject.version)}-${subject.archiveSha256}`,
    creationInfo: { created: subject.date.toISOString().replace('.000Z', 'Z'), creators: [`Tool: ${subject.tool}`] },
    packages: [describePackage(subject, described), ...components],
    files: described,
    relationships: [
      { spdxElementId: DOCUMENT, relatedSpdxElement: PACKAGE, relationshipType: 'DESCRIBES' },
      ...[...described, ...components].map(({ SPDXID }) => ({ spdxElementId: PACKAGE, relatedSpdxElement: SPDXID, relationshipType: 'CONTAINS' })),
    ],
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function describePackage(subject: SbomSubject, files: readonly SpdxFile[]) {
  return {
    SPDXID: PACKAGE,
    name: subject.id,
    versionInfo: subject.version,
    packageFileName: subject.archiveName,
    supplier: subject.author === '' ? UNKNOWN : `Person: ${subject.author}`,
    downloadLocation: UNKNOWN,
    filesAnalyzed: true,
    packageVerificationCode: { packageVerificationCodeValue: verificationCode(files) },
    checksums: [{ algorithm: 'SHA256', checksumValue: subject.archiveSha256 }],
    licenseConcluded: UNKNOWN,
    licenseDeclared: subject.license ?? UNKNOWN,
    licenseInfoFromFiles: [UNKNOWN],
    copyrightText: UNKNOWN,
    primaryPackagePurpose: 'APPLICATION',
  };
}

function describeComponent({ name, version, path, licencePath, purl, cpe }: Component, files: readonly SpdxFile[]) {
  const file = files.find(({ fileName }) => fileName === `./${path}`);
  return {
    SPDXID: `SPDXRef-Package-${name.replace(/[^A-Za-z0-9.-]/g, '-')}`,
    name,
    versionInfo: version,
    packageFileName: `./${path}`,
    supplier: UNKNOWN,
    downloadLocation: UNKNOWN,
    filesAnalyzed: false,
    checksums: file?.checksums ?? [],
    licenseConcluded: UNKNOWN,
    licenseDeclared: UNKNOWN,
    licenseComments: `The text is ./${licencePath} of the package.`,
    copyrightText: UNKNOWN,
    externalRefs: [
      { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl },
      { referenceCategory: 'SECURITY', referenceType: 'cpe23Type', referenceLocator: cpe },
    ],
    primaryPackagePurpose: 'APPLICATION',
  };
}

type SpdxFile = ReturnType<typeof describeFile>;

/** SPDX wants the weak SHA-1 of every file; SHA-256 stands beside it. */
function describeFile(file: PackFile) {
  const bytes = bytesOf(file);
  const [sha1, sha256] = [hash('sha1', bytes), hash('sha256', bytes)];
  return {
    SPDXID: `SPDXRef-File-${hash('sha256', file.path).slice(0, 16)}`,
    fileName: `./${file.path}`,
    checksums: [
      { algorithm: 'SHA1', checksumValue: sha1 },
      { algorithm: 'SHA256', checksumValue: sha256 },
    ],
    licenseConcluded: UNKNOWN,
    licenseInfoInFiles: [UNKNOWN],
    copyrightText: UNKNOWN,
  };
}

/** SPDX 2.3, 7.9: the SHA-1 of all files' SHA-1, sorted and joined. */
function verificationCode(files: readonly SpdxFile[]): string {
  const sums = files.map(({ checksums }) => checksums[0]?.checksumValue ?? '');
  return hash('sha1', sums.sort().join(''));
}

export function hash(algorithm: 'sha1' | 'sha256', content: string | Uint8Array): string {
  return createHash(algorithm).update(content).digest('hex');
}
