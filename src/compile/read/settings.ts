/** checks.yml beside build.yml: severities and suppressions, the one place where a finding is tuned. */
import { isSeverity, severities } from '../../diagnostic/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import { compileWildcard } from '../../match/index.js';
import { choice, isMapping, list, optional, pattern, readTable, record, required, text } from '../../model/index.js';
import type { TypeOf } from '../../model/index.js';
import { isFile } from './files.js';
import type { ContentReader } from './reader.js';

export const SETTINGS_FILE = 'checks.yml';

const code = pattern('a code such as C201', /^[A-Z]\d{3}$/);

const suppressionFields = {
  code: required(code, 'The code that is not wanted.'),
  file: optional(text({ min: 1, max: 300 }), 'In which files, by wildcard; without it in all.'),
  reason: required(text({ min: 3 }), 'Why, for the next reader.'),
};

const settingsFields = {
  suppress: optional(list(record(suppressionFields)), 'Findings that are not wanted.'),
  large_files: optional(list(text({ min: 1 })), 'YAML files that may be larger than 256 KiB, relative to the content folder.'),
};

const levels = [...severities, 'off'] as const;
const level = choice(levels);

export interface Settings {
  readonly severity: ReadonlyMap<string, (typeof levels)[number]>;
  readonly suppress: readonly TypeOf<typeof suppressionFields>[];
  readonly largeFiles: ReadonlySet<string>;
}

export const defaultSettings: Settings = { severity: new Map(), suppress: [], largeFiles: new Set() };

/** The settings of a content folder; the defaults where it has none, or where they cannot be used (which is reported). */
export function readSettings(reader: ContentReader): Settings {
  if (!isFile(reader.root, SETTINGS_FILE)) return defaultSettings;
  const document = reader.document(SETTINGS_FILE);
  if (!document) return defaultSettings;
  if (!isMapping(document.value)) {
    reader.reportAt('R131', document.origin, [], 'checks.yml is not a mapping');
    return defaultSettings;
  }
  const { value, origin } = document;
  const report = reader.reporter(origin);
  const severity = new Map<string, (typeof levels)[number]>();
  const wanted = value.get('severity') ?? null;
  for (const [key, word] of isMapping(wanted) ? wanted : []) {
    const name = code.read(key, ['severity', key], report);
    // YAML 1.1 reads the word off as false.
    const taken = level.read(word === false ? 'off' : word, ['severity', key], report);
    if (name && taken) severity.set(name, taken);
  }
  const rest = new Map([...value].filter(([key]) => key !== 'severity'));
  const reading = readTable(settingsFields, rest, [], report);
  return {
    severity,
    suppress: reading.value.suppress ?? [],
    largeFiles: new Set(reading.value.large_files ?? []),
  };
}

/** What is left of the findings, with the severities that are wanted. */
export function applySettings(diagnostics: readonly Diagnostic[], settings: Settings): Diagnostic[] {
  const suppressions = settings.suppress.map(({ code: unwanted, file }) => {
    const matches = compileWildcard(file === undefined ? '*' : `*${file}`, { caseSensitive: true });
    return (diagnostic: Diagnostic): boolean => diagnostic.code === unwanted && matches(diagnostic.place?.file ?? '');
  });
  return diagnostics.flatMap((diagnostic) => {
    const severity = settings.severity.get(diagnostic.code) ?? diagnostic.severity;
    if (!isSeverity(severity) || suppressions.some((suppressed) => suppressed(diagnostic))) return [];
    return [{ ...diagnostic, severity }];
  });
}
