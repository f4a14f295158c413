/** What a search refers to: macros, lookups, and the words in it. */
import { lex } from './lexer.js';
import type { Token } from './lexer.js';
import { parseMacroCall } from './macro.js';
import type { MacroCall } from './macro.js';
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

const LOOKUP_COMMANDS = new Set(['lookup', 'inputlookup', 'outputlookup']);

/** Lookups that commands name, in subsearches too; `| from inputlookup:name` as well. A name given by a macro is not known. */
export function lookupReferences(pipeline: Pipeline): LookupReference[] {
  return pipeline.stages.flatMap((stage) => [
    ...(stage.command !== undefined && LOOKUP_COMMANDS.has(stage.command) ? firstArgument(stage) : []),
    ...(stage.command === 'from' ? fromLookup(stage) : []),
    ...stage.subsearches.flatMap(lookupReferences),
  ]);
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

function fromLookup({ tokens }: Stage): LookupReference[] {
  const [, source] = tokens;
  const name = source?.kind === 'word' ? /^(?:inputlookup|lookup):(.+)$/i.exec(source.text)?.[1] : undefined;
  return source && name !== undefined ? [reference(source, name)] : [];
}

function reference({ start, end }: Token, name: string): LookupReference {
  return { name, start, end };
}

function unquoted({ kind, text }: Token): string {
  return kind === 'string' ? text.slice(1, -1) : text;
}

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
      for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) found.add(name.slice(dot + 1));
    }
  }
  return found;
}
