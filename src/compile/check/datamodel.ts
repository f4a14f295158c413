/** Fields of a data model that searches name exist in it: `tstats` takes a wrong one for a field that no event has. */
import { dataset } from '../../cim/index.js';
import type { Dataset } from '../../cim/index.js';
import { nearest } from '../../diagnostic/index.js';
import { allStages } from '../../spl/index.js';
import type { Stage } from '../../spl/index.js';
import type { Check } from './context.js';

export const datamodelFields: Check = (context) => {
  for (const { search, origin } of context.searches) {
    for (const stage of allStages(context.parse(search).pipeline)) {
      const known = datasetOf(stage);
      if (!known) continue;
      for (const { name, start } of fieldsOf(stage, known)) {
        if (known.fields.has(name)) continue;
        const hint = (): string | undefined => {
          const meant = nearest(name, known.fields);
          return meant && `Did you mean ${known.prefix}.${meant}?`;
        };
        context.report('C240', origin, ['search'], `${known.name} has no field ${JSON.stringify(name)}`, hint, start);
      }
    }
  }
};

/** The dataset that a tstats reads, where it is written out and the table knows it. */
function datasetOf({ command, tokens }: Stage): Dataset | undefined {
  if (command !== 'tstats') return undefined;
  const at = tokens.findIndex(({ kind, text }) => kind === 'word' && text.toLowerCase() === 'datamodel');
  const name = tokens[at + 1]?.kind === 'operator' ? tokens[at + 2] : undefined;
  return name && dataset(name.text.replace(/^"|"$/g, ''));
}

/** Words with the prefix of the dataset, such as `Processes.dest`. */
function fieldsOf({ tokens }: Stage, { prefix }: Dataset): { name: string; start: number }[] {
  return tokens.flatMap(({ kind, text, start }) =>
    kind === 'word' && text.startsWith(`${prefix}.`) && /^[\w.]+$/.test(text) ? [{ name: text.slice(prefix.length + 1), start }] : [],
  );
}
