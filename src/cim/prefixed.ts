import { dataset } from './datasets.js';

/** Fields of a dataset as tstats names them: `Processes.dest`; those of every event as they are. Nothing for a dataset that the table does not hold. */
export function datasetFields(model: string, name: string): readonly string[] | undefined {
  const found = dataset(`${model}.${name}`);
  return found && [...found.fields].flatMap((field) => [field, `${found.prefix}.${field}`]);
}
