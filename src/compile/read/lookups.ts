import { csvShape } from './csv.js';
import { isFile } from './files.js';
import type { ContentReader, SourceDocument } from './reader.js';

/** The CSV beside a lookup's YAML, checked for its shape; nothing after a finding that it is missing. */
export function readCsv(reader: ContentReader, document: SourceDocument, path: string): string | undefined {
  if (!isFile(reader.root, path)) {
    reader.reportAt('R122', document.origin, [], `the CSV file ${path} is missing`);
    return undefined;
  }
  const text = reader.text(path);
  if (text === undefined) return undefined;
  const { rows, unclosed } = csvShape(text);
  const [header, ...others] = rows;
  const uneven = others.find((row) => row.cells !== header?.cells);
  if (!header) reader.report('R123', path, 'the CSV file is empty');
  if (unclosed) reader.report('R123', path, 'a quote is not closed');
  if (header && uneven) reader.report('R123', path, `the row has ${uneven.cells} cells, the header ${header.cells}`, undefined, uneven.line);
  return text;
}

/** The name of a CSV in the app: Splunk Cloud notices a changed lookup by its file name. */
export function datedCsv(stem: string, modificationDate: string): string {
  return `${stem}_${modificationDate.replaceAll('-', '')}.csv`;
}
