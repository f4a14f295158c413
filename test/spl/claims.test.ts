import { parseCsvText, splClaims } from '../../src/spl/index.js';
import type { Lookup } from '../../src/spl/index.js';
import { textOf, valuesOf } from '../../src/spl/index.js';
import { lookup, runTable } from './running.js';

function lookupsOf({ lookups = {} }: (typeof splClaims)[number]): Record<string, Lookup> {
  return Object.fromEntries(Object.entries(lookups).map(([name, { csv, settings }]) => {
    const [columns = [], ...rows] = parseCsvText(csv);
    const wildcards = [...(settings['match_type'] ?? '').matchAll(/WILDCARD\((\w+)\)/g)].map(([, column = '']) => column);
    return [name, lookup(columns, rows, {
      caseSensitive: settings['case_sensitive_match'] !== 'false', matchTypes: new Map(wildcards.map((column) => [column, 'WILDCARD' as const])), minMatches: Number(settings['min_matches'] ?? 0), maxMatches: Number(settings['max_matches'] ?? 100), defaultMatch: settings['default_match'],
    })];
  }));
}

test.each(splClaims.map((claim) => [claim.id, claim] as const))('%s is what the evaluator does', async (_, claim) => {
  const rows = await runTable(claim.search, { lookups: lookupsOf(claim) });
  const shown = rows.map(({ fields }, index) => Object.fromEntries(Object.keys(claim.expected[index] ?? {}).map((name) => {
    const value = fields.get(name) ?? null;
    return [name, valuesOf(value).length > 1 ? valuesOf(value) : textOf(value)];
  })));
  expect(shown).toEqual(claim.expected);
});

test('ids are unique', () => {
  expect(new Set(splClaims.map(({ id }) => id)).size).toBe(splClaims.length);
});
