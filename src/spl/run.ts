/** A search over rows, command by command. */
import type { Stage } from './commands/command.js';
import type { Search } from './syntax/search.js';
import { emptyTable, Refusal, refuse } from './table.js';
import type { RunContext, Table } from './table.js';

/** What a search is run in, but for what `runSearch` itself adds. */
export type Surroundings = Omit<RunContext, 'search' | 'refuse'>;

/**
 * The rows that the search gives. Throws a Refusal, whose message says why, for what cannot be followed exactly: such
 * a search has no answer here, which is not the same as an empty one.
 */
export async function runSearch(search: Search, surroundings: Surroundings): Promise<Table> {
  const context: RunContext = { ...surroundings, refuse, search: (inner, input) => runStages(inner.stages, input, context) };
  return runStages(search.stages, undefined, context);
}

async function runStages(stages: readonly Stage[], given: Table | undefined, context: RunContext): Promise<Table> {
  let table = given ?? emptyTable;
  for (const [index, stage] of stages.entries()) {
    const { run } = stage;
    if (!run) return refuse(stage.name === '`macro`' ? `the macro ${stage.print()} is not defined` : `the lab does not run ${stage.name}`);
    const fetches = index === 0 && !given && stage.source?.kind === 'events';
    try {
      const input = fetches ? { rows: context.rows(stage.source), columns: [] } : table;
      table = await context.guard(() => run(input, context));
    } catch (reason) {
      throw reason instanceof Refusal && !reason.message.startsWith(stage.name) ? new Refusal(`${stage.name}: ${reason.message}`) : reason;
    }
  }
  return table;
}
