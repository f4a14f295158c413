import { formatOption, exitCodes, wrongUse } from '../verb.js';
import type { Verb } from '../verb.js';

export const conformance: Verb = {
  name: 'conformance',
  summary: 'Writes searches by which somebody with a Splunk can check what the lab takes for true.',
  usage: '[<folder>] [options]',
  operands: 1,
  options: [formatOption],
  examples: [
    { line: 'conformance', doc: 'Lists the claims.' },
    { line: 'conformance /tmp/pack', doc: 'Writes the pack: an app with searches and lookups, events to send, and what to expect.' },
  ],
  async run(args, io) {
    const { conformanceClaims, conformancePack } = await import('../../lab/index.js');
    const [folder] = args.operands;
    if (folder === undefined) {
      if (args.one('format') === 'json') io.out(`${JSON.stringify(conformanceClaims)}\n`);
      else for (const { id, claim, needs } of conformanceClaims) io.out(`${id} (needs ${needs})\n    ${claim}\n`);
      return exitCodes.done;
    }
    const { writeFolder } = await import('../../compile/index.js');
    const files = conformancePack(io.version);
    const fault = writeFolder(folder, files);
    if (fault) return wrongUse(io, fault.message, fault.hint);
    if (args.one('format') === 'json') io.out(`${JSON.stringify({ folder, files: files.length, claims: conformanceClaims.length })}\n`);
    else io.out(`${conformanceClaims.length} claims in ${files.length} files written to ${folder}; begin with README.md\n`);
    return exitCodes.done;
  },
};
