/** What a file holds, by how it begins: names of files say little. */

/** `lines`: one JSON value each; `values`: JSON over many lines, or in one list. */
export type Layout = 'lines' | 'values' | 'xml' | 'csv';

export function layoutOf(head: Buffer): Layout {
  const text = head.toString('utf8').replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('<')) return 'xml';
  if (text.startsWith('{') || text.startsWith('[')) return areLines(text) ? 'lines' : 'values';
  // A log that was cut begins in the middle of a record.
  const [first = ''] = text.split('\n', 1);
  if (first.includes('</')) return 'xml';
  return /[}\]]\s*$/.test(first.slice(-100)) ? 'lines' : 'csv';
}

/** Whether at least half of the lines are objects of their own; a broken line among them changes nothing. */
function areLines(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  if (lines.length === 1) return text.startsWith('{');
  return lines.filter((line) => line.startsWith('{') && line.endsWith('}')).length * 2 >= lines.length;
}

/** What ends an event: `</Event>`, with the prefix that this file uses. */
export function eventEnd(head: Buffer): Buffer {
  return Buffer.from(/<\/(?:[A-Za-z_][\w.-]{0,60}:)?Event\s{0,9}>/.exec(head.toString('latin1'))?.[0] ?? '</Event>', 'latin1');
}
