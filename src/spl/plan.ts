/** What a search will do: macros resolved, where its rows come from, fields followed in and out of each command. */
import type { AnyCommand, Source, Stage } from './commands/command.js';
import { anyColumns, columnsOf, hasColumn } from './columns.js';
import type { Columns } from './columns.js';
import type { SyntaxProblem } from './codes.js';
import { parseSearch } from './parse.js';
import { parseSpl2 } from './spl2/index.js';
import { expandMacros } from './syntax/macro.js';
import type { MacroDefinition, Place } from './syntax/macro.js';
import type { Search } from './syntax/search.js';

export interface PlannedStage {
  readonly stage: Stage;
  /** Where it stands in the text before macros were resolved. */
  readonly place: Place;
  readonly input: Columns;
  readonly output: Columns;
  /** Fields that it reads and that cannot be there. */
  readonly missing: readonly string[];
  /** Why the lab cannot run it, as far as that can be told without rows. */
  readonly refusal: string | undefined;
}

export interface Plan {
  /** With macros resolved. */
  readonly text: string;
  readonly search: Search;
  /** Places are those of the text given. */
  readonly problems: readonly SyntaxProblem[];
  readonly stages: readonly PlannedStage[];
  /** Where a piece of `text` stands in the text given. */
  readonly place: (start: number, end: number) => Place;
  /** Of the search and its subsearches. */
  readonly sources: readonly Source[];
  readonly lookups: readonly string[];
}

export interface PlanOptions {
  readonly findMacro: (name: string, argumentCount: number) => MacroDefinition | undefined;
  readonly commands?: readonly AnyCommand[];
  /** Fields of a dataset as tstats names them; nothing where the data model is not known. */
  readonly datasetFields?: (model: string, dataset: string) => readonly string[] | undefined;
}

/** A pipeline of SPL2 on the same plan. */
export function planSpl2(text: string): Plan {
  const { search, problems } = parseSpl2(text);
  const place = (start: number, end: number): Place => ({ start, end });
  const stages = followColumns(search, undefined).map((planned) => ({ ...planned, place: place(planned.stage.start, planned.stage.end) }));
  return { text, search, problems, stages, place, sources: sourcesOf(search), lookups: [] };
}

export function planSearch(text: string, { findMacro, commands = [], datasetFields }: PlanOptions): Plan {
  const expanded = expandMacros(text, findMacro);
  const { search, problems } = parseSearch(expanded.text, { commands });
  const placed = problems.map((problem) => ({ ...problem, ...expanded.place(problem.start, problem.end) }));
  const stages = followColumns(search, datasetFields).map((planned) => ({ ...planned, place: expanded.place(planned.stage.start, planned.stage.end) }));
  const all = allStages(search);
  return {
    text: expanded.text,
    search,
    problems: [...expanded.problems, ...placed],
    stages,
    place: expanded.place,
    sources: sourcesOf(search),
    lookups: [...new Set(all.flatMap(({ lookups }) => lookups))],
  };
}

/** Of the search and, depth first, of its subsearches. */
export function allStages(search: Search): Stage[] {
  return search.stages.flatMap((stage) => [stage, ...stage.searches.flatMap(allStages)]);
}

/** Only what begins a search fetches anything. */
function sourcesOf(search: Search): Source[] {
  return search.stages.flatMap(({ source, searches }, index) => [...(index === 0 && source ? [source] : []), ...searches.flatMap(sourcesOf)]);
}

function followColumns(search: Search, datasetFields: PlanOptions['datasetFields']): Omit<PlannedStage, 'place'>[] {
  let columns: Columns = anyColumns;
  return search.stages.map((stage, index) => {
    const input = index === 0 ? inputOf(stage, datasetFields) : columns;
    columns = stage.columns(index === 0 ? anyColumns : input);
    const missing = [...new Set(stage.reads)].filter((name) => !name.startsWith('`') && !hasColumn(input, name));
    return { stage, input, output: columns, missing, refusal: refusalOf(stage) };
  });
}

/** Fields that every event and row of a dataset has besides its own. */
const DEFAULT_FIELDS = ['_time', '_raw', 'host', 'source', 'sourcetype', 'index', 'splunk_server', 'eventtype', 'tag'];

function inputOf({ source }: Stage, datasetFields: PlanOptions['datasetFields']): Columns {
  const names = source?.kind === 'dataset' ? datasetFields?.(source.model, source.dataset) : undefined;
  return names ? columnsOf([...names, ...DEFAULT_FIELDS]) : anyColumns;
}

function refusalOf({ name, run, macros, print }: Stage): string | undefined {
  if (name === '`macro`') return `the macro ${print()} is not defined`;
  const [macro] = macros;
  if (macro) return `the macro ${macro.text} is not defined`;
  return run ? undefined : `the lab does not run ${name}`;
}
