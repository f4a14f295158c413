/** Searches that can be read, and that end in their filter macro. */
import type { Origin, Path } from '../../diagnostic/index.js';
import { filterMacroOf } from '../../model/index.js';
import { expandMacros } from '../../spl/index.js';
import type { SyntaxProblem } from '../../spl/index.js';
import type { Check, CheckContext, SearchCheck } from './context.js';

/** Circles of macros are told at the macro. */
export const syntax: SearchCheck = (context, { search, origin }) => {
  reportProblems(context, context.plan(search).problems.filter(({ code }) => code !== 'S107'), origin, ['search']);
};

export const macroSyntax: Check = (context) => {
  for (const { definition, origin } of context.content.macros) {
    // A macro may hold half of a search: only what is wrong inside a token is wrong in every context.
    const problems = context.parse(definition).problems.filter(({ code }) => ['S101', 'S102', 'S103', 'S106'].includes(code));
    reportProblems(context, problems, origin, ['definition']);
  }
};

function reportProblems(context: CheckContext, problems: readonly SyntaxProblem[], origin: Origin, path: Path): void {
  for (const problem of problems) context.reportSpl(problem, origin, path);
}

/** Macros that call themselves, by whatever way. Told once, at the macro. */
export const macroCircles: Check = (context) => {
  for (const macro of context.content.macros) {
    if (context.parse(macro.definition).calls.length === 0) continue;
    const { problems } = expandMacros(macro.definition, context.findMacro);
    reportProblems(context, problems, macro.origin, ['definition']);
  }
};

export const filterMacro: Check = (context) => {
  for (const { search, stem, origin } of context.content.detections) {
    const wanted = filterMacroOf(stem);
    const { calls, pipeline } = context.parse(search);
    const call = calls.find(({ name }) => name === wanted);
    if (!call) {
      context.report('C120', origin, ['search'], `the search does not call its filter macro \`${wanted}\``, `End the search in | \`${wanted}\`.`);
      continue;
    }
    const last = pipeline.stages.at(-1);
    if (last && (call.start < last.start || last.tokens.length > 1)) {
      context.report('C121', origin, ['search'], `the filter macro ${wanted} is not the last command`, undefined, call.start);
    }
  }
};
