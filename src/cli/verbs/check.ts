import { countsJson, exitCodeOf, findingsJson, renderFindings, summary } from '../findings.js';
import { compileSources, countFiles, sourceOptions, sourcesOf } from '../sources.js';
import { formatOption } from '../verb.js';
import type { Verb } from '../verb.js';

export const check: Verb = {
  name: 'check',
  summary: 'Reads all content and tells what is wrong with it, and how to mend it. Writes nothing.',
  usage: '[--content <folder>] [options]',
  options: [...sourceOptions, formatOption],
  examples: [
    { line: 'check', doc: 'Checks the content of the project in the current folder.' },
    { line: 'check --content ../security_content --attack enterprise-attack.json', doc: 'Checks a repository in either dialect against the whole of ATT&CK.' },
    { line: 'check --against /opt/splunk/etc/apps/DA-ESS-ContentUpdate', doc: 'Reports stanzas that another app has too.' },
  ],
  async run(args, io) {
    const compiled = await compileSources(sourcesOf(args), { target: 8, digestMode: 'auto' }, io);
    io.endStages();
    const { diagnostics } = compiled;
    const files = countFiles(compiled);
    if (args.one('format') === 'json') io.out(`${JSON.stringify({ findings: findingsJson(diagnostics), ...countsJson(diagnostics, files, io) })}\n`);
    else io.out(renderFindings(diagnostics, io.colors) + summary(diagnostics, files, io));
    return exitCodeOf(diagnostics);
  },
};
