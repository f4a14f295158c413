import { ok } from '../answer.js';
import { json } from '../route.js';
import type { Route } from '../route.js';
import { capabilities } from '../session.js';

/** `describe` gives the document of a version of the handler. */
export function documentRoute(describe: (version: string) => unknown): Route {
  return {
    method: 'GET',
    path: '/openapi.json',
    operation: 'readDocument',
    summary: 'This description, as OpenAPI 3.1.',
    capability: capabilities.view,
    query: {},
    answers: { 200: { doc: 'The document.', content: json({ type: 'object' }) } },
    problems: [],
    run: ({ ports }) => Promise.resolve(ok(describe(ports.version))),
  };
}
