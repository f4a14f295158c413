/** A file of variants, line by line, through searches and score. */
import { createReadStream } from 'node:fs';
import { highest, readVariant } from '../../lab/index.js';
import type { ActRunner, Covered, Variant } from '../../lab/index.js';
import type { Io } from '../io.js';
import { scoreOf } from './score.js';
import type { ChosenSearch } from './searches.js';

export interface BrokenLine {
  readonly line: number;
  readonly why: string;
}

export interface VariantsRead {
  readonly covered: readonly Covered[];
  readonly broken: readonly BrokenLine[];
}

/** When acts happen that have no time of their own: the same on every day, so that the same file gives the same matrix. */
export const ACT_TIME = 1_772_442_000;
const HOST = 'ws07.corp.example';
/** In characters; a variant is a handful of events. */
const LONGEST_LINE = 4_000_000;

/** Throws what the file system says. */
export async function coverVariants(file: string, searches: readonly ChosenSearch[], runner: ActRunner, io: Pick<Io, 'signal' | 'progress'>): Promise<VariantsRead> {
  const known = byStanza(searches);
  const covered: Covered[] = [];
  const broken: BrokenLine[] = [];
  const seen = new Set<string>();
  let line = 0;
  for await (const text of linesOf(file)) {
    line++;
    io.signal.throwIfAborted();
    if (text.trim() === '') continue;
    const variant = text.length > LONGEST_LINE ? 'the line is too long' : readVariant(text, { time: ACT_TIME - 600, host: HOST });
    const why = typeof variant === 'string' ? variant : seen.has(variant.id) ? `${variant.id} was there before` : undefined;
    if (why !== undefined) broken.push({ line, why: `is no variant: ${why}` });
    if (typeof variant === 'string' || why !== undefined) continue;
    broken.push(...variant.unread.map((event) => ({ line, why: `${variant.id}: ${event}` })));
    seen.add(variant.id);
    covered.push(await coverVariant(variant, known, runner));
    io.progress(`running variants: ${covered.length}`);
  }
  return { covered, broken };
}

/** A variant through the runner's searches, and its score. */
export async function coverVariant(variant: Variant, searches: ReadonlyMap<string, ChosenSearch>, runner: ActRunner): Promise<Covered> {
  const fired = await runner.run(variant.events);
  return {
    variant,
    fired: fired.flatMap((one) => {
      const search = searches.get(one.stanza);
      return search ? [{ ...one, origin: search.origin }] : [];
    }),
    score: highest(variant.events.map(scoreOf)),
  };
}

export function byStanza(searches: readonly ChosenSearch[]): ReadonlyMap<string, ChosenSearch> {
  return new Map(searches.map((search) => [search.stanza, search]));
}

/** A line that never ends is cut, not held. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of createReadStream(file, { encoding: 'utf8' }) as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE + 1);
    yield* lines;
  }
  if (rest !== '') yield rest;
}
