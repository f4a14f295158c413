/** Arguments read by a verb's table. */
import { parseArgs } from 'node:util';
import { nearest, printable } from '../diagnostic/index.js';
import type { Args, Option, Verb } from './verb.js';

/** What is wrong with a call, in words for a person. */
export interface Misuse {
  readonly problem: string;
  readonly hint?: string;
}

const help: Option = { name: 'help', doc: 'Show this help.' };

/** Options that every verb has. */
export const commonOptions: readonly Option[] = [help];

export function readArguments(verb: Verb, argv: readonly string[]): Args | Misuse {
  const table = new Map([...verb.options, ...commonOptions].map((option) => [option.name, option]));
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokensOf(argv, table)) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const misuse = misuseOf(token, table, verb);
    if (misuse) return misuse;
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? '']);
  }
  const extra = operands[verb.operands ?? 0];
  if (extra !== undefined) return { problem: `${verb.name} does not know what to do with ${quoted(extra)}`, hint: `Usage: bitsjobs ${verb.name} ${verb.usage}` };
  return {
    one: (name) => values.get(name)?.at(-1) ?? table.get(name)?.fallback,
    many: (name) => values.get(name) ?? [],
    has: (name) => values.has(name),
    operands,
  };
}

interface OptionToken {
  readonly name: string;
  /** As it was written, with its dashes. */
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function tokensOf(argv: readonly string[], table: ReadonlyMap<string, Option>) {
  const options = Object.fromEntries(
    [...table.values()].map(({ name, value }) => [name, {
      type: value === undefined ? ('boolean' as const) : ('string' as const),
      ...(name === help.name && { short: 'h' }),
    }]),
  );
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

function misuseOf(token: OptionToken, table: ReadonlyMap<string, Option>, verb: Verb): Misuse | undefined {
  const option = table.get(token.name);
  if (!option) return unknownOption(token.rawName, table, verb);
  if (option.value === undefined) return token.value === undefined ? undefined : { problem: `--${option.name} takes no value` };
  // Without this, `--content --out x` would read a folder called --out.
  const missing = token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('-'));
  if (missing) return { problem: `--${option.name} needs a value: --${option.name} <${option.value}>` };
  return notAChoice(option, token.value);
}

function unknownOption(rawName: string, table: ReadonlyMap<string, Option>, verb: Verb): Misuse {
  const meant = nearest(rawName.replace(/^-+/, ''), table.keys());
  return {
    problem: `${verb.name} has no option ${quoted(rawName)}`,
    hint: meant === undefined ? `bitsjobs ${verb.name} --help lists its options.` : `Did you mean --${meant}?`,
  };
}

function notAChoice({ name, choices }: Option, value: string): Misuse | undefined {
  if (!choices || choices.includes(value)) return undefined;
  const meant = nearest(value, choices);
  const allowed = `Allowed: ${choices.join(', ')}.`;
  return { problem: `--${name} cannot be ${quoted(value)}`, hint: meant === undefined ? allowed : `Did you mean ${meant}? ${allowed}` };
}

export function quoted(word: string): string {
  return `"${printable(word.slice(0, 80))}"`;
}
