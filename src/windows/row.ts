/** One row as Splunk sees it: which kind of evidence it is, and whether it can concern BITS at all. */
import { nothing, reading } from './act.js';
import type { Reading } from './act.js';
import { bitsClientFacts } from './bitsclient.js';
import { readCommandLine } from './command.js';
import type { Facts } from './facts.js';
import { fieldOf, namesIn } from './fields.js';
import type { Field, FieldGroup, Row } from './fields.js';
import { notifyAct } from './notify.js';
import { programOf, withoutExtension } from './program.js';
import { proxyFacts } from './proxy.js';
import { actorOf, recordOf } from './record.js';
import { scriptFacts } from './script.js';
import { traceFacts } from './traces.js';

/** A command line of Windows ends at 32,767 characters; a log may add to it. */
const longest = 65_536;

/** What rows say about BITS; nothing, and quickly so, where one says nothing about it. Total, and linear in the texts. The columns of a table are looked up once. */
export function factsIn(columns?: readonly string[]): (field: Field) => Facts | undefined {
  const names = namesIn(columns);
  const present = readers.filter(([groups]) => groups.some((group) => names.has(group)));
  return (field) => {
    const row = { field, names };
    for (const [, read] of present) {
      const facts = read(row);
      if (facts) return facts;
    }
    return undefined;
  };
}

/** The first that finds something tells what the event is. Each with fields of which at least one must be there. */
const readers: readonly (readonly [needs: readonly FieldGroup[], read: (row: Row) => Facts | undefined])[] = [
  [['script', 'message', 'bindings'], scriptFacts],
  [['code'], bitsClientFacts],
  [['loaded', 'key', 'param1', 'serviceName', 'cleared', 'channel', 'file'], traceFacts],
  [['agent'], proxyFacts],
  [['commandLine'], processFacts],
];

/** The same for a row that may have any columns. */
export const factsOf = factsIn();

function processFacts(row: Row): Facts | undefined {
  const line = fieldOf(row, 'commandLine');
  if (line === undefined) return undefined;
  const image = fieldOf(row, 'image');
  const parentImage = fieldOf(row, 'parentImage');
  const parentLine = fieldOf(row, 'parentLine');
  const originalName = fieldOf(row, 'originalName');
  const original = originalName === undefined ? '' : programOf(originalName);
  const child = notifyAct({ image: image ?? '', line, parentImage: parentImage ?? '', parentLine: (parentLine ?? '').slice(0, longest) });
  if (!child && !mayMatter(line, original, image ?? '')) return undefined;
  const actor = actorOf(image, line);
  const read = readProcess(line.slice(0, longest), withoutExtension(actor.name ?? ''), original);
  return recordOf('process', row, child ? withParent(reading(child, line), read) : read, { line, actor, parent: actorOf(parentImage, parentLine) });
}

function withParent(child: Reading, read: Reading): Reading {
  return { ...read, acts: [...child.acts, ...read.acts], decoded: read.decoded ?? child.decoded ?? '' };
}

/** Programs whose own name in the file tells them under any other. */
const knownOriginals: ReadonlySet<string> = new Set(['bitsadmin', 'desktopimgdownldr', 'cmd', 'powershell', 'pwsh', 'wmic', 'sc', 'net', 'net1', 'reg', 'wevtutil', 'psexec', 'schtasks']);

function readProcess(line: string, image: string, original: string): Reading {
  if (knownOriginals.has(original)) return renamed(readCommandLine(line, original), image, original);
  // A command line may begin with anything; the image is what runs.
  if (knownOriginals.has(image)) return readCommandLine(line, image);
  return line === '' ? nothing : readCommandLine(line);
}

function renamed(read: Reading, image: string, original: string): Reading {
  const isIt = read.acts.length > 0 && image !== '' && image !== original && original !== 'pwsh';
  return isIt ? { ...read, hidden: [...read.hidden.filter((one) => one !== 'renamed'), 'renamed'] } : read;
}

const words = /bits|intelligent transfer|lockscreenurl|potato|roguewinrm|desktopimgdownldr|[/-](?:transfer|addfile|peercaching|setnotify|setmin|setno|setcustom|makecustom|replaceremote|sethttp|setproxy|setclient|setsecurity|sethelper|setpeer|setreply)|4991d34b|f087771f|6d18ad12/i;
const shells = /cmd|powershell|pwsh|wmic|net|sc|reg|comspec|psexec|schtasks|conhost|forfiles/i;
const tricks = /[\^`*!]|\w"+\w|%[^%\s]+%|['"]\s*\+|-f\s|join|replace|base64|\[char|iex\b|invoke-expression|\s["']?[-/\u2013\u2014\u2015]+["']?e[a-z"'^]*\s+["']?[A-Za-z0-9+/]{8}/i;

/** What hides a name leaves a trick, and needs a shell to undo it; all else names what it is about. */
function mayMatter(line: string, original: string, image: string): boolean {
  if (words.test(line) || original === 'bitsadmin' || (/bitsadmin/i.test(image) && programOf(image) === 'bitsadmin')) return true;
  if (!tricks.test(line)) return false;
  return shells.test(`${line.slice(0, 400)} ${original} ${image}`) || words.test(line.replace(/["^]/g, ''));
}
