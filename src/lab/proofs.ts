/** The proof of an app: every search that has tests, or must have them. */
import { finding } from '../diagnostic/index.js';
import type { Diagnostic } from '../diagnostic/index.js';
import { detectionStanza, filterMacroOf } from '../model/index.js';
import type { Content, Detection } from '../model/index.js';
import { planSpl2 } from '../spl/index.js';
import type { Plan, SearchStage } from '../spl/index.js';
import type { InstalledApp } from './app.js';
import { labCodes } from './codes.js';
import { faultsOfHints } from './hints.js';
import type { HintFault } from './hints.js';
import { mutantsOf } from './mutate.js';
import { passesTests, planOf, prove, runTests } from './prove.js';
import type { LabOptions, Proof, Sample, Subject } from './prove.js';
import { samplesOf } from './samples.js';

interface WholeProof extends Proof {
  /** What is wrong with extensions.allowlist_hints. */
  readonly hints: readonly HintFault[];
}

export interface ProvenSearch extends WholeProof {
  readonly milliseconds: number;
}

export interface Proofs {
  readonly proofs: readonly ProvenSearch[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ProofsOptions extends LabOptions {
  /** A clock for durations, in milliseconds. */
  readonly clock: () => number;
  /** Called before each search. */
  readonly step?: (name: string) => Promise<void>;
  /** Only these, by name or stem. */
  readonly only?: (detection: Detection) => boolean;
}

/** Content of others, which has no such tests, gives no proofs and no findings. */
export async function proveAll(content: Content, app: InstalledApp, options: ProofsOptions): Promise<Proofs> {
  const { subjects, diagnostics } = subjectsOf(content);
  const proofs: ProvenSearch[] = [];
  for (const subject of subjects.filter(({ detection }) => options.only?.(detection) ?? true)) {
    await options.step?.(subject.detection.name);
    const start = options.clock();
    const proof = await proveWhole(subject, app, options);
    proofs.push({ ...proof, milliseconds: options.clock() - start });
  }
  return { proofs, diagnostics: [...diagnostics, ...proofs.flatMap(faultsOf), ...proofs.flatMap(warningsOf)] };
}

/** Searches with tests; with `proven` in build.yml, every one that is in production. */
export function subjectsOf(content: Content): { readonly subjects: readonly Subject[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const byStem = new Map<string, readonly Sample[]>();
  for (const file of content.samples) {
    const { samples, faults } = samplesOf(file);
    byStem.set(file.stem, samples);
    for (const { line, message } of faults) diagnostics.push(finding(labCodes, 'L103', message, { file: file.origin.file, line, column: 1 }));
    diagnostics.push(...strays(content, file.stem, file.origin.file, samples));
  }
  const must = content.app.extensions.proven === true;
  const wanted = content.detections.filter(({ extensions, status }) => extensions?.tests !== undefined || (must && status === 'production'));
  const subjects = wanted.map((detection): Subject => ({ detection, stanza: detectionStanza(content.app.prefix, detection.name), samples: byStem.get(detection.stem) ?? [] }));
  return { subjects, diagnostics };
}

function strays({ detections }: Content, stem: string, file: string, samples: readonly Sample[]): Diagnostic[] {
  const detection = detections.find((candidate) => candidate.stem === stem);
  if (!detection) return [finding(labCodes, 'L104', `there is no detection of the file name ${stem}`, { file, line: 1, column: 1 })];
  const names = new Set((detection.extensions?.tests ?? []).map(({ name }) => name));
  const stray = samples.find(({ test }) => !names.has(test));
  return stray ? [finding(labCodes, 'L104', `${detection.name} has no test ${JSON.stringify(stray.test.slice(0, 100))}`, { file, line: stray.line, column: 1 })] : [];
}

/** The search; what it says of false positives; and where it is written in SPL2 too, that form by the same tests. */
async function proveWhole(subject: Subject, app: InstalledApp, options: LabOptions): Promise<WholeProof> {
  const proof = await proveBoth(subject, app, options);
  if (proof.verdict !== 'proven' || !subject.detection.extensions?.allowlist_hints) return { ...proof, hints: [] };
  const hints = await faultsOfHints(subject, planOf(app.searches.get(subject.stanza)?.search ?? '', app, options), app, options);
  const [first] = hints;
  return first ? { ...proof, verdict: 'failed', why: first.message, hints } : { ...proof, hints };
}

async function proveBoth(subject: Subject, app: InstalledApp, options: LabOptions): Promise<Proof> {
  const proof = await prove(subject, app, options);
  const spl2 = subject.detection.extensions?.spl2;
  if (proof.verdict !== 'proven' || !spl2) return proof;
  const plan = planSpl2(spl2.search);
  const [problem] = plan.problems;
  if (problem) return { ...proof, verdict: 'unprovable', why: `its SPL2 form: ${problem.message}` };
  // The stream's result has other fields; what is compared is which events make one.
  const withoutFields: Subject = { ...subject, detection: { ...subject.detection, extensions: { ...subject.detection.extensions, tests: (subject.detection.extensions.tests ?? []).map(({ name, expected_results }) => ({ name, expected_results })) } } };
  const tests = await runTests(withoutFields, plan, app, options);
  const failed = tests.find(({ failure }) => failure !== undefined);
  return failed ? { ...proof, verdict: 'failed', why: `its SPL2 form: ${failed.name}: ${failed.failure ?? ''}` } : proof;
}

function faultsOf({ subject, verdict, why, tests, hints }: WholeProof): Diagnostic[] {
  const { origin, name } = subject.detection;
  const at = (index: number) => origin.place(index < 0 ? ['extensions', 'tests'] : ['extensions', 'tests', index, 'name']);
  if (verdict === 'unprovable') return [finding(labCodes, 'L102', `${name} cannot be proven here: ${why}`, origin.place(['search']))];
  if (verdict === 'proven') return [];
  if (hints.length > 0) return hints.map(({ index, message }) => finding(labCodes, 'L107', `${name}: ${message}`, origin.place(['extensions', 'allowlist_hints', index])));
  const failed = tests.flatMap(({ name: test, failure }, index) => (failure === undefined ? [] : [finding(labCodes, 'L101', `${name}: the test ${JSON.stringify(test)} fails: ${failure}`, at(index))]));
  return failed.length > 0 ? failed : [finding(labCodes, 'L101', `${name}: ${why}`, at(-1))];
}

function warningsOf({ subject: { detection }, warnings }: Proof): Diagnostic[] {
  return warnings.map((warning) => finding(labCodes, 'L106', `${detection.name}: ${warning}`, detection.origin.place(['search'])));
}

export interface MutationResult {
  readonly detection: Detection;
  readonly mutants: number;
  /** What was changed without any test noticing. */
  readonly survivors: readonly string[];
}

/** Every mutant of every proven search against its tests. The filter macro is left as it is: the allowlist has proofs of its own. */
export async function mutateAll(proofs: readonly Proof[], app: InstalledApp, options: ProofsOptions): Promise<{ readonly results: readonly MutationResult[]; readonly diagnostics: readonly Diagnostic[] }> {
  const results: MutationResult[] = [];
  for (const { subject } of proofs.filter(({ verdict }) => verdict === 'proven')) {
    await options.step?.(subject.detection.name);
    const text = app.searches.get(subject.stanza)?.search ?? '';
    const plan = planOf(text, app, options);
    const mutants = mutantsOf(plan, filterStages(plan, text, subject.detection));
    const survivors: string[] = [];
    for (const mutant of mutants) if (await survives(mutant.text, subject, app, options)) survivors.push(mutant.change);
    results.push({ detection: subject.detection, mutants: mutants.length, survivors });
  }
  const diagnostics = results.flatMap(({ detection, survivors }) => survivors.map((change) => finding(labCodes, 'L105', `${detection.name} passes every test ${change}`, detection.origin.place(['search']))));
  return { results, diagnostics };
}

/** What the call of the filter macro stands for. */
function filterStages({ stages }: Plan, text: string, { stem }: Detection): (stage: SearchStage) => boolean {
  const filters = new Set(stages.filter(({ place }) => text.slice(place.start, place.end).includes(`\`${filterMacroOf(stem)}\``)).map(({ stage }) => stage));
  return (stage) => filters.has(stage);
}

async function survives(text: string, subject: Subject, app: InstalledApp, options: LabOptions): Promise<boolean> {
  const plan = planOf(text, app, options);
  if (plan.problems.length > 0) return false;
  try {
    return await passesTests(subject, plan, app, options);
  } catch {
    // A search that can no longer be run has been noticed.
    return false;
  }
}
