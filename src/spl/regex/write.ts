/** The tree as a JavaScript pattern for the flag `u`, with neither `i`, `m` nor `s`: what they would say is written out. */
import { setOf, setText } from './characterset.js';
import { VERTICAL } from './classes.js';
import { isNullable, prefersSomething } from './empty.js';
import type { Assertion, Node, ParsedPattern, Repeat } from './node.js';
import { Unsayable } from './problem.js';

const assertions: Readonly<Record<Assertion, string>> = {
  start: '^',
  // A newline that ends the text begins no line.
  lineStart: '(?:^|(?<=\\n)(?!$))',
  end: '$',
  lastLine: '(?=\\n?$)',
  lineEnd: '(?=\\n|$)',
  wordBoundary: '\\b',
  notWordBoundary: '\\B',
};

const NEWLINE = `(?:\\r\\n|(?!\\r\\n)${setText(setOf(VERTICAL))})`;

export interface Written {
  readonly source: string;
  /** For group n of the tree, at index n, its number in `source`, which counts more groups. */
  readonly numbers: readonly number[];
}

export function writePattern({ tree, names }: ParsedPattern): Written {
  const nameOf = new Map([...names].map(([name, number]) => [number, name]));
  const numbers = [0];
  let count = 0;

  /** `backwards` is inside a lookbehind, which JavaScript matches from its end. */
  function write(node: Node, backwards: boolean): string {
    switch (node.kind) {
      case 'set':
        return setText(node.set);
      case 'sequence':
        return node.parts.map((part) => write(part, backwards)).join('');
      case 'choice':
        return `(?:${node.branches.map((branch) => write(branch, backwards)).join('|')})`;
      case 'repeat':
        return repeated(node, write(node.body, backwards));
      case 'group': {
        numbers[node.number] = ++count;
        const name = nameOf.get(node.number);
        return `(${name === undefined ? '' : `?<${name}>`}${write(node.body, backwards)})`;
      }
      case 'atomic':
        return backwards ? `(?:${write(node.body, backwards)})` : atomic(node.body);
      case 'look':
        return `(?${node.behind ? '<' : ''}${node.negated ? '!' : '='}${write(node.body, node.behind)})`;
      case 'assertion':
        return assertions[node.which];
      case 'reference':
        return `(?:\\${numbers[node.group] ?? 0})`;
      case 'newline':
        return NEWLINE;
    }
  }

  /** A lookahead takes it once and for all, and a reference to what it took moves on. Backwards, where all is of one length, nothing could be given back. */
  function atomic(body: Node): string {
    const number = ++count;
    return `(?:(?=(${write(body, false)}))\\${number})`;
  }

  const source = write(tree, false);
  return { source, numbers };
}

function repeated({ body, min, max, lazy }: Repeat, text: string): string {
  const nullable = isNullable(body);
  if (nullable && max > 1 && max > min && !prefersSomething(body)) throw new Unsayable('a loop over what matches nothing before it matches something cannot be said', 0);
  // JavaScript takes no round of nothing that it need not take, PCRE does.
  if (nullable && min === 0 && max === 1) return lazy ? `(?:|${text})` : `(?:${text}|)`;
  const single = body.kind === 'set' || body.kind === 'group';
  return `${single ? text : `(?:${text})`}${quantifier(min, max)}${lazy && min !== max ? '?' : ''}`;
}

function quantifier(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? (min === 1 ? '' : `{${min}}`) : `{${min},${max}}`;
}
