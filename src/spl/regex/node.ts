/** A PCRE pattern as a tree. Modes, quoting and escapes are resolved: what is here means the same wherever it stands. */
import type { CharacterSet } from './characterset.js';

export type Assertion =
  | 'start' // \A, and ^ outside multiline mode
  | 'lineStart' // ^ in multiline mode
  | 'end' // \z
  | 'lastLine' // \Z, and $ outside multiline mode: the end, or before the newline that ends the text
  | 'lineEnd' // $ in multiline mode
  | 'wordBoundary'
  | 'notWordBoundary';

export interface Repeat {
  readonly kind: 'repeat';
  readonly body: Node;
  readonly min: number;
  /** Infinity for no bound. */
  readonly max: number;
  readonly lazy: boolean;
}

export interface Look {
  readonly kind: 'look';
  readonly behind: boolean;
  readonly negated: boolean;
  readonly body: Node;
  readonly at: number;
}

export interface Reference {
  readonly kind: 'reference';
  readonly group: number;
  readonly at: number;
}

export type Node =
  /** One character. */
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Node[] }
  | { readonly kind: 'choice'; readonly branches: readonly Node[] }
  | Repeat
  | { readonly kind: 'group'; readonly number: number; readonly body: Node }
  /** Matched once and never given back: `(?>…)` and possessive quantifiers. */
  | { readonly kind: 'atomic'; readonly body: Node }
  | Look
  | { readonly kind: 'assertion'; readonly which: Assertion }
  | Reference
  /** `\R`. */
  | { readonly kind: 'newline' };

/** What a pattern says, by its tree and the names of its groups. */
export interface ParsedPattern {
  readonly tree: Node;
  readonly groupCount: number;
  /** Number by name, in the order of the pattern. */
  readonly names: ReadonlyMap<string, number>;
}

export const NOTHING: Node = { kind: 'sequence', parts: [] };

export function sequence(parts: readonly Node[]): Node {
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'sequence', parts };
}

/** The nodes one level below. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'sequence':
      return node.parts;
    case 'choice':
      return node.branches;
    case 'repeat':
    case 'group':
    case 'atomic':
    case 'look':
      return [node.body];
    default:
      return [];
  }
}

/** The capturing groups in a node. */
export function groupsIn(node: Node): readonly number[] {
  const inner = children(node).flatMap(groupsIn);
  return node.kind === 'group' ? [node.number, ...inner] : inner;
}
