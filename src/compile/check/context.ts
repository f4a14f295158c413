/** What every check is given: the content, indexes over its names, searches parsed once. */
import { Collector, nearest } from '../../diagnostic/index.js';
import type { Diagnostic, Hint, Origin, Path } from '../../diagnostic/index.js';
import { filterMacroOf } from '../../model/index.js';
import type { Attack, Baseline, Content, Detection, Macro } from '../../model/index.js';
import { cimMacros, datasetFields } from '../../cim/index.js';
import { macroCalls, parsePipeline, planSearch, splCodes } from '../../spl/index.js';
import type { AnyCommand, MacroCall, MacroDefinition, Pipeline, Plan, SyntaxProblem } from '../../spl/index.js';
import { checkCodes } from './codes.js';
import type { CheckCode } from './codes.js';

/** Stanzas of an unpacked app, by conf file name without suffix. */
export interface OtherApp {
  readonly name: string;
  readonly stanzas: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface CheckOptions {
  readonly attack: Attack;
  /** The day of the check as YYYY-MM-DD, UTC. */
  readonly today: string;
  readonly against?: readonly OtherApp[];
  readonly commands?: readonly AnyCommand[];
}

export interface ParsedSearch {
  readonly pipeline: Pipeline;
  readonly problems: readonly SyntaxProblem[];
  readonly calls: readonly MacroCall[];
}

/** A detection or a baseline: what has a search and a schedule. */
export type Search = Detection | Baseline;

export class CheckContext {
  readonly content: Content;
  readonly options: CheckOptions;
  private readonly collector = new Collector();
  readonly macrosByName: ReadonlyMap<string, Macro>;
  private readonly parsed = new Map<string, ParsedSearch>();
  private planned: { readonly spl: string; readonly plan: Plan } | undefined;
  /** Filter macros that the build makes: they let everything pass. */
  private readonly filters: ReadonlySet<string>;
  private readonly misses = new Map<ReadonlySet<string>, Map<string, string | undefined>>();

  constructor(content: Content, options: CheckOptions) {
    this.content = content;
    this.options = options;
    this.filters = new Set(content.detections.map(({ stem }) => filterMacroOf(stem)));
    this.macrosByName = new Map(content.macros.map((macro) => [macro.name, macro]));
  }

  report(code: CheckCode, origin: Origin, path: Path, message: string, hint?: Hint, offset?: number): void {
    this.collector.report(checkCodes, code, origin, path, message, hint, offset);
  }

  reportSpl({ code, message, start }: SyntaxProblem, origin: Origin, path: Path): void {
    this.collector.report(splCodes, code, origin, path, message, undefined, start);
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.collector.diagnostics;
  }

  /** A macro of the content with this number of arguments, as the expansion of macros asks for it. */
  readonly findMacro = (name: string, count: number): MacroDefinition | undefined => {
    const macro = this.macrosByName.get(name);
    const args = macro?.arguments ?? [];
    return macro && args.length === count ? { definition: macro.definition, args } : undefined;
  };

  get searches(): readonly Search[] {
    return [...this.content.detections, ...this.content.baselines];
  }

  /** The same wrong name often stands in many files. */
  nearestOnce(name: string, known: ReadonlySet<string>): string | undefined {
    const found = this.misses.get(known) ?? new Map<string, string | undefined>();
    this.misses.set(known, found);
    if (!found.has(name)) found.set(name, nearest(name, known));
    return found.get(name);
  }

  /** With the macros of the content, its filter macros and those of the CIM resolved. */
  plan(spl: string): Plan {
    if (this.planned?.spl === spl) return this.planned.plan;
    const plan = planSearch(spl, { findMacro: this.findAnyMacro, datasetFields, commands: this.options.commands ?? [] });
    this.planned = { spl, plan };
    return plan;
  }

  private readonly findAnyMacro = (name: string, count: number): MacroDefinition | undefined =>
    this.findMacro(name, count) ?? cimMacros.get(count === 0 ? name : `${name}(${count})`) ?? (this.filters.has(name) && count === 0 ? EVERYTHING : undefined);

  parse(spl: string): ParsedSearch {
    const known = this.parsed.get(spl);
    if (known) return known;
    const parsed = { ...parsePipeline(spl), calls: macroCalls(spl) };
    this.parsed.set(spl, parsed);
    return parsed;
  }
}

const EVERYTHING: MacroDefinition = { definition: 'search *', args: [] };

export type Check = (context: CheckContext) => void;
/** Of one search at a time: its plan is large, and only one is kept. */
export type SearchCheck = (context: CheckContext, search: Search) => void;

export function isDetection(search: Search): search is Detection {
  return 'analytic_story' in search;
}
