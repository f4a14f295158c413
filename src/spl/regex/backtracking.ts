/**
 * Patterns whose matching can take time exponential in the text. Such a pattern has a loop that can take one text in
 * two ways, so that n rounds can be taken in 2^n. The pattern is made an automaton of its characters (Glushkov's, which
 * has one state a character and no empty steps), and the loops are looked at in pairs of states that one text can
 * reach (Weber and Seidl, "On the degree of ambiguity of finite automata", 1991, criterion EDA).
 */
import { overlap, setOf } from './characterset.js';
import type { CharacterSet } from './characterset.js';
import { VERTICAL } from './classes.js';
import { isNullable } from './empty.js';
import { children } from './node.js';
import type { Node } from './node.js';

/** So many rounds are as bad as any number. */
const MANY_ROUNDS = 10;
/** A pattern that takes longer to judge is judged as the worst. */
const MOST_STEPS = 500_000;

const ANY = setOf([[0, 0x10ffff]]);

interface Automaton {
  readonly sets: CharacterSet[];
  /** How many ways lead from a state to the next. */
  readonly next: Map<number, number>[];
}

interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

const EMPTY: Fragment = { first: [], last: [], nullable: true };

export function isRisky(tree: Node): boolean {
  const apart: Node[] = [];
  const budget = { left: MOST_STEPS };
  const automaton: Automaton = { sets: [], next: [] };
  fragment(tree, automaton, apart, budget);
  return hasAmbiguousLoop(automaton, budget) || apart.some(isRisky);
}

/** `apart` collects what is matched on its own: lookarounds, and what is never given back. */
function fragment(node: Node, automaton: Automaton, apart: Node[], budget: { left: number }): Fragment {
  switch (node.kind) {
    case 'set':
      return state(node.set, automaton);
    case 'newline':
      return state(setOf(VERTICAL), automaton);
    case 'reference':
      return state(ANY, automaton);
    case 'assertion':
      return EMPTY;
    case 'look':
      apart.push(node.body);
      return EMPTY;
    case 'atomic':
      apart.push(node.body);
      return { ...state(firstSet(node.body), automaton), nullable: isNullable(node.body) };
    case 'choice': {
      const branches = node.branches.map((branch) => fragment(branch, automaton, apart, budget));
      return { first: branches.flatMap(({ first }) => first), last: branches.flatMap(({ last }) => last), nullable: branches.some(({ nullable }) => nullable) };
    }
    case 'repeat': {
      const body = fragment(node.body, automaton, apart, budget);
      if (node.max >= MANY_ROUNDS) connect(body.last, body.first, automaton, budget);
      return { ...body, nullable: body.nullable || node.min === 0 };
    }
    default:
      return children(node).reduce<Fragment>((before, child) => {
        const after = fragment(child, automaton, apart, budget);
        connect(before.last, after.first, automaton, budget);
        return {
          first: before.nullable ? [...before.first, ...after.first] : before.first,
          last: after.nullable ? [...before.last, ...after.last] : after.last,
          nullable: before.nullable && after.nullable,
        };
      }, EMPTY);
  }
}

function state(set: CharacterSet, { sets, next }: Automaton): Fragment {
  next.push(new Map());
  const at = sets.push(set) - 1;
  return { first: [at], last: [at], nullable: false };
}

function firstSet(node: Node): CharacterSet {
  return node.kind === 'set' ? node.set : node.kind === 'repeat' ? firstSet(node.body) : ANY;
}

function connect(from: readonly number[], to: readonly number[], { next }: Automaton, budget: { left: number }): void {
  budget.left -= from.length * to.length;
  if (budget.left < 0) return;
  for (const a of from) for (const b of to) next[a]?.set(b, (next[a].get(b) ?? 0) + 1);
}

function hasAmbiguousLoop(automaton: Automaton, budget: { left: number }): boolean {
  return budget.left < 0 || loops(automaton).some((loop) => isAmbiguous(loop, automaton, budget));
}

/** Two ways from a state to the next, or two states that one text leads to from one and back to one. */
function isAmbiguous(loop: ReadonlySet<number>, { sets, next }: Automaton, budget: { left: number }): boolean {
  const within = new Map([...loop].map((from) => [from, [...(next[from] ?? [])].filter(([to]) => loop.has(to))] as const));
  const after = new Map([...within].map(([from, edges]) => [from, edges.map(([to]) => to)]));
  if ([...within.values()].some((edges) => edges.some(([, ways]) => ways > 1))) return true;
  const seen = new Set<number>();
  const waiting: [number, number][] = [];
  const visit = (a: number, b: number): void => {
    const key = Math.min(a, b) * sets.length + Math.max(a, b);
    if (seen.has(key)) return;
    seen.add(key);
    waiting.push([a, b]);
  };
  for (const one of loop) visit(one, one);
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    const [a, b] = pair;
    for (const c of after.get(a) ?? []) for (const d of after.get(b) ?? []) {
      if (--budget.left < 0) return true;
      if (a === b && c === d) continue;
      if (!overlap(sets[c] ?? ANY, sets[d] ?? ANY)) continue;
      if (c === d) return true;
      visit(c, d);
    }
  }
  return false;
}

/** Strongly connected states (Tarjan 1972), without recursion: patterns may be long. */
function loops({ next }: Automaton): ReadonlySet<number>[] {
  const found: Set<number>[] = [];
  const order = new Map<number, number>();
  const low: number[] = [];
  const stack: number[] = [];
  const open = new Set<number>();
  for (const root of next.keys()) {
    const path: { at: number; rest: number[] }[] = [];
    const enter = (at: number): void => {
      low[at] = order.size;
      order.set(at, order.size);
      stack.push(at);
      open.add(at);
      path.push({ at, rest: [...(next[at]?.keys() ?? [])] });
    };
    if (!order.has(root)) enter(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { at, rest } = top;
      const to = rest.pop();
      if (to !== undefined) {
        if (!order.has(to)) enter(to);
        else if (open.has(to)) low[at] = Math.min(low[at] ?? 0, order.get(to) ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.at;
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[at] ?? 0);
      if (low[at] !== order.get(at)) continue;
      const members = stack.splice(stack.lastIndexOf(at));
      for (const member of members) open.delete(member);
      if (members.length > 1 || next[at]?.has(at)) found.push(new Set(members));
    }
  }
  return found;
}
