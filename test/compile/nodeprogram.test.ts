/** A Node that goes along: what its file says, and what the package says about it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { compile, pack, platforms, releaseOf } from '../../src/compile/index.js';
import type { CarriedNode, Platform } from '../../src/compile/index.js';
import { mini, writeRepository } from '../cli/fixture.js';
import { readTgz } from './tar.js';

const [linux = {} as Platform] = platforms;

interface Parts {
  readonly magic?: string;
  readonly bits?: number;
  readonly type?: number;
  readonly machine?: number;
  readonly interpreter?: string;
  readonly release?: string;
}

/** An ELF file of one program header; no system would start it. */
function elf({ magic = '\u007fELF', bits = 2, type = 2, machine = 0x3e, interpreter = linux.interpreter, release = '22.1.0' }: Parts = {}): Buffer {
  const header = Buffer.alloc(64 + 56);
  header.write(magic, 0, 'latin1');
  header.set([bits, 1, 1], 4);
  header.writeUInt16LE(type, 16);
  header.writeUInt16LE(machine, 18);
  header.writeBigUInt64LE(64n, 32);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(1, 56);
  header.writeUInt32LE(3, 64);
  header.writeBigUInt64LE(120n, 64 + 8);
  header.writeBigUInt64LE(BigInt(interpreter.length + 1), 64 + 32);
  return Buffer.concat([header, Buffer.from(`${interpreter}\0 https://nodejs.org/download/release/v1.2.3/node-v1.2.4.tar.gz https://nodejs.org/download/release/v${release}/node-v${release}.tar.gz\0`)]);
}

const faultOf = (program: Uint8Array): string => {
  const release = releaseOf(program, linux);
  return 'fault' in release ? release.fault : `release ${release.version}`;
};

describe('the release of a program', () => {
  test.each<[string, Parts, string]>([
    ['an official build', {}, 'release 22.1.0'],
    ['one that can lie anywhere in memory', { type: 3, release: '26.10.0' }, 'release 26.10.0'],
    ['a text', { magic: '#!/b' }, 'is no program for Linux (no ELF file)'],
    ['a program of 32 bits', { bits: 1 }, 'is no 64-bit program'],
    ['ARM64', { machine: 0xb7 }, 'is for another machine (ARM64)'],
    ['a machine that nobody knows', { machine: 0x1234 }, 'is for another machine (number 4660)'],
    ['an object file', { type: 1 }, 'is an ELF file, but no program'],
    ['musl', { interpreter: '/lib/ld-musl-x86_64.so.1' }, "is built for another Linux: its loader is /lib/ld-musl-x86_64.so.1, Splunk's systems have /lib64/ld-linux-x86-64.so.2"],
    ['a loader without a name', { interpreter: '' }, "is built for another Linux: its loader is , Splunk's systems have /lib64/ld-linux-x86-64.so.2"],
    ['another program', { release: 'x' }, 'is no official build of Node: it does not hold the address of its release'],
    ['an old one', { release: '20.19.0' }, 'is Node 20.19.0; 22 is the oldest that is carried along'],
  ])('%s', (_, parts, expected) => {
    expect(faultOf(elf(parts))).toBe(expected);
  });

  test('of anything that was cut or bent is a fault or a release, never a crash', () => {
    const whole = elf();
    fc.assert(fc.property(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(119), fc.nat(255)), { maxLength: 4 }), (length, changes) => {
      const bytes = Buffer.from(whole.subarray(0, length));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      expect(typeof faultOf(bytes)).toBe('string');
    }));
    expect(faultOf(Buffer.alloc(0))).toContain('no ELF file');
  });
});

describe('the package', () => {
  const node: CarriedNode = { platform: 'linux_x86_64', version: '22.1.0', sha256: 'f00d', program: elf(), licence: 'Node.js is licensed for use as follows' };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carried-'));
    writeRepository(join(folder, 'c'), mini);
  });
  afterEach(() => { rmSync(folder, { recursive: true }); });

  const compiled = async (carried?: CarriedNode) => (await compile(join(folder, 'c'), { target: 8, digestMode: 'auto', today: '2026-01-02', ...(carried && { carriedNode: carried }) })).files;
  const textOf = (files: Awaited<ReturnType<typeof compiled>>, path: string): string => String(files.find((file) => file.path === path)?.content ?? '');

  test('holds the program, its licence and what it is, and keeps them from the indexers', async () => {
    const files = await compiled(node);
    expect(files.filter(({ path }) => path.startsWith('linux_x86_64/')).map(({ path, executable }) => [path, executable])).toEqual([
      ['linux_x86_64/LICENSE', undefined], ['linux_x86_64/bin/node', true], ['linux_x86_64/node.json', undefined],
    ]);
    expect(textOf(files, 'default/distsearch.conf')).toContain('\nexclude_MiniApp_linux_x86_64 = apps[/\\\\]MiniApp[/\\\\]linux_x86_64[/\\\\]...\n');
    expect(JSON.parse(textOf(files, 'linux_x86_64/node.json'))).toMatchObject({ version: '22.1.0', sha256: 'f00d', bytes: node.program.length });
    expect(textOf(files, 'README.md')).toContain('22.1.0 goes along for linux_x86_64 (SHA-256 f00d');
    expect((await compiled()).map(({ path }) => path)).toEqual(files.map(({ path }) => path).filter((path) => !path.startsWith('linux_x86_64/')));
  });

  test('has a name of its own, names the program in the SBOM, and leaves the unpacked app alone', async () => {
    const component = { name: 'node', version: '22.1.0', path: 'linux_x86_64/bin/node', licencePath: 'linux_x86_64/LICENSE', purl: 'pkg:generic/nodejs@22.1.0', cpe: 'cpe:2.3:a:nodejs:node.js:22.1.0:*:*:*:*:*:*:*' };
    const made = await pack({ files: await compiled(node), app: { id: 'MiniApp', version: '1.2.3', author: 'A' }, out: folder, date: '2026-01-02', tool: 't', variant: node.platform, components: [component] });
    if (!('archive' in made)) throw new Error(made.map(({ message }) => message).join());
    expect(made.archive).toBe(join(folder, 'MiniApp-1.2.3-linux_x86_64.tgz'));
    expect(made.folder).toBeUndefined();
    const program = readTgz(readFileSync(made.archive)).find(({ name }) => name === 'MiniApp/linux_x86_64/bin/node');
    expect([program?.mode, program?.content.equals(node.program)]).toEqual([0o755, true]);
    const sbom = JSON.parse(readFileSync(made.sbom, 'utf8')) as { packages: Record<string, unknown>[]; files: { fileName: string; checksums: unknown }[]; relationships: unknown[] };
    const file = sbom.files.find(({ fileName }) => fileName === './linux_x86_64/bin/node');
    expect(sbom.packages[1]).toMatchObject({ SPDXID: 'SPDXRef-Package-node', name: 'node', versionInfo: '22.1.0', checksums: file?.checksums });
    expect(sbom.relationships).toContainEqual({ spdxElementId: 'SPDXRef-Package', relatedSpdxElement: 'SPDXRef-Package-node', relationshipType: 'CONTAINS' });
  });
});
