/** What a Node says about itself without being started: for which system it is, and which release. */

export interface Platform {
  /** As Splunk names the folder of an app's programs. */
  readonly name: string;
  /** e_machine of ELF. */
  readonly machine: number;
  /** The loader that Splunk's systems have: glibc's, not musl's. */
  readonly interpreter: string;
  /** Of Node's `process.platform` and `process.arch`: where such a program can be started. */
  readonly runsOn: string;
}

/** The platforms on which our launcher starts something. */
export const platforms: readonly Platform[] = [{ name: 'linux_x86_64', machine: 0x3e, interpreter: '/lib64/ld-linux-x86-64.so.2', runsOn: 'linux-x64' }];

export const OLDEST_CARRIED = 22;

const MACHINES: ReadonlyMap<number, string> = new Map([[0x03, '32-bit x86'], [0x28, '32-bit ARM'], [0x3e, 'x86-64'], [0xb7, 'ARM64'], [0xf3, 'RISC-V'], [0x15, 'POWER'], [0x16, 'S/390']]);
const [EXECUTABLE, SHARED] = [2, 3];
const INTERPRETER = 3;

/** The release (`22.1.0`) of an official build for this platform, or what keeps the file from being one. */
export function releaseOf(program: Uint8Array, { machine, interpreter }: Platform): { readonly version: string } | { readonly fault: string } {
  const bytes = Buffer.from(program.buffer, program.byteOffset, program.byteLength);
  const fault = faultOfElf(bytes, machine);
  if (fault !== undefined) return { fault };
  const found = interpreterOf(bytes);
  if (found !== interpreter) return { fault: found === undefined ? 'names no loader' : `is built for another Linux: its loader is ${found}, Splunk's systems have ${interpreter}` };
  const version = releaseAddress(bytes);
  if (version === undefined) return { fault: 'is no official build of Node: it does not hold the address of its release' };
  const major = Number(version.split('.')[0]);
  return major < OLDEST_CARRIED ? { fault: `is Node ${version}; ${OLDEST_CARRIED} is the oldest that is carried along` } : { version };
}

/** ELF 64, little endian, a program for this machine. Source: System V ABI, "ELF header". */
function faultOfElf(bytes: Buffer, machine: number): string | undefined {
  if (bytes.length < 64 || bytes.toString('latin1', 0, 4) !== '\u007fELF') return 'is no program for Linux (no ELF file)';
  if (bytes[4] !== 2 || bytes[5] !== 1) return 'is no 64-bit program';
  const found = bytes.readUInt16LE(18);
  if (found !== machine) return `is for another machine (${MACHINES.get(found) ?? `number ${found}`})`;
  return [EXECUTABLE, SHARED].includes(bytes.readUInt16LE(16)) ? undefined : 'is an ELF file, but no program';
}

/** The text of the program header that names the loader. Every number is checked against the size of the file. */
function interpreterOf(bytes: Buffer): string | undefined {
  const [start, size, count] = [Number(bytes.readBigUInt64LE(32)), bytes.readUInt16LE(54), bytes.readUInt16LE(56)];
  for (let index = 0; index < count; index++) {
    const at = start + index * size;
    if (at + 56 > bytes.length) return undefined;
    if (bytes.readUInt32LE(at) !== INTERPRETER) continue;
    const [from, length] = [Number(bytes.readBigUInt64LE(at + 8)), Number(bytes.readBigUInt64LE(at + 32))];
    return length > 0 && length < 256 && from + length <= bytes.length ? bytes.toString('latin1', from, from + length - 1) : undefined;
  }
  return undefined;
}

/** Official builds hold it for `process.release.sourceUrl`; it does not depend on where the file is looked at. */
function releaseAddress(bytes: Buffer): string | undefined {
  const before = 'https://nodejs.org/download/release/v';
  for (let at = bytes.indexOf(before); at >= 0; at = bytes.indexOf(before, at + 1)) {
    const match = /^(\d{1,4}\.\d{1,4}\.\d{1,4})\/node-v\1\.tar\.gz/.exec(bytes.toString('latin1', at + before.length, at + before.length + 60));
    if (match) return match[1];
  }
  return undefined;
}
