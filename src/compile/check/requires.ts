/** Commands that are programs of their own need more than a search head: the detection says so, and then ships disabled. */
import type { SearchCheck } from './context.js';
import { isDetection } from './context.js';

export const requires: SearchCheck = (context, search) => {
  if (!isDetection(search)) return;
  const programs = new Set((context.options.commands ?? []).map(({ name }) => name));
  const { stages, problems } = context.plan(search.search);
  const called = stages.filter(({ stage }) => programs.has(stage.name));
  const declared = new Set<string>(search.extensions?.requires ?? []);
  const undeclared = called.find(({ stage }) => !declared.has(stage.name));
  if (undeclared) context.report('C250', search.origin, ['search'], `the search calls ${undeclared.stage.name}, and extensions.requires does not name it`, undefined, undeclared.place.start);
  const unused = [...declared].find((name) => programs.has(name) && !called.some(({ stage }) => stage.name === name));
  if (unused !== undefined && problems.length === 0) context.report('C250', search.origin, ['extensions', 'requires'], `extensions.requires names ${unused}, which the search does not call`);
};
