/** Acts through every search that ships: by themselves, as `bitsjobs coverage` runs them, or thousands in one pass. */
import { resolve } from 'node:path';
import { bitsscoreSyntax } from '../../src/cli/bitsscore.js';
import { setUp } from '../../src/cli/coverage/setup.js';
import type { Setup } from '../../src/cli/coverage/setup.js';
import { ACT_TIME, byStanza, coverVariant } from '../../src/cli/coverage/variants.js';
import type { ChosenSearch } from '../../src/cli/coverage/searches.js';
import { compile } from '../../src/compile/index.js';
import { Engine } from '../../src/lab/engine.js';
import { actionsOf, makeOf, Throttle } from '../../src/lab/finding.js';
import { ActRunner, planOf, readVariant, withAllowlist } from '../../src/lab/index.js';
import type { Covered, Variant } from '../../src/lab/index.js';
import type { AllowlistEntry, Content } from '../../src/model/index.js';
import type { Row } from '../../src/spl/index.js';

const folder = resolve(import.meta.dirname, '../../content');

export interface Shipped extends Setup {
  readonly content: Content;
}

/** With these entries in the allowlist. */
export async function shipped(entries: readonly AllowlistEntry[] = []): Promise<Shipped> {
  const compiled = await compile(folder, { target: 8, digestMode: 'auto', today: '2026-11-21', commands: [await bitsscoreSyntax()] });
  if (!compiled.content) throw new Error('the content of the project cannot be read');
  const setup = await setUp(compiled, compiled.content);
  // The searches are our own, and proofs elsewhere run them under a limit of time: here it would cost more than they do.
  return { ...setup, content: compiled.content, app: withAllowlist(setup.app, entries, ACT_TIME), options: { ...setup.options, guard: (work) => work() } };
}

/** An act whose events name no host of their own has one that no other has. */
export function variantOf(act: object, number: number): Variant {
  const variant = readVariant(JSON.stringify(act), { time: ACT_TIME - 600, host: `host${number}.corp.example` });
  if (typeof variant === 'string' || variant.unread.length > 0) throw new Error(JSON.stringify(variant));
  return variant;
}

export async function coverAlone({ searches, app, options }: Shipped, acts: readonly object[]): Promise<readonly Covered[]> {
  const runner = new ActRunner(searches.map(({ installed }) => installed), app, { ...options, now: ACT_TIME, random: () => 0.5 });
  const known = byStanza(searches);
  const covered: Covered[] = [];
  for (const [number, act] of acts.entries()) covered.push(await coverVariant(variantOf(act, number), known, runner));
  return covered;
}

/** Each search once over all: for acts of different hosts, since searches group by host. Without scores. */
export async function coverTogether(setup: Shipped, acts: readonly object[]): Promise<readonly Covered[]> {
  const variants = acts.map(variantOf);
  const fired = new Map(variants.map((_, number): [number, Covered['fired'][number][]] => [number, []]));
  for (const search of setup.searches) {
    for (const [number, rows] of await rowsByAct(setup, search, variants)) fired.get(number)?.push(firedBy(search, rows));
  }
  return variants.map((variant, number) => ({ variant, fired: fired.get(number) ?? [], score: undefined }));
}

async function rowsByAct({ app, options }: Shipped, { installed }: ChosenSearch, variants: readonly Variant[]): Promise<ReadonlyMap<number, readonly Row[]>> {
  const engine = new Engine({ ...options, now: ACT_TIME, random: () => 0.5, findLookup: app.findLookup });
  const plan = planOf(installed.search, app, options);
  const [problem] = plan.problems;
  if (problem) throw new Error(`${installed.name}: ${problem.message}`);
  engine.add(plan);
  for (const [number, { events }] of variants.entries()) for (const event of events) engine.take(event, [number]);
  const byAct = new Map<number, Row[]>();
  for (const row of (await engine.run(plan)).table.rows) for (const number of new Set(row.events)) byAct.set(number, [...(byAct.get(number) ?? []), row]);
  return byAct;
}

function firedBy({ stanza, origin, installed }: ChosenSearch, rows: readonly Row[]): Covered['fired'][number] {
  const actions = actionsOf(installed);
  const throttle = new Throttle(actions.throttling);
  const made = rows.filter((row) => throttle.passes(row, ACT_TIME)).flatMap((row) => makeOf(actions, row));
  return { stanza, origin, rows, made, tier: actions.isFinding ? 'finding' : actions.isRisk ? 'risk' : 'hunt' };
}
