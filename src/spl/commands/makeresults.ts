import { columnsOf } from '../columns.js';
import { parseCsvText } from '../csv.js';
import { bool, choice, integer, options, sequence, text } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row } from '../table.js';
import { command } from './command.js';

export const makeresults = command({
  name: 'makeresults',
  about: 'Rows out of nothing, or of CSV or JSON written in the search.',
  syntax: sequence({ options: options({ count: integer, annotate: bool, format: choice('csv', 'json'), data: text, splunk_server: text, splunk_server_group: text }) }),
  source: () => ({ kind: 'none' }),
  columns: ({ options: { data } }) => ({ ...columnsOf(['_time']), open: data !== undefined }),
  run: ({ options: { count = 1, annotate, format, data } }, _, context) => {
    if (annotate) refuse('makeresults with annotate=true is not run');
    const now = Math.floor(context.now);
    if (format === 'csv') return csvRows(data ?? '');
    if (format === 'json') return refuse('makeresults format=json is not run');
    return { columns: ['_time'], rows: Array.from({ length: Math.min(count, 1_000_000) }, (): Row => ({ fields: new Map([['_time', now]]), events: [] })) };
  },
});

function csvRows(data: string): { columns: readonly string[]; rows: readonly Row[] } {
  const [columns = [], ...lines] = parseCsvText(data);
  return { columns, rows: lines.map((cells): Row => ({ fields: new Map(columns.flatMap((name, index) => (cells[index] ? [[name, cells[index]] as const] : []))), events: [] })) };
}
