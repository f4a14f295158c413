/** Chunks of the protocol as Splunk writes and reads them: `chunked 1.0,<bytes>,<bytes>\n`, metadata (JSON), body (CSV). */
export interface Reply {
  readonly metadata: ReadonlyMap<string, unknown>;
  readonly body: string;
}

export function writeRequest(metadata: object, body = ''): Buffer {
  const json = Buffer.from(JSON.stringify(metadata));
  const csv = Buffer.from(body);
  return Buffer.concat([Buffer.from(`chunked 1.0,${json.length},${csv.length}\n`), json, csv]);
}

const NEWLINE = 10;

/** All replies of a program, or what is wrong with its answer. */
export function readReplies(answer: Uint8Array): readonly Reply[] | string {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.length);
  const replies: Reply[] = [];
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, at);
    const header = /^chunked 1\.0,(\d{1,10}),(\d{1,10})$/.exec(bytes.toString('latin1', at, newline < 0 ? at + 60 : Math.min(newline, at + 60)));
    const body = newline + 1 + Number(header?.[1]);
    const end = body + Number(header?.[2]);
    if (!header) return `byte ${at} begins no chunk`;
    if (end > bytes.length) return 'it ends inside a chunk';
    const metadata = metadataOf(bytes.toString('utf8', newline + 1, body));
    if (!metadata) return `the metadata behind byte ${at} is no JSON object`;
    replies.push({ metadata, body: bytes.toString('utf8', body, end) });
    at = end;
  }
  return replies;
}

function metadataOf(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map<string, unknown>(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}
