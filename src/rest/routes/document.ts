import { ok } from '../answer.js';
import { openApi } from '../openapi.js';
import { json } from '../route.js';
import type { Route } from '../route.js';
import { capabilities } from '../session.js';

export const document: Route = {
  method: 'GET',
  path: '/openapi.json',
  operation: 'readDocument',
  summary: 'This description, as OpenAPI 3.1.',
  capability: capabilities.view,
  query: {},
  answers: { 200: { doc: 'The document.', content: json({ type: 'object' }) } },
  problems: [],
  run: ({ ports }) => Promise.resolve(ok(openApi(ports.version))),
};
