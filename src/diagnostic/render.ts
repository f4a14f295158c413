import type { Diagnostic, Severity } from './diagnostic.js';

/** `file:line:column: severity CODE message`, and the hint on an indented line of its own. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { place, severity, code, message, hint } = diagnostic;
  const where = place ? `${place.file}:${place.line}:${place.column}: ` : '';
  const first = printable(`${where}${severity} ${code} ${message}`);
  return hint ? `${first}\n    ${printable(hint)}` : first;
}

/** `2 errors, 1 warning`, or `no findings`. */
export function renderSummary(diagnostics: readonly Diagnostic[]): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => count(diagnostics, severity));
  return parts.length > 0 ? parts.join(', ') : 'no findings';
}

function count(diagnostics: readonly Diagnostic[], severity: Severity): string[] {
  const n = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  if (n === 0) return [];
  const noun = severity === 'info' ? 'note' : severity;
  return [`${n} ${noun}${n === 1 ? '' : 's'}`];
}

/**
 * Text that came from data, made safe for a terminal: control characters, escape sequences and
 * direction marks are written as `\u{…}`, so that a file name or a value cannot paint over our words.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (c) =>
    `\\u{${c.charCodeAt(0).toString(16)}}`,
  );
}
