/** A proxy's line: BITS names itself in its user agent. */
import { reading, settingOf } from './act.js';
import type { Facts } from './facts.js';
import { fieldOf } from './fields.js';
import type { Row } from './fields.js';
import { placeOf } from './place.js';
import { recordOf } from './record.js';

export function proxyFacts(row: Row): Facts | undefined {
  const agent = fieldOf(row, 'agent');
  if (agent === undefined || !/^\s*Microsoft[ +]BITS\//i.test(agent)) return undefined;
  const method = fieldOf(row, 'method') ?? '';
  const remote = placeOf(urlOf(row));
  // BITS_POST is the method of the upload protocol.
  const isUpload = /^(bits_post|post|put)$/i.test(method);
  const act = { tool: 'bits' as const, verbs: ['transferred'], transfers: [isUpload ? { direction: 'upload' as const, destination: remote } : { direction: 'download' as const, source: remote }] };
  return recordOf('proxy', row, reading({ ...act, ...(method !== '' && { settings: [settingOf('method', method.slice(0, 64))] }) }, `${method} ${remote.text}`.trim()));
}

/** Some logs have the path alone beside the host. */
function urlOf(row: Row): string {
  const url = fieldOf(row, 'url') ?? '';
  if (/^https?:/i.test(url)) return url;
  const host = fieldOf(row, 'urlHost') ?? '';
  return url.startsWith('/') || url === '' ? `http://${host}${url}` : `http://${url}`;
}
