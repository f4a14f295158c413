/** build.yml (ESCU 6): what the app is called, who made it, what it may use of others. */
import { buildFields } from '../../model/index.js';
import type { App } from '../../model/index.js';
import type { ContentReader } from './reader.js';

/** The app, or nothing when build.yml cannot be used. */
export function readBuild(reader: ContentReader): App | undefined {
  const document = reader.document('build.yml');
  const build = document && reader.object(buildFields, document);
  if (!build) return undefined;
  const external = build.external_app_content ?? [];
  return {
    dialect: 'escu6',
    origin: build.origin,
    id: build.id,
    version: build.app_version,
    prefix: build.content_prefix,
    label: build.label,
    description: build.description,
    author: build.author,
    email: build.author_email,
    company: build.extensions?.company ?? build.author,
    enriched: true,
    externalMacros: new Set(external.flatMap((app) => app.macros ?? [])),
    externalLookups: new Set(external.flatMap((app) => app.lookups ?? [])),
    extensions: build.extensions ?? {},
  };
}
