/** How findings are shown: lines for people, plain values for programs. */
import { renderDiagnostic, renderSummary } from '../diagnostic/index.js';
import type { Diagnostic, Severity } from '../diagnostic/index.js';
import type { Io } from './io.js';
import { exitCodes } from './verb.js';

/** One finding as programs get it. The names are part of our interface. */
export interface FindingJson {
  readonly code: string;
  readonly severity: Severity;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly hint?: string;
}

const COLORS: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36' };

/** All findings, one after the other; nothing when there are none. */
export function renderFindings(diagnostics: readonly Diagnostic[], colors: boolean): string {
  return diagnostics.map((diagnostic) => `${colors ? colored(diagnostic) : renderDiagnostic(diagnostic)}\n`).join('');
}

function colored(diagnostic: Diagnostic): string {
  const { severity, code } = diagnostic;
  const marker = `${severity} ${code} `;
  return renderDiagnostic(diagnostic).replace(marker, () => `\u001b[1;${COLORS[severity]}m${severity} ${code}\u001b[0m `);
}

/** `2 errors in 14 files, 0.3 s` */
export function summary(diagnostics: readonly Diagnostic[], files: number, io: Io): string {
  return `${renderSummary(diagnostics)} in ${files} file${files === 1 ? '' : 's'}, ${rounded(io.seconds())} s\n`;
}

export function countsJson(diagnostics: readonly Diagnostic[], files: number, io: Io) {
  const count = (severity: Severity): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), files, seconds: rounded(io.seconds()) };
}

export function findingsJson(diagnostics: readonly Diagnostic[]): FindingJson[] {
  return diagnostics.map(({ code, severity, place, message, hint }) => ({ code, severity, ...place, message, ...(hint !== undefined && { hint }) }));
}

export function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.findings : exitCodes.done;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
