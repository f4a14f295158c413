/** Records of a CSV text (RFC 4180): quotes doubled inside quotes, line ends of either kind. */
export function parseCsvText(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const cell = /"((?:[^"]|"")*)"(,|\r?\n|$)|([^,\r\n]*)(,|\r?\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) break;
    record.push(match[1]?.replaceAll('""', '"') ?? match[3] ?? '');
    const divider = match[2] ?? match[4];
    if (divider === ',') {
      if (cell.lastIndex === text.length) record.push('');
      continue;
    }
    records.push(record);
    record = [];
  }
  return record.length > 0 ? [...records, record] : records;
}
