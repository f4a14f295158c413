/** The arguments of `| bitsscore`, checked before a row comes. */
import { nearest } from '../diagnostic/index.js';

export interface Options {
  /** Rows that score less get score, severity and facts, but no reasons, signals and techniques. Missing: as tuned. */
  readonly threshold?: number;
  /** Reasons, signals and techniques for every row about BITS, or for none, whatever the threshold. */
  readonly explain?: boolean;
  readonly prefix: string;
  readonly raw: boolean;
  /** Fields that hold a command line, in the order in which they are looked at, before `process` itself. */
  readonly process: readonly string[];
}

const NAMES = ['threshold', 'explain', 'prefix', 'raw', 'process'] as const;
type Name = (typeof NAMES)[number];

/** All problems at once, each a sentence that names the argument. */
export function readOptions(args: readonly string[]): Options | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const given = new Map<Name, string>();
  const fields: string[] = [];
  for (const argument of joined(args)) {
    const equals = argument.indexOf('=');
    const name = NAMES.find((known) => known === argument.slice(0, Math.max(0, equals)).trim().toLowerCase());
    const value = argument.slice(equals + 1).trim();
    if (name === 'process' || (equals < 0 && fields.length > 0)) fields.push(...value.split(/[\s,]+/).filter((field) => field !== ''));
    else if (name === undefined) problems.push(unknown(argument, equals));
    else if (given.has(name)) problems.push(`${name} is given twice`);
    else given.set(name, value);
    if (name === 'process' && value === '') problems.push('process needs the name of a field');
  }
  const threshold = whole(given.get('threshold'), problems);
  const explain = flag('explain', given.get('explain'), problems);
  const raw = flag('raw', given.get('raw'), problems) ?? false;
  const prefix = given.get('prefix') ?? 'bits_';
  if (!/^[A-Za-z][\w.]{0,63}$/.test(prefix)) problems.push(`prefix=${shown(prefix)} must begin with a letter and have letters, digits, dots and underscores only, at most 64`);
  problems.push(...fields.filter((field) => field.length > 256 || /[*\u0000-\u001f]/.test(field)).map((field) => `process=${shown(field)} is no name of a field`));
  if (problems.length > 0) return { problems };
  return { ...(threshold === undefined ? {} : { threshold }), ...(explain === undefined ? {} : { explain }), prefix, raw, process: fields };
}

/** Splunk splits at blanks: `threshold = 50` comes in three pieces. */
function joined(args: readonly string[]): string[] {
  const whole: string[] = [];
  for (const piece of args) {
    const last = whole.at(-1);
    if (last !== undefined && (piece.startsWith('=') || (last.endsWith('=') && !piece.includes('=')))) whole[whole.length - 1] = last + piece;
    else whole.push(piece);
  }
  return whole;
}

function unknown(argument: string, equals: number): string {
  if (equals < 0) return `${shown(argument)} is no argument; fields that hold a command line are named by process=<field>`;
  const name = argument.slice(0, equals).trim();
  const meant = nearest(name, NAMES);
  return `there is no argument ${shown(name)}${meant === undefined ? `; there are ${NAMES.join(', ')}` : `; did you mean ${meant}?`}`;
}

function whole(text: string | undefined, problems: string[]): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  if (value <= 100) return value;
  problems.push(`threshold=${shown(text)} must be a whole number from 0 to 100`);
  return undefined;
}

/** Splunk's words for yes and no. */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'true', 'y', 'yes'].map((word): [string, boolean] => [word, true]),
  ...['0', 'f', 'false', 'n', 'no'].map((word): [string, boolean] => [word, false]),
]);

function flag(name: Name, text: string | undefined, problems: string[]): boolean | undefined {
  const value = text === undefined ? undefined : FLAGS.get(text.toLowerCase());
  if (text !== undefined && value === undefined) problems.push(`${name}=${shown(text)} must be true or false`);
  return value;
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}
