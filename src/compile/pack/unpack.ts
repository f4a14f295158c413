/** Reads an archive back: what is proven is what ships, not what we meant to write. */
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';

/** Nothing that Splunk reads as text is as large; a Node that goes along is. */
const LARGEST_TEXT = 1 << 26;

/** Texts by path below the archive's one top folder. Throws for bytes that are no archive. */
export async function unpackTexts(bytes: Uint8Array): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const entries = extract();
  const unpacked = createGunzip({ chunkSize: 1 << 16 });
  unpacked.on('error', (error) => { entries.destroy(error); });
  unpacked.pipe(entries);
  unpacked.end(bytes);
  for await (const entry of entries) {
    const { name, type, size } = entry.header;
    const chunks: Buffer[] = [];
    for await (const chunk of entry as AsyncIterable<Buffer>) if (size <= LARGEST_TEXT) chunks.push(chunk);
    if (type === 'file' && size <= LARGEST_TEXT) texts.set(name.slice(name.indexOf('/') + 1), Buffer.concat(chunks).toString('utf8'));
  }
  return texts;
}
