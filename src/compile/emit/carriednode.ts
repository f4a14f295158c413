/** A Node that the package carries along, for the launcher in bin/. */
import type { AppFile } from '../read/index.js';

export interface CarriedNode {
  /** As Splunk names the folder of an app's programs. */
  readonly platform: string;
  readonly version: string;
  readonly sha256: string;
  readonly program: Uint8Array;
  readonly licence: string;
}

export function programPath({ platform }: Pick<CarriedNode, 'platform'>): string {
  return `${platform}/bin/node`;
}

/** The program, its licence, and what it is, so that an admin can compare. */
export function carriedFiles(node: CarriedNode | undefined): AppFile[] {
  if (node === undefined) return [];
  const { platform, version, sha256, program, licence } = node;
  return [
    { path: programPath(node), content: program, executable: true },
    { path: `${platform}/LICENSE`, content: licence },
    { path: `${platform}/node.json`, content: `${JSON.stringify({ name: 'Node.js', version, platform, path: programPath(node), bytes: program.length, sha256 }, null, 2)}\n` },
  ];
}
