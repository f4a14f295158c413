/**
 * Bundles the programs of src/ into dist/ with esbuild. No type check: that is the job of `npm run lint`.
 *
 * The command line is split into chunks, so that a verb loads the YAML parser or the archiver only when it needs them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Packages in CommonJS ask for Node's own modules by `require`, which a module in ESM does not have. */
const REQUIRE = "import { createRequire as bitsjobsCreateRequire } from 'node:module';\nconst require = bitsjobsCreateRequire(import.meta.url);";

/** Chunk files carry a hash of their content in their names: those that this build did not make are stale. */
const CHUNKS = join(dist, 'chunks');

const shared = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  logLevel: 'warning',
  write: false,
};

const cli = await build({
  ...shared,
  entryPoints: [{ in: 'src/cli/main.ts', out: 'cli' }],
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  format: 'esm',
  // Its classes look at arguments.callee, which no ES module may.
  external: ['splunk-sdk'],
  banner: { js: REQUIRE },
  define: { BITSJOBS_VERSION: JSON.stringify(version) },
});

/** What Splunk's launcher starts: one file, in which what scores is a module of its own that runs when the first rows come. */
// Names of records that never leave the command: short, since it has 120 KB. (What a text may name, such as a group of fields, is none of them.)
const INTERNAL = ['confidence', 'techniques', 'impact', 'destination', 'direction', 'hasCredentials', 'extension', 'carriers', 'hidden', 'transfers', 'relief', 'excuses', 'evidence', 'farEnds', 'landings', 'parentProgram', 'byPerson', 'sentence', 'decoded', 'readings', 'isSplit', 'isQuoted', 'pipedFrom', 'isBlock', 'roles', 'needed', 'variables', 'aliases', 'symbols', 'reason', 'setting', 'verbs', 'settings', 'tells', 'positions', 'others', 'programs', 'folders', 'address', 'actor', 'stream', 'tools', 'hasBacktick', 'isEncoded', 'isTrusted', 'acts', 'kind', 'unread', 'parameters', 'jobs', 'stanza', 'severity', 'items', 'nesting', 'expands', 'source', 'program', 'tool', 'verb', 'host', 'port', 'query', 'owner', 'folder', 'family', 'asideEnd', 'examples', 'requiredFields', 'starts', 'ends', 'rowOf', 'isOpen', 'ahead', 'fuel', 'parent', 'stanzas', 'after', 'complaints', 'hasReported', 'untold'];
const small = { ...shared, outExtension: { '.js': '.cjs' }, format: 'cjs', minify: true, mangleProps: new RegExp(`^(?:${INTERNAL.join('|')})$`) };
// Both need the names of fields (src/windows/fields.ts): what scores is given those of the program.
const FIELDS = '{ fieldOf, hasField, namesIn, namesOf, scoredFields, wantedFields }';
const given = { name: 'given', setup: ({ onLoad }) => onLoad({ filter: /windows[\\/]fields\.ts$/ }, () => ({ contents: `export const ${FIELDS} = given;` })) };
const rows = await build({ ...small, entryPoints: ['src/searchcommand/rows.ts'], plugins: [given] });
// V8 reads every function that it may never run: of 120 KB that takes a sixth of the whole start. Comments cost it nothing, so the module
// stands behind the program as such, line by line, and is compiled from there when it is asked for.
const lazily = {
  name: 'rows',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\/rows\.js$/ }, () => ({ path: 'rows.cjs', namespace: 'rows' }));
    onLoad({ filter: /./, namespace: 'rows' }, () => ({ resolveDir: root, contents: `
      import ${FIELDS} from './src/windows/fields.ts';
      export const scorerFrom = (files) => {
        const lines = require('node:fs').readFileSync(__filename, 'utf8').split('\\n').filter((line) => line.startsWith('//'));
        const code = lines.map((line) => line.slice(2)).join('\\n');
        const module = { exports: {} };
        require('node:vm').compileFunction(code, ['module', 'exports', 'require', 'given'], { filename: __filename + ' (rows)' })(module, module.exports, require, ${FIELDS});
        return module.exports.scorerFrom(files);
      };
    ` }));
  },
};
const program = await build({ ...small, entryPoints: [{ in: 'src/searchcommand/main.ts', out: 'bitsscore' }], plugins: [lazily] });
const command = { outputFiles: [{ path: program.outputFiles[0].path, contents: Buffer.from(withComment(program.outputFiles[0].text, rows.outputFiles[0].text)) }] };

function withComment(code, behind) {
  if (/^\/\//m.test(code) || /[\r\u2028\u2029]/.test(behind)) throw new Error('the search command cannot be told from the comment behind it');
  return `${code.trimEnd()}\n//${behind.trimEnd().replaceAll('\n', '\n//')}\n`;
}

/** The debug output of express, for which a handler has no place: stderr is taken for errors. */
const silent = {
  name: 'silent',
  setup(bundler) {
    bundler.onResolve({ filter: /^debug$/ }, ({ path }) => ({ path, namespace: 'silent' }));
    bundler.onLoad({ filter: /^debug$/, namespace: 'silent' }, () => ({ contents: 'module.exports = () => () => undefined;' }));
  },
};

/** The REST handler, which splunkd keeps running. Classes of splunk-sdk look at arguments.callee: no strict mode, which our tsconfig would bring. */
const handler = await build({
  ...shared,
  entryPoints: [{ in: 'src/rest/main.ts', out: 'bits_rest' }],
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  minify: true,
  metafile: true,
  plugins: [silent],
  define: { BITSJOBS_VERSION: JSON.stringify(version) },
  tsconfigRaw: {},
  // The transport of splunk-sdk, which verifies nothing and which ours replaces; it is loaded where none is given, so never.
  external: ['./platform/node/node_http'],
});
/** For the test of what may be in the bundle. */
const packages = { path: join(dist, 'bits_rest.packages.json'), contents: JSON.stringify(packagesIn(handler.metafile)) };
const python = { path: join(dist, 'bits_rest.py'), contents: readFileSync(join(root, 'src/rest/python/bits_rest.py')) };

const outputFiles = [...cli.outputFiles, ...command.outputFiles, ...handler.outputFiles, packages, python];

const current = new Set(outputFiles.map((file) => relative(dist, file.path)));
for (const file of outputFiles) writeIfChanged(file.path, file.contents);
for (const name of listChunks()) if (!current.has(join('chunks', name))) rmSync(join(CHUNKS, name));

function packagesIn({ inputs }) {
  const found = Object.keys(inputs).flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(found)].sort();
}

/** By a second name and a rename, so that a program that starts meanwhile never sees half a file. */
function writeIfChanged(path, contents) {
  if (digest(contents) === digest(readIfThere(path))) return;
  mkdirSync(dirname(path), { recursive: true });
  const mode = path.endsWith('cli.js') ? 0o755 : 0o644;
  writeFileSync(`${path}.${process.pid}`, contents, { mode });
  renameSync(`${path}.${process.pid}`, path);
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return '';
  }
}

function digest(contents) {
  return createHash('sha256').update(contents).digest('hex');
}

function listChunks() {
  try {
    return readdirSync(CHUNKS);
  } catch {
    return [];
  }
}
