import { isFile } from './files.js';
import type { ContentReader, SourceDocument } from './reader.js';

/** The Dashboard Studio definition beside a dashboard's YAML, or nothing after a finding. */
export function readDefinition(reader: ContentReader, document: SourceDocument): string | undefined {
  const path = document.path.replace(/\.yml$/, '.json');
  if (!isFile(reader.root, path)) {
    reader.reportAt('R122', document.origin, [], `the dashboard definition ${path} is missing`);
    return undefined;
  }
  const definition = reader.text(path);
  if (definition === undefined || isViewDefinition(definition)) return definition;
  reader.report('R124', path, `${path} is not a JSON object, or holds "]]>"`);
  return undefined;
}

/** A view holds the definition in a CDATA section, which `]]>` would end. */
function isViewDefinition(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !text.includes(']]>');
  } catch {
    return false;
  }
}
