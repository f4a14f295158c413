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

/** Commands over at most so many rows run as one piece: to guard each of them by itself would cost more than they do. */
const FEW_ROWS = 1000;

async function runStages(stages: readonly Stage[], given: Table | undefined, context: RunContext): Promise<Table> {
  let table = given ?? emptyTable;
  /** Place of the command that runs, or ran last. */
  let place = -1;
  const runPiece = (): Table | Promise<Table> => {
    let now = table;
    for (let stage = stages[place + 1]; stage; stage = stages[place + 1]) {
      place++;
      const result = runStage(stage, now, place === 0 && !given, context);
      if (result instanceof Promise || result.rows.length > FEW_ROWS) return result;
      now = result;
    }
    return now;
  };
  try {
    while (place + 1 < stages.length) table = await context.guard(runPiece);
  } catch (reason) {
    const name = stages[place]?.name ?? '';
    throw reason instanceof Refusal && !reason.message.startsWith(name) ? new Refusal(`${name}: ${reason.message}`) : reason;
  }
  return table;
}

function runStage(stage: Stage, input: Table, isFirst: boolean, context: RunContext): Table | Promise<Table> {
  const { run } = stage;
  if (!run) return refuse(stage.name === '`macro`' ? `the macro ${stage.print()} is not defined` : `the lab does not run ${stage.name}`);
  const fetches = isFirst && stage.source?.kind === 'events';
  return run(fetches ? { rows: context.rows(stage.source), columns: [] } : input, context);
}
