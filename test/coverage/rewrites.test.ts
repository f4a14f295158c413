/** The generator itself: it knows every variant, gives the same for the same seed, and shares no words with the examples. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, describeWithData } from '../data.js';
import { abuse, dualUse, rewrites } from './rewrites.js';

test('the same seed gives the same, another seed something else', () => {
  expect(rewrites(abuse, 3, 7)).toEqual(rewrites(abuse, 3, 7));
  const [one, two] = [rewrites(abuse, 3, 7), rewrites(abuse, 3, 8)].map((list) => list.map(({ events }) => JSON.stringify(events)));
  expect(one?.filter((text, index) => text === two?.[index])).toEqual([]);
});

test('rewrites of one variant differ from each other', () => {
  const texts = new Map<string, Set<string>>();
  for (const { group, events } of rewrites(abuse, 20, 1)) texts.set(group, (texts.get(group) ?? new Set()).add(JSON.stringify(events)));
  expect([...texts].filter(([, { size }]) => size < 20)).toEqual([]);
});

describeWithData('the published variants', () => {
  const variants = readFileSync(join(dataFolder, 'variants.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { readonly id: string; readonly dual_use: boolean; readonly events: readonly object[] });

  test('each is rewritten, on its side', () => {
    expect(variants.filter(({ id, dual_use }) => !(id in (dual_use ? dualUse : abuse))).map(({ id }) => id)).toEqual([]);
  });
});
