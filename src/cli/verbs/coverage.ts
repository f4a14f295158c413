import { compileSources, sourceOptions, sourcesOf } from '../sources.js';
import { wrongUse } from '../verb.js';
import type { Verb } from '../verb.js';

export const coverage: Verb = {
  name: 'coverage',
  summary: 'Runs every variant of an attack through every search that ships and through the score, and writes who sees what. Fails where abuse does not alert, or dual use does.',
  usage: '--variants <file.jsonl> [--scores] [--out <path>] | --events <logs> --labels <csv>',
  options: [
    { name: 'variants', value: 'file', doc: 'JSON lines, one variant each: {"id", "title", "group", "dual_use", "events": [...]}, and the names of public rules that see it.' },
    { name: 'with-requires', doc: 'Count the searches too that ship disabled, since they need more than plain SPL. The Markdown shows both.' },
    { name: 'scores', doc: 'The score of each variant instead: its highest event, its signals, and the side of the threshold.' },
    { name: 'events', value: 'path', many: true, doc: 'Recorded logs, as for run, of which --labels says which lines must alert. A folder gives its .jsonl files, since labels are about lines.' },
    { name: 'labels', value: 'file', doc: 'CSV with file, line and label (detect, related, optional, trap, benign); files are named from its folder. A line that is not listed must not alert.' },
    { name: 'out', value: 'path', doc: 'A folder for all of it: Markdown, JSON with and without the searches that --with-requires adds, scores. Or one file, .md or .json.' },
    { name: 'update', value: 'file', doc: 'Also writes the summary into this Markdown file, between <!-- coverage:begin --> and <!-- coverage:end -->.' },
    { name: 'format', value: 'markdown|json', choices: ['markdown', 'json'], fallback: 'markdown', doc: 'Markdown, or a JSON array: {id, dual_use, tier, stanzas, score} of each variant, the originals left out.' },
    ...sourceOptions.filter(({ name }) => name === 'content' || name === 'add'),
  ],
  examples: [
    { line: 'coverage --variants variants.jsonl', doc: 'The matrix: a summary, what each search sees, then each variant.' },
    { line: 'coverage --variants variants.jsonl --out coverage', doc: 'All of it as files.' },
    { line: 'coverage --variants variants.jsonl --with-requires --format json', doc: 'For programs.' },
    { line: 'coverage --events logs --labels logs/labels.csv', doc: 'Which labelled lines of recorded logs alert.' },
  ],
  async run(args, io) {
    const [variants, labels, events] = [args.one('variants'), args.one('labels'), args.many('events')];
    if ((variants === undefined) === (labels === undefined)) return wrongUse(io, 'coverage needs variants, or events with labels', 'For example: bitsjobs coverage --variants variants.jsonl');
    if ((labels === undefined) !== (events.length === 0)) return wrongUse(io, '--events and --labels go together');
    const compiled = await compileSources(sourcesOf(args), { target: 8, digestMode: 'auto' }, io);
    if (!compiled.content) return wrongUse(io, 'there is no content that can be read', 'bitsjobs check tells why.');
    const [{ setUp }, { runVariants }, { runLogs }] = await Promise.all([import('../coverage/setup.js'), import('../coverage/matrixrun.js'), import('../coverage/logrun.js')]);
    const setup = await setUp(compiled, compiled.content);
    try {
      if (variants !== undefined) return await runVariants(variants, setup, args, io);
      return await runLogs(events, labels ?? '', setup, args, io);
    } catch (error) {
      const known = error instanceof Error && 'code' in error && 'path' in error;
      if (!known) throw error;
      io.endStages();
      return wrongUse(io, `${String(error.path)} cannot be read or written (${String(error.code)})`);
    }
  },
};
