/** The JSON Schemas of all content types, for editors: a `yaml-language-server: $schema=` line in a file names one. */
import {
  baselineFields, buildFields, csvLookupFields, dashboardFields, dataSourceFields, detectionFields, huntFields, kvLookupFields,
  macroFields, removedFields, scheduleFields, schemaOf, storyFields,
} from '../model/index.js';
import type { Table } from '../model/index.js';

/** Type names as the command line and the file names have them. */
const tables: Readonly<Record<string, readonly [title: string, table: Table]>> = {
  detection: ['A detection', detectionFields],
  story: ['A story', storyFields],
  macro: ['A macro', macroFields],
  csv_lookup: ['A lookup in a CSV file', csvLookupFields],
  kv_lookup: ['A lookup in the KV Store', kvLookupFields],
  data_source: ['A data source', dataSourceFields],
  schedule: ['A schedule', scheduleFields],
  baseline: ['A baseline', baselineFields],
  dashboard: ['A dashboard', dashboardFields],
  hunt: ['A hunt', huntFields],
  removed: ['What was removed', removedFields],
  build: ['build.yml, the settings of an app', buildFields],
};

export const schemaTypes: readonly string[] = Object.keys(tables);

/** The schema of a type as JSON text; nothing for a type that is not there. */
export function schemaText(type: string): string | undefined {
  const entry = Object.hasOwn(tables, type) ? tables[type] : undefined;
  if (!entry) return undefined;
  const [title, table] = entry;
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', $id: schemaFile(type), title, ...schemaOf(table) }, null, 2)}\n`;
}

export function schemaFile(type: string): string {
  return `${type}.json`;
}

/** All schemas as files of one folder. */
export function schemaFiles(): { path: string; content: string }[] {
  return schemaTypes.map((type) => ({ path: schemaFile(type), content: schemaText(type) ?? '' }));
}
