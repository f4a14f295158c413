import { withColumns } from '../columns.js';
import { translateRegex } from '../regex/index.js';
import { choice, field, integer, options, sequence, text } from '../syntax/grammar.js';
import { refuse } from '../table.js';
import type { Row } from '../table.js';
import { multivalue, valuesOf } from '../value.js';
import type { Value } from '../value.js';
import { command } from './command.js';
import { sedScript } from './sed.js';

const GROUP = /\(\?(?:P?<|')([A-Za-z_]\w*)[>']/g;

/** Names of the groups, as written: known before the pattern is translated. */
export function groupNames(pattern: string): string[] {
  return [...pattern.matchAll(GROUP)].map(([, name]) => name ?? '');
}

function compile(pattern: string): { regex: RegExp; groups: readonly string[] } {
  const translated = translateRegex(pattern);
  return 'problem' in translated ? refuse(`the regex ${pattern.slice(0, 80)}: ${translated.problem}`) : translated;
}

/** The first value that matches, or with max_match the values of all matches. */
function extract(row: Row, from: string, pattern: ReturnType<typeof compile>, most: number): Map<string, Value> {
  const found = new Map<string, string[]>();
  const everywhere = new RegExp(pattern.regex.source, `${pattern.regex.flags.replace(/[gy]/g, '')}g`);
  for (const value of valuesOf(row.fields.get(from) ?? null)) {
    let matches = 0;
    for (const match of value.matchAll(everywhere)) {
      if (most > 0 && matches++ >= most) break;
      const parts = new Map<string, string | undefined>(Object.entries(match.groups ?? {}));
      for (const name of pattern.groups) {
        const part = parts.get(name);
        if (part !== undefined) found.set(name, [...(found.get(name) ?? []), part]);
      }
    }
  }
  return new Map([...found].map(([name, parts]) => [name, multivalue(most === 1 ? parts.slice(0, 1) : parts)]));
}

export const rex = command({
  name: 'rex',
  about: 'Fills fields from the named groups of a regex, or changes a field by a sed script.',
  syntax: sequence({
    options: options({ field, max_match: integer, offset_field: field, mode: choice('sed') }),
    pattern: text,
  }),
  reads: ({ options: { field: from } }) => (from === undefined ? [] : [from]),
  columns: ({ options: { mode, max_match: most = 1 }, pattern }, input) => {
    const names = mode === undefined ? groupNames(pattern) : [];
    return withColumns(input, names, most === 1 ? [] : names);
  },
  run: ({ options: { field: from = '_raw', max_match: most = 1, mode, offset_field: offsets }, pattern }, input) => {
    if (offsets !== undefined) refuse('rex with offset_field is not run');
    const change = mode === undefined ? undefined : sedScript(pattern);
    const regex = change ? undefined : compile(pattern);
    if (regex?.groups.length === 0) refuse('the regex of rex names no group');
    const rows = input.rows.map((row): Row => {
      const fields = new Map(row.fields);
      if (regex) for (const [name, value] of extract(row, from, regex, most)) fields.set(name, value);
      else if (change && fields.has(from)) fields.set(from, multivalue(valuesOf(fields.get(from) ?? null).map(change)) ?? '');
      return { ...row, fields };
    });
    return { ...input, rows };
  },
});
