/** A block of a Markdown file that a program writes, between two marks. */

/** Nothing where the text has no such block. */
export function replaceBlock(text: string, name: string, content: string): string | undefined {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  return from < 0 || to < 0 ? undefined : `${text.slice(0, from + begin.length)}\n${content.trim()}\n${text.slice(to)}`;
}
