import type { ProvenSearch } from '../../lab/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import { exitCodeOf, findingsJson, renderFindings } from '../findings.js';
import type { Io } from '../io.js';
import { compileSources, sourceOptions, sourcesOf } from '../sources.js';
import { exitCodes, formatOption, wrongUse } from '../verb.js';
import type { Verb } from '../verb.js';
import { tableText } from '../table.js';

export const test: Verb = {
  name: 'test',
  summary: 'Proves detections offline: runs the searches that ship over their samples, in both directions.',
  usage: '[--content <folder>] [--app <archive>] [--mutate] [options]',
  options: [
    ...sourceOptions.filter(({ name }) => name === 'content' || name === 'add'),
    { name: 'app', value: 'file', doc: 'A built archive, whose searches are proven in place of those compiled from the content.' },
    { name: 'detection', value: 'name', many: true, doc: 'Only this one, by its name or file name.' },
    { name: 'mutate', doc: 'Also runs every search with each clause dropped and each AND and OR flipped: some test must fail for each.' },
    formatOption,
  ],
  examples: [
    { line: 'test', doc: 'Proves all detections of the project in the current folder.' },
    { line: 'test --mutate --detection bits_job_persistence', doc: 'Shows whether the samples of one detection test all of its clauses.' },
    { line: 'test --app dist/DA-ESS-BitsJobs-0.1.0.tgz', doc: 'Proves the searches of an archive as it is.' },
  ],
  async run(args, io) {
    const compiled = await compileSources(sourcesOf(args), { target: 8, digestMode: 'auto' }, io);
    const { content, files } = compiled;
    if (!content) return wrongUse(io, 'there is no content that can be read', 'bitsjobs check tells why.');
    const texts = await textsOf(args.one('app'), files);
    if (typeof texts === 'string') return wrongUse(io, texts);
    const names = args.many('detection');
    const unknown = names.find((name) => !content.detections.some((detection) => detection.name === name || detection.stem === name));
    if (unknown !== undefined) return wrongUse(io, `there is no detection ${JSON.stringify(unknown)}`, `Detections: ${content.detections.map(({ stem }) => stem).join(', ')}.`);
    const { proveApp } = await import('../prove.js');
    const proven = await proveApp(content, texts, io, names.length === 0 ? undefined : ({ name, stem }) => names.includes(name) || names.includes(stem));
    const { mutateAll } = await import('../../lab/index.js');
    const mutated = args.has('mutate') ? await mutateAll(proven.proofs, proven.app, proven.options) : undefined;
    io.endStages();
    const diagnostics = [...compiled.diagnostics.filter(({ severity }) => severity === 'error'), ...proven.diagnostics, ...(mutated?.diagnostics ?? [])];
    if (args.one('format') === 'json') {
      const detections = proven.proofs.map(asJson);
      const mutants = mutated?.results.map(({ detection, mutants: count, survivors }) => ({ detection: detection.name, mutants: count, survivors }));
      io.out(`${JSON.stringify({ detections, ...(mutants && { mutants }), findings: findingsJson(diagnostics) })}\n`);
    } else io.out(proofTable(proven.proofs) + mutantText(mutated?.results) + renderFindings(diagnostics, io.colors) + verdictLine(proven.proofs, diagnostics, io));
    if (proven.proofs.length === 0) io.err('bitsjobs: no detection has tests under extensions.tests\n');
    return proven.proofs.length === 0 ? exitCodes.findings : exitCodeOf(diagnostics);
  },
};

/** From an archive, or from what the compiler would pack. */
async function textsOf(archive: string | undefined, files: readonly { readonly path: string; readonly content: string | Uint8Array }[]): Promise<ReadonlyMap<string, string> | string> {
  if (archive === undefined) return new Map(files.map(({ path, content }) => [path, typeof content === 'string' ? content : Buffer.from(content).toString('utf8')]));
  const { readFileSync } = await import('node:fs');
  const { unpackTexts } = await import('../../compile/index.js');
  try {
    return await unpackTexts(readFileSync(archive));
  } catch (error) {
    return `${archive} is no archive that can be read (${error instanceof Error && 'code' in error ? String(error.code) : 'not a .tgz'})`;
  }
}

function asJson({ subject, verdict, why, tests, fired, silent, milliseconds }: ProvenSearch) {
  return {
    detection: subject.detection.name, stanza: subject.stanza, verdict, ...(why !== '' && { why }), events: subject.samples.length, fired, silent, milliseconds: Math.round(milliseconds),
    tests: tests.map(({ name, expected, got, failure }) => ({ name, expected, got, ...(failure !== undefined && { failure }) })),
  };
}

function proofTable(proofs: readonly ProvenSearch[]): string {
  if (proofs.length === 0) return '';
  const rows = proofs.map(({ subject, fired, silent, milliseconds, verdict }) => [subject.detection.name, String(subject.samples.length), String(fired), String(silent), `${Math.round(milliseconds)} ms`, verdict === 'unprovable' ? 'cannot be proven here' : verdict]);
  return tableText(['detection', 'events', 'fired', 'silent', 'time', 'verdict'], rows);
}

function mutantText(results: readonly { readonly detection: { readonly name: string }; readonly mutants: number; readonly survivors: readonly string[] }[] | undefined): string {
  if (!results) return '';
  return `\n${tableText(['detection', 'mutants', 'caught'], results.map(({ detection, mutants, survivors }) => [detection.name, String(mutants), String(mutants - survivors.length)]))}`;
}

function verdictLine(proofs: readonly ProvenSearch[], diagnostics: readonly Diagnostic[], io: Io): string {
  const proven = proofs.filter(({ verdict }) => verdict === 'proven').length;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return `${proven} of ${proofs.length} detections proven${errors > 0 ? `, ${errors} error${errors === 1 ? '' : 's'}` : ''}, ${io.seconds().toFixed(2)} s\n`;
}
