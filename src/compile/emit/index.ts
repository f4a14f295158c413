/** The third door of compile: content in, the files of the app out. Pure: the same content gives the same bytes. */
import type { Diagnostic } from '../../diagnostic/index.js';
import type { Content } from '../../model/index.js';
import type { AppFile } from '../read/index.js';
import { allowlist } from './allowlist.js';
import { analyticstories } from './analyticstories.js';
import { app, customConfs, distsearch, server } from './app.js';
import { carriedFiles } from './carriednode.js';
import { collections } from './collections.js';
import { EmitContext } from './context.js';
import type { Conf, EmitOptions } from './context.js';
import { dashboardFiles } from './dashboards.js';
import { defaultMeta } from './defaultmeta.js';
import { HandWritten } from './handwritten.js';
import { by } from './json.js';
import { lookupFiles } from './lookups.js';
import { macros } from './macros.js';
import { manifest } from './manifest.js';
import { readme } from './readme.js';
import { restmap } from './restmap.js';
import { savedsearches } from './savedsearches.js';
import { shippedList } from './shipped.js';
import { transforms } from './transforms.js';

export { programPath } from './carriednode.js';
export type { CarriedNode } from './carriednode.js';
export { emitCodes } from './codes.js';
export type { EmitOptions, Target } from './context.js';

export interface Emitted {
  /** In code-point order of their paths. */
  readonly files: readonly AppFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export function emit(content: Content, options: EmitOptions): Emitted {
  const context = new EmitContext(content, options);
  const hand = new HandWritten(options.handWritten, context);
  const shared = allowlist(context);
  const lookups = [...lookupFiles(context), ...shared.files];
  const confs = [
    analyticstories(context), collections(context, shared.collections), macros(context), savedsearches(context, shared.savedsearches), transforms(context, shared.transforms),
  ];
  confs.push(restmap(context));
  const custom = customConfs(new Set([...hand.confs, ...confs.filter(isWritten).map(({ name }) => name)]));
  confs.push(app(context, custom), server(context, custom), distsearch(context, lookups.length > 0));
  const meta = hand.stanzas(META);
  const generated: AppFile[] = [
    ...confs.filter(isWritten).map((conf) => hand.confFile(`default/${conf.name}.conf`, conf)),
    hand.confFile(META, defaultMeta(context, meta && new Set(meta.keys()), shared.meta)),
    ...lookups,
    ...dashboardFiles(context),
    ...carriedFiles(options.carriedNode),
    ...shippedList(context),
    { path: 'app.manifest', content: manifest(context) },
    { path: 'README.md', content: readme(context) },
  ];
  const files = [...hand.merge(generated).values()].sort(by(({ path }) => path));
  return { files, diagnostics: context.diagnostics };
}

const META = 'metadata/default.meta';

function isWritten({ stanzas, tail }: Conf): boolean {
  return stanzas.length > 0 || tail !== undefined;
}
