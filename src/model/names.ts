/** Names that follow from other names, by the rules of the ESCU 6 dialect. */

/** The file stem that a content object of this name must have. */
export function stemOf(name: string): string {
  return name.toLowerCase().replace(/[ \-.]/g, '_');
}

/** The macro that a detection's search ends in. `stem` is that of its file. */
export function filterMacroOf(stem: string): string {
  return `${stem}_filter`;
}

export function detectionStanza(prefix: string, name: string): string {
  return `${prefix} - ${name} - Rule`;
}

export function baselineStanza(prefix: string, name: string): string {
  return `${prefix} - ${name}`;
}

/** Longest stanza name: Enterprise Security edits names of up to 99 characters and may put a domain and a suffix around ours. */
export const LONGEST_STANZA = 81;
