/** A cell of CSV that no spreadsheet takes for a formula: what begins with one of these gets an apostrophe, which import takes off again. */
export function guarded(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
