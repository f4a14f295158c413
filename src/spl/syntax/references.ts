/** What a search refers to: macros, lookups, and the words in it. */
import { lex } from './lexer.js';
import type { Token } from './lexer.js';
import { parseMacroCall } from './macro.js';
import type { MacroCall } from './macro.js';
import { allStages } from './pipeline.js';
import type { Pipeline, Stage } from './pipeline.js';

/** Every macro call outside comments and double quotes that can be read. */
export function macroCalls(text: string): MacroCall[] {
  return lex(text).flatMap((token) => {
    const call = token.kind === 'macro' ? parseMacroCall(token) : undefined;
    return call && 'name' in call ? [call] : [];
  });
}

export interface LookupReference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const LOOKUP_COMMANDS: ReadonlySet<string | undefined> = new Set(['lookup', 'inputlookup', 'outputlookup']);
const EVALUATING_COMMANDS: ReadonlySet<string | undefined> = new Set(['eval', 'where', 'fieldformat']);

/**
 * Lookups that commands name, in subsearches too, as do `from lookup:name` and the function lookup("name", …) of
 * eval. A name given by a macro is not known.
 */
export function lookupReferences(pipeline: Pipeline): LookupReference[] {
  return allStages(pipeline).flatMap((stage) => {
    if (LOOKUP_COMMANDS.has(stage.command)) return firstArgument(stage);
    if (EVALUATING_COMMANDS.has(stage.command)) return lookupFunctions(stage);
    return stage.command === 'from' ? fromLookup(stage) : [];
  });
}

/** The first word that is no option: `lookup local=true name field` names `name`. */
function firstArgument({ tokens }: Stage): LookupReference[] {
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (tokens[i + 1]?.kind === 'operator') {
      i += 2;
      continue;
    }
    if (token?.kind === 'word' || token?.kind === 'string') return [reference(token, unquoted(token))];
    if (token?.kind === 'macro') return [];
  }
  return [];
}

function lookupFunctions({ tokens }: Stage): LookupReference[] {
  return tokens.flatMap(({ kind, text }, index) => {
    const [paren, name] = [tokens[index + 1], tokens[index + 2]];
    const called = kind === 'word' && text === 'lookup' && paren?.kind === 'lparen' && name?.kind === 'string';
    return called ? [reference(name, unquoted(name))] : [];
  });
}

/** `from lookup:name`, `from lookup:"name"`, `from lookup name`. */
function fromLookup({ tokens: [, source, next] }: Stage): LookupReference[] {
  const type = /^(?:inputlookup|lookup)(?::(.*))?$/i.exec(source?.text ?? '');
  if (!source || !type) return [];
  if (type[1]) return [reference(source, type[1])];
  return next?.kind === 'word' || next?.kind === 'string' ? [reference(next, unquoted(next))] : [];
}

function reference({ start, end }: Token, name: string): LookupReference {
  return { name, start, end };
}

function unquoted({ kind, text }: Token): string {
  return kind === 'string' ? text.slice(1, -1) : text;
}

/** Longer names are no fields: their parts behind each dot would take time with the square of the length. */
const LONGEST_NAME = 500;

/**
 * The names in a search, in words, strings and macro arguments, comments left out: `Processes.dest` gives
 * `Processes.dest` and `dest`. Lower case. A set for the question «does the search mention this field?».
 */
export function words(text: string): Set<string> {
  const found = new Set<string>();
  for (const { kind, text: written } of lex(text)) {
    if (kind === 'space' || kind === 'comment' || kind === 'pipe') continue;
    for (const name of written.toLowerCase().match(/[\p{L}\p{N}_.{}@:-]+/gu) ?? []) {
      if (found.has(name)) continue;
      found.add(name);
      for (const part of name.match(/[\p{L}\p{N}_{}]+/gu) ?? []) found.add(part);
      if (name.length > LONGEST_NAME) continue;
      for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) found.add(name.slice(dot + 1));
    }
  }
  return found;
}
