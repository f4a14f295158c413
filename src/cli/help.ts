/** The help texts, printed from the tables of the verbs. */
import { commonOptions } from './arguments.js';
import type { Option, Verb } from './verb.js';

const WIDTH = 100;

export function programHelp(verbs: readonly Verb[], version: string): string {
  const widest = Math.max(...verbs.map(({ name }) => name.length));
  return [
    `bitsjobs ${version}: checks Splunk detection content and builds an installable app from it.`,
    '',
    'Usage: bitsjobs <verb> [options]',
    '',
    ...verbs.flatMap(({ name, summary }) => entry(name, summary, widest)),
    '',
    'bitsjobs <verb> --help shows the options of a verb; bitsjobs --version the version.',
    'Exit codes: 0 done, 1 findings of severity error, 2 wrong use, 3 a bug of ours.',
    '',
  ].join('\n');
}

export function verbHelp(verb: Verb): string {
  const options = [...verb.options, ...commonOptions];
  const widest = Math.max(...options.map((option) => flagOf(option).length));
  return [
    `Usage: bitsjobs ${verb.name}${verb.usage === '' ? '' : ` ${verb.usage}`}`,
    '',
    ...wrap(verb.summary, WIDTH),
    '',
    'Options:',
    ...options.flatMap((option) => entry(flagOf(option), meaningOf(option), widest)),
    '',
    'Examples:',
    ...verb.examples.flatMap(({ line, doc }) => [`  bitsjobs ${line}`, `      ${doc}`]),
    '',
  ].join('\n');
}

function flagOf({ name, value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} <${value}>`;
}

function meaningOf({ doc, many, fallback }: Option): string {
  return [doc, many && 'May be given more than once.', fallback !== undefined && `Default: ${fallback}.`].filter(Boolean).join(' ');
}

function entry(name: string, meaning: string, widest: number): string[] {
  const indent = widest + 4;
  const [first = '', ...rest] = wrap(meaning, WIDTH - indent);
  return [`  ${name.padEnd(widest)}  ${first}`, ...rest.map((line) => ' '.repeat(indent) + line)];
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
