/** Which nodes can match nothing. */
import { children } from './node.js';
import type { Node } from './node.js';

export function isNullable(node: Node): boolean {
  switch (node.kind) {
    case 'set':
    case 'newline':
      return false;
    case 'assertion':
    case 'look':
    case 'reference':
      return true;
    case 'choice':
      return node.branches.some(isNullable);
    case 'repeat':
      return node.min === 0 || isNullable(node.body);
    default:
      return children(node).every(isNullable);
  }
}

/**
 * Whether nothing is what it matches last of all. Only of such a node do PCRE and JavaScript agree where it is
 * repeated: PCRE leaves a loop that matched nothing, JavaScript goes back and tries what is next.
 */
export function prefersSomething(node: Node): boolean {
  switch (node.kind) {
    case 'choice':
      return node.branches.slice(0, -1).every((branch) => !isNullable(branch)) && node.branches.slice(-1).every(prefersSomething);
    case 'repeat':
      return (!node.lazy || node.min === node.max || (node.min > 0 && !isNullable(node.body))) && prefersSomething(node.body);
    default:
      return children(node).every(prefersSomething);
  }
}
