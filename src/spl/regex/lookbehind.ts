/**
 * What may stand in a lookbehind. PCRE wants each of its alternatives of one length. JavaScript walks it from right to
 * left, which then makes no difference but to references, since these may come before what they refer to.
 */
import { children, groupsIn } from './node.js';
import type { Look, Node } from './node.js';
import { Unsayable } from './problem.js';

export function checkLookbehinds(node: Node): void {
  if (node.kind === 'look' && node.behind) check(node);
  for (const child of children(node)) checkLookbehinds(child);
}

function check({ body, at }: Look): void {
  const branches = body.kind === 'choice' ? body.branches : [body];
  if (branches.some((branch) => width(branch) === undefined)) throw new Unsayable('a lookbehind needs alternatives of one length each', at);
  const inside = new Set(groupsIn(body));
  const reference = references(body).find(({ group }) => inside.has(group));
  if (reference) throw new Unsayable('a backreference inside the lookbehind of its group cannot be said', reference.at);
}

function references(node: Node): { group: number; at: number }[] {
  return node.kind === 'reference' ? [node] : children(node).flatMap(references);
}

/** The number of characters, where there is only one. */
function width(node: Node): number | undefined {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'assertion':
    case 'look':
      return 0;
    case 'group':
    case 'atomic':
      return width(node.body);
    case 'sequence':
      return node.parts.map(width).reduce((sum, next) => (sum === undefined || next === undefined ? undefined : sum + next), 0);
    case 'choice': {
      const [first, ...others] = node.branches.map(width);
      return others.every((other) => other === first) ? first : undefined;
    }
    case 'repeat': {
      const body = width(node.body);
      return node.min === node.max && body !== undefined ? body * node.min : undefined;
    }
    // PCRE takes the width of a reference where it is known; nobody writes one here.
    case 'reference':
    case 'newline':
      return undefined;
  }
}
