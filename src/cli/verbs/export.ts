import { compareDiagnostics } from '../../diagnostic/index.js';
import { exitCodeOf, findingsJson, renderFindings } from '../findings.js';
import { sourceOptions, attackOf } from '../sources.js';
import { formatOption, wrongUse } from '../verb.js';
import type { Verb } from '../verb.js';

export const exportVerb: Verb = {
  name: 'export',
  summary: 'Writes content of either dialect as an ESCU 6 repository that Splunk\'s own builder takes, and tells what was lost.',
  usage: '<folder> [--content <folder>] [options]',
  operands: 1,
  options: [...sourceOptions.filter(({ name }) => name === 'content' || name === 'attack'), formatOption],
  examples: [
    { line: 'export ../escu6', doc: 'Exports the content of the project in the current folder.' },
    { line: 'export ../ported --content ../security_content --attack enterprise-attack.json', doc: 'Ports a contentctl 4 or 5 repository; techniques that ATT&CK no longer has are left out.' },
  ],
  async run(args, io) {
    const [folder] = args.operands;
    if (folder === undefined) return wrongUse(io, 'export needs a folder to write to', 'For example: bitsjobs export ../escu6');
    const { applySettings, attack19, exportEscu6, load, writeFolder } = await import('../../compile/index.js');
    await io.stage('reading');
    const { content, settings, diagnostics: read } = load(args.one('content') ?? 'content');
    const given = args.one('attack');
    const attack = given === undefined ? attack19 : await attackOf(given);
    await io.stage('exporting');
    const usable = content !== undefined && 'techniques' in attack;
    const exported = usable ? exportEscu6(content, attack) : { files: [], diagnostics: 'severity' in attack ? [attack] : [] };
    const fault = usable ? writeFolder(folder, exported.files) : undefined;
    io.endStages();
    const judged = applySettings([...read, ...exported.diagnostics], settings);
    const diagnostics = [...judged, ...(fault ? [fault] : [])].sort(compareDiagnostics);
    const written = usable && !fault ? exported.files.filter(({ path }) => !path.endsWith('.gitkeep')).length : 0;
    if (args.one('format') === 'json') io.out(`${JSON.stringify({ folder, files: written, findings: findingsJson(diagnostics) })}\n`);
    else io.out(`${renderFindings(diagnostics, io.colors)}${written > 0 ? `${written} files written to ${folder}\n` : 'nothing written\n'}`);
    return exitCodeOf(diagnostics);
  },
};
