import { optional, text, uuid } from '../../model/index.js';
import { ok } from '../answer.js';
import { json, listOf, object, ref, textIn } from '../route.js';
import type { Route } from '../route.js';
import { capabilities } from '../session.js';
import { pageOf, pages } from './entries.js';

export const audit: Route = {
  method: 'GET',
  path: '/audit',
  operation: 'listAudit',
  summary: 'Who changed what, when and by which way, newest first.',
  capability: capabilities.view,
  query: { entry: optional(uuid, 'Only changes of this entry.'), by: optional(text({ min: 1, max: 200 }), 'Only changes by this user.'), ...pages },
  answers: { 200: { doc: 'One page, and how many there are in all.', content: json(object({ records: listOf(ref('AuditRecord')), total: ref('Count'), offset: ref('Count'), limit: ref('Count') })) } },
  problems: [400],
  async run(ask) {
    const page = pageOf(ask);
    const [entry, by] = [textIn(ask, 'entry'), textIn(ask, 'by')];
    const { records, total } = await ask.ports.store(ask.session).audit({ ...(entry !== undefined && { entry: entry.toLowerCase() }), ...(by !== undefined && { by }), ...page });
    return ok({ records, total, ...page });
  },
};
