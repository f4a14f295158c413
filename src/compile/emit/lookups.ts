/** CSV files: those of the content, and the two that Splunk's builder makes of data sources and of what is deprecated. */
import { baselineStanza, detectionStanza } from '../../model/index.js';
import type { AppFile } from '../read/index.js';
import type { EmitContext } from './context.js';
import { by } from './json.js';

interface GeneratedLookup {
  readonly name: string;
  readonly filename: string;
  readonly description: string;
  readonly caseSensitive: boolean;
  readonly csv: string;
}

export function lookupFiles(context: EmitContext): AppFile[] {
  const declared = context.content.lookups.flatMap((lookup) =>
    lookup.external === 'csv' && lookup.csv !== undefined ? [{ path: `lookups/${lookup.filename}`, content: lookup.csv }] : [],
  );
  return [...declared, ...generatedLookups(context).map(({ filename, csv }) => ({ path: `lookups/${filename}`, content: csv }))];
}

/**
 * None where the app says so: these names are exported, and every app built this way has them. A lookup of the
 * content with such a name is meant to be that one.
 */
export function generatedLookups(context: EmitContext): GeneratedLookup[] {
  if (context.app.extensions.generated_lookups === false) return [];
  const declared = new Set(context.content.lookups.map(({ name }) => name));
  return usualLookups(context).filter(({ name }) => !declared.has(name));
}

function usualLookups(context: EmitContext): GeneratedLookup[] {
  const { target, day, content } = context;
  const date = day.replaceAll('-', '');
  const sources: GeneratedLookup = {
    name: 'data_sources',
    filename: `data_sources_${date}.csv`,
    description: 'The data sources that detections of this app need, with the add-ons that map them.',
    caseSensitive: false,
    csv: dataSourcesCsv(context),
  };
  const deprecated: GeneratedLookup = {
    name: 'deprecation_info',
    filename: `deprecation_info_${date}.csv`,
    description: 'What this app no longer maintains or no longer has, and what to use instead.',
    caseSensitive: true,
    csv: deprecationCsv(context),
  };
  if (target === 8) return [sources, deprecated];
  return content.dataSources.length > 0 ? [sources] : [];
}

function dataSourcesCsv({ content }: EmitContext): string {
  const header = ['name', 'id', 'author', 'source', 'sourcetype', 'separator', 'supported_TA_name', 'supported_TA_version', 'supported_TA_url', 'description'];
  const rows = [...content.dataSources].sort(by(({ name }) => name)).map(({ name, id, author, source, sourcetype, separator = '', supported_TA, description }) => {
    const addOn = supported_TA?.[0];
    return [name, id, author, source, sourcetype, separator, addOn?.name ?? '', addOn?.version ?? '', addOn?.url ?? '', description];
  });
  return csv([header, ...rows]);
}

const typeNames = { detections: 'Detection', baselines: 'Baseline', stories: 'Story', investigations: 'Investigation' } as const;

function deprecationCsv({ content, app }: EmitContext): string {
  const { prefix } = app;
  const stanza = {
    detections: (name: string) => detectionStanza(prefix, name),
    baselines: (name: string) => baselineStanza(prefix, name),
    stories: (name: string) => name,
    investigations: (name: string) => `${prefix} - ${name} - Response Task`,
  };
  const going = (['detections', 'baselines', 'stories'] as const).flatMap((type) => content[type].map((object) => ({ ...object, type })));
  const gone = content.removed.map((object) => ({ ...object, type: object.removedType }));
  const rows = [...going, ...gone].flatMap(({ name, type, deprecation_info: info }) => {
    if (!info) return [];
    const instead = info.replacement_content?.join('\n') ?? '';
    return [[stanza[type](name), typeNames[type], info.removed_in_version, info.reason, instead, '']];
  });
  const header = ['Name', 'Content Type', 'Removed in Version', 'Reason', 'Replacement Content', 'Replacement Content Link'];
  return csv([header, ...rows.sort(by((row) => row[1] ?? '', (row) => row[0] ?? ''))]);
}

/** Every cell quoted. A cell that a spreadsheet would take for a formula gets an apostrophe. */
function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function cell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}
