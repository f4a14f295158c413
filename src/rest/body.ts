/** The body of a request: its bytes, within limits, of a type that the route knows. */
import type { Request } from 'express';
import { problem } from './answer.js';
import type { Answer } from './answer.js';
import type { BodyDoc } from './route.js';

const NOTHING = Buffer.alloc(0);

/** Without its parameters, in lower case. */
export function mediaTypeOf(request: Request): string {
  return (request.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Gives a problem where the route takes no such body. A route without one leaves the body alone. */
export async function readBody(request: Request, doc: BodyDoc | undefined): Promise<Buffer | Answer> {
  if (!doc) return NOTHING;
  const types = Object.keys(doc.content);
  if (!types.includes(mediaTypeOf(request))) return problem(415, `the body is to be ${types.join(' or ')}, named by Content-Type`);
  if (!['', 'identity'].includes(request.get('content-encoding') ?? '')) return problem(415, 'the body is encoded: send it as it is');
  const bytes = await collect(request, doc.largest);
  if (bytes === 'too large') return problem(413, `the body has more than ${doc.largest} bytes`, { headers: { connection: 'close' } });
  return bytes ?? problem(400, 'the body broke off');
}

/** Nothing where it breaks off. What is too large is not kept, and the connection ends with the answer. */
function collect(request: Request, largest: number): Promise<Buffer | 'too large' | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= largest) parts.push(part);
      else resolve('too large');
    });
    request.on('end', () => { resolve(Buffer.concat(parts)); });
    request.on('close', () => { resolve(undefined); });
    request.on('error', () => { resolve(undefined); });
  });
}

/** The JSON of a body, or what is wrong with it. */
export function parseJson(body: Buffer): { readonly value: unknown } | Answer {
  const text = decoded(body);
  if (text === undefined) return malformed('UTF-8');
  try {
    return { value: JSON.parse(text) };
  } catch {
    return malformed('JSON');
  }
}

function decoded(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function malformed(what: string): Answer {
  return problem(400, `the body is not ${what}`, { errors: [{ pointer: '', detail: `the body is not ${what}` }] });
}
