/** Every route, in the order of the document. */
import type { JsonSchema } from '../../model/index.js';
import { openApi } from '../openapi.js';
import type { Route } from '../route.js';
import { audit } from './audit.js';
import { changeEntry, createEntry, deleteEntry } from './change.js';
import { detections } from './detections.js';
import { documentRoute } from './document.js';
import { listEntries, readEntry } from './entries.js';
import { exportEntries, importEntries } from './exchange.js';
import { health } from './health.js';
import { preview } from './preview.js';

export const routes: readonly Route[] = [
  detections, listEntries, createEntry, readEntry, changeEntry, deleteEntry, preview, exportEntries, importEntries, audit, health, documentRoute(describeApi),
];

/** The OpenAPI document of all of them. */
export function describeApi(version: string): JsonSchema {
  return openApi(routes, version);
}
