import type { SyntaxProblem } from '../codes.js';
import type { Stage } from '../commands/command.js';

/** A search or subsearch, read: its commands in the order they run. */
export interface Search {
  readonly stages: readonly Stage[];
  readonly start: number;
  readonly end: number;
}

export interface ParsedSearch {
  readonly search: Search;
  /** In the order of the text. A command with a problem is no stage of the search. */
  readonly problems: readonly SyntaxProblem[];
}
