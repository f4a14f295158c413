/**
 * What a group holds, where PCRE and JavaScript differ: PCRE keeps a group's text until it matches anew, JavaScript
 * forgets it when the loop around it begins again; and a reference to a group that took no part fails in PCRE, but
 * matches nothing in JavaScript.
 */
import { isNullable } from './empty.js';
import { children, groupsIn } from './node.js';
import type { Node, Repeat } from './node.js';
import { Unsayable } from './problem.js';

type Groups = ReadonlySet<number>;

/** Refuses references to groups that may not have taken part. */
export function checkReferences(tree: Node): void {
  after(tree, new Set());
}

/** The groups that have surely taken part once the node has matched, given those before it. */
function after(node: Node, before: Groups): Groups {
  switch (node.kind) {
    case 'reference':
      if (!before.has(node.group)) throw new Unsayable(`group ${node.group} may have taken no part where it is referred to: that cannot be said`, node.at);
      return before;
    case 'group':
      return new Set([...after(node.body, before), node.number]);
    case 'choice':
      return node.branches.map((branch) => after(branch, before)).reduce((all, next) => new Set([...all].filter((group) => next.has(group))));
    case 'look': {
      const inside = after(node.body, before);
      return node.negated ? before : inside;
    }
    case 'repeat':
      return afterRepeat(node, before);
    default:
      return children(node).reduce((groups, child) => after(child, groups), before);
  }
}

function afterRepeat({ body, min, max }: Repeat, before: Groups): Groups {
  const own = new Set(groupsIn(body));
  const inside = after(body, new Set([...before].filter((group) => !own.has(group))));
  if (min === 0) return before;
  // Of a loop that can match nothing, PCRE takes a last round of nothing.
  return max > 1 && isNullable(body) ? new Set([...inside].filter((group) => !own.has(group))) : inside;
}

/** Groups whose text JavaScript may lose: those that not every round of their loop fills. */
export function lostGroups(node: Node): Groups {
  const lost = children(node).flatMap((child) => [...lostGroups(child)]);
  if (node.kind !== 'repeat' || node.max < 2) return new Set(lost);
  const groups = groupsIn(node.body);
  const filled = isNullable(node.body) && node.max > node.min ? new Set<number>() : filledIn(node.body);
  return new Set([...lost, ...groups.filter((group) => !filled.has(group))]);
}

/** Groups that every match of the node fills. */
function filledIn(node: Node): Groups {
  switch (node.kind) {
    case 'group':
      return new Set([node.number, ...filledIn(node.body)]);
    case 'choice':
      return node.branches.map(filledIn).reduce((all, next) => new Set([...all].filter((group) => next.has(group))));
    case 'look':
      return node.negated ? new Set() : filledIn(node.body);
    case 'repeat':
      return node.min > 0 ? filledIn(node.body) : new Set();
    default:
      return new Set(children(node).flatMap((child) => [...filledIn(child)]));
  }
}
