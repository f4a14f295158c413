/** Runs the tests of detections on the searches of a built app. */
import type { Detection, SampleTest } from '../model/index.js';
import { planSearch, Refusal, textOf, valuesOf } from '../spl/index.js';
import type { Plan, PlanOptions, Row } from '../spl/index.js';
import type { InstalledApp } from './app.js';
import { Engine } from './engine.js';
import type { EngineOptions, MappedEvent, Outcome } from './engine.js';

export interface Sample {
  readonly test: string;
  readonly event: MappedEvent;
  readonly line: number;
}

export interface Subject {
  readonly detection: Detection;
  /** Name of its stanza. */
  readonly stanza: string;
  readonly samples: readonly Sample[];
}

export interface TestResult {
  readonly name: string;
  readonly expected: number;
  readonly got: number;
  /** Why it failed; nothing where it passed. */
  readonly failure: string | undefined;
}

export interface Proof {
  readonly subject: Subject;
  /** `unprovable`: the lab cannot follow the search exactly, or it has no tests in both directions. */
  readonly verdict: 'proven' | 'failed' | 'unprovable';
  readonly why: string;
  readonly tests: readonly TestResult[];
  /** What the commands said while they ran, such as a setting that cannot be used. */
  readonly warnings: readonly string[];
  /** Tests that made results, and that made none. */
  readonly fired: number;
  readonly silent: number;
}

export type LabOptions = Pick<EngineOptions, 'findExternal' | 'guard' | 'timeZone'> & Pick<PlanOptions, 'commands' | 'datasetFields'>;

export function planOf(text: string, app: InstalledApp, { commands, datasetFields }: LabOptions): Plan {
  return planSearch(text, { findMacro: app.findMacro, ...(commands && { commands }), ...(datasetFields && { datasetFields }) });
}

export async function prove(subject: Subject, app: InstalledApp, options: LabOptions): Promise<Proof> {
  const installed = app.searches.get(subject.stanza);
  if (!installed) return unprovable(subject, `the app has no stanza [${subject.stanza}]`);
  const plan = planOf(installed.search, app, options);
  const reason = reasonAgainst(subject, plan);
  if (reason !== undefined) return unprovable(subject, reason);
  try {
    const warnings = new Set<string>();
    const tests = await runTests(subject, plan, app, options, warnings);
    const failed = tests.find(({ failure }) => failure !== undefined);
    return {
      subject, tests, warnings: [...warnings],
      verdict: failed ? 'failed' : 'proven',
      why: failed ? `${failed.name}: ${failed.failure ?? ''}` : '',
      fired: tests.filter(({ got }) => got > 0).length,
      silent: tests.filter(({ got }) => got === 0).length,
    };
  } catch (error) {
    if (error instanceof Refusal) return unprovable(subject, error.message);
    throw error;
  }
}

function unprovable(subject: Subject, why: string): Proof {
  return { subject, verdict: 'unprovable', why, tests: [], warnings: [], fired: 0, silent: 0 };
}

/** What has to be there before a test can mean something. */
function reasonAgainst({ detection, samples }: Subject, plan: Plan): string | undefined {
  const [problem] = plan.problems;
  if (problem) return `${problem.message} (${problem.code})`;
  const refused = plan.stages.find(({ refusal }) => refusal !== undefined);
  if (refused) return refused.refusal;
  const tests = detection.extensions?.tests ?? [];
  if (tests.length === 0) return 'it has no tests under extensions.tests';
  if (!tests.some(({ expected_results: expected }) => expected > 0)) return 'no test says that it must fire';
  if (!tests.some(({ expected_results: expected }) => expected === 0)) return 'no test says that it must not fire';
  const idle = tests.find(({ name }) => !samples.some(({ test }) => test === name));
  return idle && `the test ${JSON.stringify(idle.name)} has no events in samples/${detection.stem}.jsonl`;
}

/** Each test alone: its events only, so that none can lean on another's. Warnings are added to those given. */
export async function runTests(subject: Subject, plan: Plan, app: InstalledApp, options: LabOptions, warnings = new Set<string>()): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const test of subject.detection.extensions?.tests ?? []) results.push(await judged(test, subject, plan, app, options, warnings));
  return results;
}

/** Whether all tests pass; those behind the first that fails are not run. */
export async function passesTests(subject: Subject, plan: Plan, app: InstalledApp, options: LabOptions): Promise<boolean> {
  for (const test of subject.detection.extensions?.tests ?? []) {
    if ((await judged(test, subject, plan, app, options, new Set())).failure !== undefined) return false;
  }
  return true;
}

async function judged({ name, expected_results: expected, fields }: SampleTest, subject: Subject, plan: Plan, app: InstalledApp, options: LabOptions, warnings: Set<string>): Promise<TestResult> {
  const { table: { rows }, warnings: said } = await runTest(name, subject, plan, app, options);
  for (const warning of said) warnings.add(warning);
  const wrong = fields && rows.length > 0 ? wrongFields(rows, fields) : undefined;
  const failure = rows.length === expected ? wrong : `expected ${counted(expected)}, got ${rows.length}`;
  return { name, expected, got: rows.length, failure };
}

/** The search over the events of one test. */
export function runTest(name: string, { samples }: Subject, plan: Plan, app: InstalledApp, options: LabOptions): Promise<Outcome> {
  return runOver(samples.filter(({ test }) => test === name), plan, app, options);
}

function counted(count: number): string {
  return count === 1 ? 'one result' : `${count === 0 ? 'no' : count} results`;
}

async function runOver(samples: readonly Sample[], plan: Plan, app: InstalledApp, { findExternal, guard, timeZone }: LabOptions): Promise<Outcome> {
  const now = Math.max(0, ...samples.map(({ event }) => Number(event.fields.get('_time') ?? 0)));
  const engine = new Engine({ now, timeZone, random: () => 0.5, findLookup: app.findLookup, findExternal, guard });
  engine.add(plan);
  for (const { event, line } of samples) engine.take(event, [line]);
  return engine.run(plan);
}

/** The values that come nearest; nothing where one row has them all. */
function wrongFields(rows: readonly Row[], wanted: ReadonlyMap<string, string>): string | undefined {
  const differences = rows.map((row) => [...wanted].filter(([name, value]) => !valuesOf(row.fields.get(name) ?? null).includes(value)));
  const nearest = differences.reduce((best, next) => (next.length < best.length ? next : best));
  const [first] = nearest;
  if (!first) return undefined;
  const [name, value] = first;
  const row = rows[differences.indexOf(nearest)];
  const found = row?.fields.get(name);
  return `${name} should be ${JSON.stringify(value)}, and ${found === undefined ? 'is missing' : `is ${JSON.stringify(textOf(found))}`}`;
}
