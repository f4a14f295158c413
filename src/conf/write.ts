/**
 * Writes .conf text. Whatever a value holds, it stays one value: it can start no new key and no new
 * stanza, and it cannot swallow the key that follows it.
 */
export interface Stanza {
  readonly name: string;
  readonly entries: readonly (readonly [key: string, value: string])[];
  /** A line above the first key. */
  readonly comment?: string;
}

/** Whether a stanza of this name can be written and read back. The empty name is that of `[]` in default.meta. */
export function isStanzaName(name: string): boolean {
  return name === name.trim() && !/[\]\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name) && !name.endsWith('\\');
}

export function isKey(key: string): boolean {
  return /^[^\s=#[\]\\\u0000-\u001f\u007f-\u009f][^=\\\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/.test(key) && key === key.trim();
}

/** Stanzas in the order given. A name or key that cannot be written is the caller's bug: check before. */
export function writeConf(stanzas: readonly Stanza[]): string {
  return stanzas.map(writeStanza).join('\n');
}

function writeStanza({ name, entries, comment }: Stanza): string {
  if (!isStanzaName(name)) throw new Error(`stanza name ${JSON.stringify(name)} cannot be written`);
  const lines = entries.map(([key, value]) => {
    if (!isKey(key)) throw new Error(`key ${JSON.stringify(key)} cannot be written`);
    return `${key} = ${writeValue(value)}\n`;
  });
  const head = comment === undefined ? '' : `# ${oneLine(comment)}\n`;
  return `[${name}]\n${head}${lines.join('')}`;
}

/** Characters that some reader takes for the end of a line, and others that no value needs. */
const BREAKS = /\r\n?/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Trimmed; each line break becomes blank, backslash, line break, as Splunk's own builder writes it. */
function writeValue(value: string): string {
  // Most values are one clean line: two tests are cheaper than five passes.
  if (!/[\r\n\\\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value)) return value.trim();
  const text = value.replace(BREAKS, '\n').replace(CONTROLS, ' ').trim();
  return closed(text.replaceAll('\n', ' \\\n'));
}

/** A backslash at the very end would continue into the next line: a blank behind it keeps it a backslash. */
function closed(line: string): string {
  return line.endsWith('\\') ? `${line} ` : line;
}

function oneLine(text: string): string {
  return closed(text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim());
}
