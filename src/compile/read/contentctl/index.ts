/** A repository in the dialects of contentctl 4 and 5. */
import { anything, flag, isMapping, optional, readTable, record, required, stemOf } from '../../../model/index.js';
import type { App, Content, Filed, Table, TypeOf } from '../../../model/index.js';
import type { ContentReader, SourceDocument } from '../reader.js';
import { readDeployments } from './deployment.js';
import { readRemoved } from './removed.js';
import { appFields, baselineFields, dashboardFields, dataSourceFields, detectionFields, lookupFields, macroFields, storyFields } from './fields.js';
import { baselineOf, dashboardOf, dataSourceOf, detectionOf, lookupOf, macroOf, storyOf } from './objects.js';

/** The app of contentctl.yml, or nothing when it cannot be used. Settings of tests and servers are not ours. */
export function readContentctlApp(reader: ContentReader): App | undefined {
  const document = reader.document('contentctl.yml');
  if (!document) return undefined;
  const table = { app: required(record(appFields), 'The app.'), enrichments: optional(flag, 'Whether ATT&CK is looked up.'), path: optional(anything, 'Folder.') };
  const reading = readTable(table, document.value, [], reader.reporter(document.origin), { ignoreUnknown: true });
  if (!reading.usable) return undefined;
  const { app, enrichments } = reading.value;
  return {
    dialect: 'contentctl',
    origin: document.origin,
    id: app.appid,
    version: app.version,
    prefix: app.label,
    label: app.title,
    description: app.description,
    author: app.author_name,
    email: app.author_email,
    company: app.author_company,
    enriched: enrichments === true,
    externalMacros: externalMacros,
    externalLookups: new Set(),
    extensions: {},
  };
}

/** Macros that contentctl takes for granted: they come with Enterprise Security, the CIM and the toolkit app. */
const externalMacros: ReadonlySet<string> = new Set([
  'drop_dm_object_name', 'get_asset', 'get_risk_severity', 'cim_corporate_web_domain_search', 'globedistance',
]);

export function readContentctl(reader: ContentReader, app: App): Content {
  const deployments = readDeployments(reader);
  const detections = read(reader, 'detections', detectionFields, (keys, { path }) => detectionOf(keys, path, deployments));
  const day = newest(detections.map((detection) => detection.modification_date));
  return {
    app,
    detections,
    baselines: read(reader, 'baselines', baselineFields, (keys) => baselineOf(keys, deployments)),
    stories: read(reader, 'stories', storyFields, storyOf),
    macros: read(reader, 'macros', macroFields, (keys) => macroOf(keys, app, day)),
    lookups: read(reader, 'lookups', lookupFields, (keys, document) => lookupOf(reader, document, keys, app, day)).flat(),
    dataSources: read(reader, 'data_sources', dataSourceFields, dataSourceOf),
    schedules: [],
    dashboards: read(reader, 'dashboards', dashboardFields, dashboardOf(reader)).flat(),
    removed: readRemoved(reader),
    hunts: [],
    samples: [],
  };
}

function newest(days: readonly string[]): string {
  return days.reduce((last, day) => (day > last ? day : last), '1970-01-01');
}

function read<T extends Table, O>(
  reader: ContentReader,
  folder: string,
  table: T,
  convert: (keys: TypeOf<T> & Filed, document: SourceDocument) => O,
): O[] {
  return reader.files(folder).flatMap(({ path }) => {
    if (!path.endsWith('.yml')) return [];
    const document = reader.document(path);
    if (!document || !isMapping(document.value)) return [];
    checkFileName(reader, folder, document);
    const keys = reader.object(table, document);
    return keys ? [convert(keys, document)] : [];
  });
}

/** Filter macros are named after files: those of detections must follow from the name. */
function checkFileName(reader: ContentReader, folder: string, { value, stem, origin }: SourceDocument): void {
  const name = isMapping(value) ? value.get('name') : undefined;
  if (folder !== 'detections' || typeof name !== 'string') return;
  const wanted = stemOf(name).replaceAll('/', '_');
  if (wanted !== stem) reader.reportAt('R120', origin, ['name'], `the file is called ${stem}.yml, but its name asks for another`, `Rename the file to ${wanted}.yml, or correct the name.`);
}
