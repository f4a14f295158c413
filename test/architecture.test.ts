/** Who may import whom, and who may touch the outside world: the table of the map (src/README.md), with its reasons. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const src = resolve(import.meta.dirname, '../src');

interface Room {
  readonly mayImport: readonly string[];
  readonly because: string;
}

const rooms: Readonly<Record<string, Room>> = {
  diagnostic: { mayImport: [], because: 'everyone uses it, so it can know no one' },
  match: { mayImport: [], because: 'one answer on wildcards for all' },
  cim: { mayImport: [], because: 'facts about data models, of no use to themselves' },
  windows: { mayImport: [], because: 'what an event says does not depend on who asks' },
  conf: { mayImport: ['diagnostic'], because: 'it says where a stanza is broken' },
  model: { mayImport: ['diagnostic', 'match'], because: 'a field table says what is wrong with a value, once for YAML and for REST' },
  spl: { mayImport: ['diagnostic', 'match'], because: 'a language knows nothing of detections' },
  score: { mayImport: ['windows', 'match'], because: 'a score is about an event, not about Splunk; whom an admin trusts may be a network' },
  compile: { mayImport: ['model', 'diagnostic', 'spl', 'conf', 'cim', 'match'], because: 'it checks a search with the parser that the lab runs' },
  lab: { mayImport: ['model', 'diagnostic', 'spl', 'conf', 'cim', 'match'], because: 'it runs the searches of a built app, whose conf files it reads, over events' },
  searchcommand: { mayImport: ['diagnostic', 'conf', 'windows', 'score'], because: 'the only way score meets Splunk' },
  splunk: { mayImport: ['diagnostic', 'conf'], because: 'one client of splunkd, which finds in server.conf whom to trust' },
  rest: { mayImport: ['model', 'diagnostic', 'match', 'conf', 'splunk'], because: 'it keeps allowlist entries and scores nothing; preview and the list of detections are handed in' },
  cli: { mayImport: ['compile', 'lab', 'searchcommand', 'score', 'windows', 'spl', 'cim', 'model', 'rest', 'splunk', 'diagnostic'], because: 'argv in, exit code out, through the doors of the products; gives the lab the command' },
};

/** Doors that compile's rooms open to each other: read -> check -> emit -> pack, and export beside emit. */
const compileDoors: Readonly<Record<string, readonly string[]>> = {
  read: [],
  check: [],
  // The type of a file of the app.
  emit: ['read'],
  export: [],
  pack: ['read'],
};

const outside: readonly { readonly what: RegExp; readonly where: RegExp; readonly because: string }[] = [
  { what: /from 'node:(?!crypto|timers)|\bprocess\.|\bDate\.now\(|new Date\(\)/, where: /^(cli|compile\/(read|pack)|compile\/against\.ts|lab\/(events|guard\.ts)|searchcommand\/(main|rows)\.ts|splunk\/|rest\/(main\.ts|store|transport))/, because: 'everything else takes values, the clock included' },
  { what: /from 'yaml'/, where: /^compile\/(read|export)\//, because: 'YAML is read in one place and written in one' },
  { what: /from '(archiver|fflate)'/, where: /^compile\/pack\//, because: 'one place makes archives' },
  { what: /from 'tar-stream'/, where: /^compile\/pack\//, because: 'one place reads archives' },
  { what: /from 'express'/, where: /^rest\//, because: 'no other product speaks HTTP' },
  { what: /'libsql'/, where: /^rest\/store\/sqlite\.ts$/, because: 'native code stays out of what Splunk runs' },
  { what: /from 'splunk-sdk/, where: /^splunk\//, because: 'one client, one way to verify TLS' },
  { what: /from '(esbuild|typescript|@typescript\/native)'/, where: /^$/, because: 'the bundler and the compiler are tools of build.js' },
];

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(src, path), 'utf8');
    const imports = [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map((match) => relative(src, resolve(src, path, '..', match[1] ?? '')));
    return { path: path.replaceAll('\\', '/'), text, imports };
  });

const roomOf = (path: string): string => path.split('/')[0] ?? '';

test('every room is in the table, and no room is empty', () => {
  const found = new Set(sources.map(({ path }) => roomOf(path)));
  expect([...found].filter((room) => !(room in rooms))).toEqual([]);
});

test('rooms import downwards only, through the door', () => {
  const wrong = sources.flatMap(({ path, imports }) =>
    imports.flatMap((target) => {
      const [from, to] = [roomOf(path), roomOf(target)];
      if (from === to) return [];
      const allowed = rooms[from]?.mayImport.includes(to) === true && target === `${to}/index.js`;
      return allowed ? [] : [`${path} imports ${target}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('rooms of compile use each other by their doors', () => {
  const part = (path: string): string => /^compile\/([^/]+)\//.exec(path)?.[1] ?? '';
  const wrong = sources.flatMap(({ path, imports }) =>
    imports.flatMap((target) => {
      const [from, to] = [part(path), part(target)];
      if (from === '' || to === '' || from === to) return [];
      return compileDoors[from]?.includes(to) === true && target === `compile/${to}/index.js` ? [] : [`${path} imports ${target}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test.each(outside.map((rule) => [rule.because, rule] as const))('%s', (_, { what, where }) => {
  expect(sources.filter(({ path, text }) => what.test(text) && !where.test(path)).map(({ path }) => path)).toEqual([]);
});

test('no default exports, no rooms without a subject', () => {
  expect(sources.filter(({ text }) => text.includes('export default')).map(({ path }) => path)).toEqual([]);
  expect(sources.filter(({ path }) => /(^|\/)(utils?|helpers?|common|types|misc)(\/|\.ts$)/.test(path)).map(({ path }) => path)).toEqual([]);
});
