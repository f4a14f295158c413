export const severities = ['error', 'warning', 'info'] as const;

/** `error` stops an archive of our own content and makes the exit code 1; `warning` and `info` do neither. */
export type Severity = (typeof severities)[number];

/** Line and column count from 1, columns in UTF-16 units as editors do. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a value stands in a document: map keys and list indexes from the root. */
export type Path = readonly (string | number)[];

/** Knows where in a file a value came from. `offset` counts UTF-16 units into the text of a scalar value. */
export interface Origin {
  readonly file: string;
  place(path?: Path, offset?: number): Place;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place?: Place;
  readonly hint?: string;
}

/** One documented code. Codes are never reused; a retired one keeps its row. */
export interface Code {
  readonly severity: Severity;
  /** What the code stands for, in one sentence of its documentation. */
  readonly means: string;
  /** How an author mends it, in general; a diagnostic's own hint is more precise where there is one. */
  readonly mend: string;
}

export type CodeTable = Readonly<Record<string, Code>>;

/** A diagnostic with the default severity of its code. */
export function finding<T extends CodeTable>(
  table: T,
  code: keyof T & string,
  message: string,
  place?: Place,
  hint?: string,
): Diagnostic {
  const entry = table[code];
  if (!entry) throw new Error(`no diagnostic code ${code}`);
  return { code, severity: entry.severity, message, ...(place && { place }), hint: hint ?? entry.mend };
}

export function isSeverity(value: unknown): value is Severity {
  return severities.some((severity) => severity === value);
}

/** Files in code-point order, then top to bottom, then by code: the same order on every machine. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    order(a.place?.file ?? '', b.place?.file ?? '') ||
    (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
    order(a.code, b.code) ||
    order(a.message, b.message)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
