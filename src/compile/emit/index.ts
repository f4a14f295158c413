/** The third door of compile: content in, the files of the app out. Pure: the same content gives the same bytes. */
import { parseConf, writeConf } from '../../conf/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import type { Content } from '../../model/index.js';
import type { AppFile } from '../read/index.js';
import { analyticstories } from './analyticstories.js';
import { app, customConfs, distsearch, server } from './app.js';
import { collections } from './collections.js';
import { EmitContext } from './context.js';
import type { Conf, EmitOptions } from './context.js';
import { dashboardFiles } from './dashboards.js';
import { defaultMeta } from './defaultmeta.js';
import { by } from './json.js';
import { lookupFiles } from './lookups.js';
import { macros } from './macros.js';
import { manifest } from './manifest.js';
import { readme } from './readme.js';
import { savedsearches } from './savedsearches.js';
import { transforms } from './transforms.js';

export { emitCodes } from './codes.js';
export type { EmitOptions, Target } from './context.js';

export interface Emitted {
  /** In code-point order of their paths. */
  readonly files: readonly AppFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export function emit(content: Content, options: EmitOptions): Emitted {
  const { handWritten } = options;
  const context = new EmitContext(content, options);
  const lookups = lookupFiles(context);
  const confs = [analyticstories, collections, macros, savedsearches, transforms].map((generate) => generate(context));
  const custom = customConfs([...handWrittenConfs(handWritten), ...confs.filter(isWritten).map(({ name }) => name)]);
  confs.push(app(context, custom), server(context, custom), distsearch(context, lookups.length > 0));
  const hasMeta = handWritten.some(({ path }) => path === META);
  const generated: AppFile[] = [
    ...confs.filter(isWritten).map((conf) => confFile(`default/${conf.name}.conf`, conf, handWritten, context)),
    confFile(META, defaultMeta(context, hasMeta), handWritten, context),
    ...lookups,
    ...dashboardFiles(context),
    { path: 'app.manifest', content: manifest(context) },
    { path: 'README.md', content: readme(context) },
  ];
  return { files: merge(generated, handWritten, context), diagnostics: context.diagnostics };
}

const META = 'metadata/default.meta';

function isWritten({ stanzas, tail }: Conf): boolean {
  return stanzas.length > 0 || tail !== undefined;
}

function handWrittenConfs(files: readonly AppFile[]): string[] {
  return files.flatMap(({ path }) => /^default\/([\w-]+)\.conf$/.exec(path)?.[1] ?? []);
}

/** Hand-written text first. A stanza has one owner: one that is in both is left to the hand that wrote it. */
function confFile(path: string, { stanzas, tail }: Conf, handWritten: readonly AppFile[], context: EmitContext): AppFile {
  const written = handWritten.find((file) => file.path === path);
  const text = typeof written?.content === 'string' ? written.content : '';
  const taken = parseConf(text, path).stanzas;
  const own = stanzas.filter(({ name }) => {
    const other = taken.get(name);
    if (other) context.report('E101', `[${name}] is written by hand and generated too`, other.place);
    return !other;
  });
  const head = text === '' ? '' : `${text.trimEnd()}\n\n`;
  const body = own.length > 0 ? `${HEADER}\n${writeConf(own)}` : '';
  const end = tail === undefined ? '' : `\n${tail.trim()}\n`;
  return { path, content: head + body + end };
}

const HEADER = '# Made by bitsjobs from YAML. Change what you need in local/: an upgrade replaces this file.\n';

/** Splunk wants an app's icons in static/; in a project they lie with the rest of the pages. */
function placeOf(path: string): string {
  return path.replace(/^appserver\/icons\/(?=[^/]+\.png$)/, 'static/');
}

/** Conf files are joined above. Of other files that both sides have, the hand-written one stays. */
function merge(generated: readonly AppFile[], handWritten: readonly AppFile[], context: EmitContext): AppFile[] {
  const files = new Map(generated.map((file) => [file.path, file]));
  for (const written of handWritten) {
    const file = { ...written, path: placeOf(written.path) };
    const other = files.get(file.path);
    if (other && /^(default\/[\w-]+\.conf|metadata\/default\.meta)$/.test(file.path)) continue;
    const expected = ['README.md', 'app.manifest'].includes(file.path);
    if (other && !expected) context.report('E103', `${file.path} is written by hand and generated too`);
    files.set(file.path, file);
  }
  return [...files.values()].sort(by(({ path }) => path));
}
