import { Document, visit } from 'yaml';

/**
 * YAML that Python's reader and ours take for the same: texts that YAML 1.1 would read as something else are quoted,
 * long texts on several lines are block texts.
 */
export function yamlOf(value: unknown): string {
  const document = new Document(plain(value), { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return;
      // A day stands unquoted, as the dialect has it; a block text would lose blanks at line ends.
      if (/^\d{4}-\d{2}-\d{2}$/.test(node.value)) node.type = 'PLAIN';
      else if (/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]|[ \t]\n/.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** Maps would be written as ordered maps, which nobody else reads. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : Object.entries(value);
  return Object.fromEntries(entries.map(([key, part]) => [key, plain(part)]));
}
