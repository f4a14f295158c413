import { finding } from '../../diagnostic/index.js';
import { readCodes } from './codes.js';
import { csvShape } from './csv.js';
import { isFile } from './files.js';
import type { ContentReader, SourceDocument } from './reader.js';

/** The CSV beside a lookup's YAML, checked for its shape; nothing after a finding that it is missing. */
export function readCsv(reader: ContentReader, document: SourceDocument, path: string): string | undefined {
  if (!isFile(reader.root, path)) {
    reader.diagnostics.push(finding(readCodes, 'R122', `the CSV file ${path} is missing`, document.origin.place()));
    return undefined;
  }
  const text = reader.text(path);
  if (text === undefined) return undefined;
  const { rows, unclosed } = csvShape(text);
  const [header, ...others] = rows;
  const uneven = others.find((row) => row.cells !== header?.cells);
  const file = reader.shownPath(path);
  if (!header) reader.diagnostics.push(finding(readCodes, 'R123', 'the CSV file is empty', { file, line: 1, column: 1 }));
  if (unclosed) reader.diagnostics.push(finding(readCodes, 'R123', 'a quote is not closed', { file, line: 1, column: 1 }));
  if (header && uneven) {
    const message = `the row has ${uneven.cells} cells, the header ${header.cells}`;
    reader.diagnostics.push(finding(readCodes, 'R123', message, { file, line: uneven.line, column: 1 }));
  }
  return text;
}

/** The name of a CSV in the app: Splunk Cloud notices a changed lookup by its file name. */
export function datedCsv(stem: string, modificationDate: string): string {
  return `${stem}_${modificationDate.replaceAll('-', '')}.csv`;
}
