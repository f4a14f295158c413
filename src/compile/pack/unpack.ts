/** Reads an archive back: what is proven is what ships, not what we meant to write. */
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';

/** Texts by path below the archive's one top folder. Throws for bytes that are no archive. */
export async function unpackTexts(bytes: Uint8Array): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const entries = extract();
  entries.end(gunzipSync(bytes));
  for await (const entry of entries) {
    const { name, type } = entry.header;
    const chunks: Buffer[] = [];
    for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
    if (type === 'file') texts.set(name.slice(name.indexOf('/') + 1), Buffer.concat(chunks).toString('utf8'));
  }
  return texts;
}
