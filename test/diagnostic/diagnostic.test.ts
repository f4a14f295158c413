import { compareDiagnostics, finding, nearest, printable, renderDiagnostic, renderSummary } from '../../src/diagnostic/index.js';
import type { Diagnostic } from '../../src/diagnostic/index.js';

const table = { T101: { severity: 'error', means: 'm', mend: 'Mend it.' } } as const;
const at = (file: string, line: number, column = 1) => ({ file, line, column });

test.each([
  ['descrption', 'description'],
  ['serach', 'search'],
  ['Sample Stroy', 'Sample Story'],
  ['TITLE', 'title'],
])('%s was probably %s', (word, meant) => {
  expect(nearest(word, ['description', 'search', 'title', 'Sample Story', 'impact'])).toBe(meant);
});

test.each(['x', 'frobnicate', '', 'a'.repeat(10_000)])('nothing is near %s', (word) => {
  expect(nearest(word, ['description', 'search', 'title'])).toBeUndefined();
});

test('a finding has the severity and the mending of its code, or a better hint', () => {
  expect(finding(table, 'T101', 'wrong', at('a', 1))).toEqual({ code: 'T101', severity: 'error', message: 'wrong', place: at('a', 1), hint: 'Mend it.' });
  expect(finding(table, 'T101', 'wrong', undefined, 'So.')).toEqual({ code: 'T101', severity: 'error', message: 'wrong', hint: 'So.' });
});

test('findings are ordered by file, line, column, code', () => {
  const sorted: Diagnostic[] = [['a', 1, 1], ['a', 2, 1], ['a', 2, 3], ['b', 1, 1]].map(([file, line, column]) => finding(table, 'T101', 'm', at(String(file), Number(line), Number(column))));
  expect([...sorted].reverse().sort(compareDiagnostics)).toEqual(sorted);
});

test('what data holds cannot paint over our words', () => {
  const shown = renderDiagnostic(finding(table, 'T101', 'name \u001b[2J\u202e', at('x\n.yml', 1), 'h\r'));
  expect(shown).toBe('x\\u{a}.yml:1:1: error T101 name \\u{1b}[2J\\u{202e}\n    h\\u{d}');
  expect(printable('Grüße 你好 🙂')).toBe('Grüße 你好 🙂');
});

test('a summary counts in words', () => {
  const of = (severity: Diagnostic['severity']): Diagnostic => ({ code: 'T101', severity, message: '' });
  expect(renderSummary([])).toBe('no findings');
  expect(renderSummary([of('error'), of('warning'), of('warning'), of('info')])).toBe('1 error, 2 warnings, 1 note');
});
