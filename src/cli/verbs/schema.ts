import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nearest } from '../../diagnostic/index.js';
import { quoted } from '../arguments.js';
import type { Io } from '../io.js';
import { exitCodes, wrongUse } from '../verb.js';
import type { Verb } from '../verb.js';

export const schema: Verb = {
  name: 'schema',
  summary: 'Prints the JSON Schema of a content type, or writes those of all types. `build` writes them to <out>/schema/ too.',
  usage: '[type] [--out <folder>]',
  operands: 1,
  options: [{ name: 'out', value: 'folder', doc: 'Write <type>.json files to this folder instead of printing.' }],
  examples: [
    { line: 'schema', doc: 'Lists the types.' },
    { line: 'schema detection', doc: 'Prints the schema of a detection.' },
    { line: 'schema --out dist/schema', doc: 'Writes the schemas of all types.' },
  ],
  async run(args, io) {
    // The model is not small, and the help of other verbs does not need it.
    const { schemaFile, schemaText, schemaTypes } = await import('../schemas.js');
    const [type] = args.operands;
    const out = args.one('out');
    if (type !== undefined && !schemaTypes.includes(type)) {
      const meant = nearest(type, schemaTypes);
      return wrongUse(io, `there is no content type ${quoted(type)}`, meant === undefined ? `Types: ${schemaTypes.join(', ')}.` : `Did you mean ${meant}?`);
    }
    const types = type === undefined ? schemaTypes : [type];
    if (out !== undefined) return writeSchemas(out, types.map((name) => ({ path: schemaFile(name), content: schemaText(name) ?? '' })), io);
    io.out(type === undefined ? types.map((name) => `${name}\n`).join('') : (schemaText(type) ?? ''));
    return exitCodes.done;
  },
};

async function writeSchemas(out: string, files: readonly { path: string; content: string }[], io: Io): Promise<number> {
  const { makeFolder } = await import('../../compile/index.js');
  try {
    makeFolder(resolve(out));
    for (const { path, content } of files) writeFileSync(join(out, path), content);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return wrongUse(io, `cannot write to ${out} (${String(error.code)})`, 'Give --out a folder that you may write to.');
  }
  io.out(files.map(({ path }) => `${join(out, path)}\n`).join(''));
  return exitCodes.done;
}
