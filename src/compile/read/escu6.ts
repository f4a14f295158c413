/** A repository in the ESCU 6 dialect: one folder a type, and no other files in it. */
import {
  baselineFields, csvLookupFields, dashboardFields, dataSourceFields, detectionFields, huntFields, isMapping, kvLookupFields,
  macroFields, playbookFields, removedFields, removedTypes, scheduleFields, stemOf, storyFields,
} from '../../model/index.js';
import type { App, Content, Dashboard, Detection, Filed, Lookup, Removed, Samples, Table, TypeOf } from '../../model/index.js';
import { isFile, isFolder } from './files.js';
import { readDefinition } from './dashboards.js';
import { detectionsOfHunt } from './hunts.js';
import { datedCsv, readCsv } from './lookups.js';
import type { ContentReader, SourceDocument } from './reader.js';
import { stemOfPath } from './reader.js';

/** Folders that must be there, with the suffixes that their files may have. */
const folders = {
  detections: ['yml'],
  stories: ['yml'],
  macros: ['yml'],
  'lookups/csv': ['yml', 'csv'],
  'lookups/kvstore': ['yml'],
  data_sources: ['yml'],
  schedules: ['yml'],
  baselines: ['yml'],
  dashboards: ['yml', 'json'],
  playbooks: ['yml', 'py', 'json', 'png'],
  removed: ['yml'],
} as const;
type Folder = keyof typeof folders | 'hunts';

/** Reads everything below the content folder. */
export function readEscu6(reader: ContentReader, app: App): Content {
  for (const folder of Object.keys(folders)) {
    if (!isFolder(reader.root, folder)) reader.report('R102', folder, `the folder ${folder}/ is missing`);
  }
  strayLookups(reader);
  playbooks(reader);
  const hunts = objects(reader, 'hunts', huntFields);
  return {
    app,
    detections: [...detections(reader), ...hunts.flatMap(detectionsOfHunt)],
    baselines: objects(reader, 'baselines', baselineFields),
    stories: objects(reader, 'stories', storyFields),
    macros: objects(reader, 'macros', macroFields),
    lookups: [...csvLookups(reader), ...kvLookups(reader)],
    dataSources: objects(reader, 'data_sources', dataSourceFields),
    schedules: objects(reader, 'schedules', scheduleFields),
    dashboards: dashboards(reader),
    removed: removed(reader),
    hunts,
    samples: samples(reader),
    ...findingBased(reader),
  };
}

/** Events of tests, as text: what an event means is the lab's matter. */
function samples(reader: ContentReader): Samples[] {
  return reader.files('samples').flatMap(({ path }) => {
    if (!path.endsWith('.jsonl')) {
      reader.report('R103', path, `${path} does not belong into samples/`, 'Samples are JSON lines: <file name of the detection>.jsonl.');
      return [];
    }
    const text = reader.text(path);
    const file = reader.shownPath(path);
    return text === undefined ? [] : [{ text, stem: stemOfPath(path), origin: { file, place: () => ({ file, line: 1, column: 1 }) } }];
  });
}

function findingBased(reader: ContentReader): { findingBasedDetections?: string } {
  const path = 'static_configs/savedsearches_fbd.conf';
  const text = isFile(reader.root, path) ? reader.text(path) : undefined;
  return text === undefined ? {} : { findingBasedDetections: text };
}

function objects<T extends Table>(reader: ContentReader, folder: Folder, table: T): (TypeOf<T> & Filed)[] {
  return documents(reader, folder).flatMap((document) => reader.object(table, document) ?? []);
}

/** The YAML files of a folder; other files that do not belong there are reported. */
function documents(reader: ContentReader, folder: Folder): SourceDocument[] {
  const suffixes: readonly string[] = folder === 'hunts' ? ['yml'] : folders[folder];
  return reader.files(folder).flatMap(({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const suffix = /\.([^.]+)$/.exec(name)?.[1] ?? '';
    if (name.startsWith('.')) return [];
    if (!suffixes.includes(suffix)) {
      const hint = suffix === 'yaml' ? `Rename it to ${stemOfPath(path)}.yml.` : undefined;
      reader.report('R103', path, `${path} does not belong into ${folder}/`, hint);
      return [];
    }
    if (suffix !== 'yml') return [];
    const document = reader.document(path);
    if (!document) return [];
    checkFileName(reader, folder, document);
    return [document];
  });
}

/** The file name follows from the name inside, or references by file and by name part ways. */
function checkFileName(reader: ContentReader, folder: Folder, { value, stem, origin }: SourceDocument): void {
  const name = isMapping(value) ? value.get('name') : undefined;
  if (typeof name !== 'string' || stemOf(name) === stem) return;
  if (folder === 'playbooks' && stemOf(name) === stem.toLowerCase()) return;
  const wanted = name.length > 200 || /[/\\\0]/.test(name) ? undefined : `Rename the file to ${stemOf(name)}.yml, or correct the name.`;
  reader.reportAt('R120', origin, ['name'], `the file is called ${stem}.yml, but its name asks for another`, wanted);
}

function detections(reader: ContentReader): Detection[] {
  const all = objects(reader, 'detections', detectionFields);
  for (const { tests, origin } of all) {
    for (const [test, { attack_data: recordings }] of (tests ?? []).entries()) {
      for (const [index, { data }] of (recordings ?? []).entries()) {
        if (/^https?:\/\//.test(data) || (!data.split('/').includes('..') && isFile(reader.root, data))) continue;
        const path = ['tests', test, 'attack_data', index, 'data'];
        reader.reportAt('R126', origin, path, `the recording ${JSON.stringify(data.slice(0, 100))} is neither a web address nor a file here`);
      }
    }
  }
  return all;
}

/** Playbooks of Splunk SOAR are no part of an app; that they are whole is checked for who shares the repository. */
function playbooks(reader: ContentReader): void {
  for (const document of documents(reader, 'playbooks')) {
    reader.keys(playbookFields, document, true);
    for (const suffix of ['py', 'json', 'png']) {
      const path = document.path.replace(/\.yml$/, `.${suffix}`);
      if (!isFile(reader.root, path)) reader.reportAt('R122', document.origin, [], `${path} is missing`);
    }
  }
}

function csvLookups(reader: ContentReader): Lookup[] {
  const lookups = documents(reader, 'lookups/csv').flatMap((document): Lookup[] => {
    const keys = reader.object(csvLookupFields, document);
    const csv = readCsv(reader, document, document.path.replace(/\.yml$/, '.csv'));
    if (!keys) return [];
    const filename = datedCsv(document.stem, keys.modification_date);
    return [{ ...keys, external: 'csv', filename, ...(csv !== undefined && { csv }) }];
  });
  const described = new Set(reader.files('lookups/csv').map(({ path }) => path));
  for (const path of described) {
    if (path.endsWith('.csv') && !described.has(path.replace(/\.csv$/, '.yml'))) {
      reader.report('R125', path, `${path} has no YAML file beside it and is left out`);
    }
  }
  return lookups;
}

function kvLookups(reader: ContentReader): Lookup[] {
  return objects(reader, 'lookups/kvstore', kvLookupFields).map((keys) => ({ ...keys, external: 'kvstore', collection: keys.name }));
}

/** Lookups that lie in lookups/ itself are read by nobody. */
function strayLookups(reader: ContentReader): void {
  for (const { path } of reader.files('lookups')) {
    if (/^lookups\/(csv|kvstore)\//.test(path) || /(^|\/)\./.test(path)) continue;
    reader.report('R121', path, `${path} lies neither in lookups/csv/ nor in lookups/kvstore/ and is not read`);
  }
}

function dashboards(reader: ContentReader): Dashboard[] {
  return documents(reader, 'dashboards').flatMap((document) => {
    const keys = reader.object(dashboardFields, document);
    const definition = readDefinition(reader, document);
    return keys && definition !== undefined ? [{ ...keys, definition }] : [];
  });
}

function removed(reader: ContentReader): Removed[] {
  return documents(reader, 'removed').flatMap((document) => {
    const removedType = removedTypes.find((type) => document.path.startsWith(`removed/${type}/`));
    const keys = reader.object(removedFields, document, true);
    if (!removedType) {
      const hint = `Move it into one of removed/${removedTypes.join('/, removed/')}/.`;
      reader.report('R121', document.path, 'the folder of a removed file tells its type, and this one has none', hint);
      return [];
    }
    return keys ? [{ ...keys, removedType }] : [];
  });
}
