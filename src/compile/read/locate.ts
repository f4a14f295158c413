/**
 * Finds a value in block YAML by its indentation, without parsing: most places that findings need are keys and list
 * entries of plain block style. Where the text is written otherwise, nothing is found and the parser is asked.
 */
import type { Path } from '../../diagnostic/index.js';

/** The offset of the value at `path`, or nothing when the lines do not tell. */
export function locate(text: string, path: Path): number | undefined {
  let block: Block = { start: 0, end: text.length, indent: 0 };
  let value: number | undefined = 0;
  for (const step of path) {
    const found: Found | undefined = typeof step === 'number' ? entryOf(text, block, step) : keyOf(text, block, step);
    if (!found) return undefined;
    ({ value, block } = found);
  }
  return value;
}

/** Lines from `start` to `end` whose items begin at column `indent`. */
interface Block {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
}

interface Found {
  readonly value: number;
  readonly block: Block;
}

function keyOf(text: string, block: Block, key: string): Found | undefined {
  const mark = `${key}:`;
  let found: Found | undefined;
  for (const { start, end } of items(text, block)) {
    if (!text.startsWith(mark, start) || !/[\s]/.test(text[start + mark.length] ?? '\n')) continue;
    // A key that stands twice is a matter for the parser.
    if (found) return undefined;
    found = inside(text, start + mark.length, end, block.indent);
  }
  return found;
}

function entryOf(text: string, block: Block, index: number): Found | undefined {
  const item = [...items(text, block)].filter(({ start }) => text.startsWith('- ', start))[index];
  if (!item) return undefined;
  const value = item.start + 2;
  return /[^\S\n]/.test(text[value] ?? '') ? undefined : { value, block: { start: value, end: item.end, indent: block.indent + 2 } };
}

/** What stands behind a key: on its line, or as a block in the lines below. */
function inside(text: string, from: number, end: number, indent: number): Found | undefined {
  const lineEnd = text.indexOf('\n', from);
  const rest = text.slice(from, lineEnd < 0 || lineEnd > end ? end : lineEnd);
  const blanks = /^\s*/.exec(rest)?.[0].length ?? 0;
  const value = from + blanks;
  if (blanks < rest.length) return /^[|>&*!#{[]/.test(rest.slice(blanks)) ? undefined : { value, block: { start: value, end, indent: -1 } };
  const first = /\n( *)(?=[^\s#])/.exec(text.slice(from, end));
  if (!first) return undefined;
  const child = first[1]?.length ?? 0;
  const start = from + first.index + 1;
  return child < indent ? undefined : { value: start + child, block: { start: start + child, end, indent: child } };
}

/** The items of a block: each begins at its column and ends where the next one begins. */
function* items(text: string, { start, end, indent }: Block): Generator<{ start: number; end: number }> {
  if (indent < 0) return;
  let current = start;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    const next = at + 1 + indent;
    if (text.slice(at + 1, next).trim() !== '' || /[\s#]/.test(text[next] ?? '\n')) continue;
    // A list may stand at the column of its key: its dashes belong to the key above.
    if (text.startsWith('- ', next) && !text.startsWith('- ', current)) continue;
    yield { start: current, end: at };
    current = next;
  }
  yield { start: current, end };
}
