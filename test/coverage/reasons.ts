/** Rewrites that do not alert, and why. Whatever fits none of these must alert. */

interface Reason {
  /** Of the variant. */
  readonly of: string;
  /** Its events, as text. */
  readonly when: RegExp;
  readonly why: string;
}

/** A cmdlet's name that only comes to be when the script runs: out of numbers, by replacing, out of a part that is evaluated, or in base64. */
const made = /char\[\]|QQ|\$\('|FromBase64String|[-/–—]e[a-z]* [A-Za-z0-9+/=]{40}/i;

export const reasons: readonly Reason[] = [
  ...['F01', 'F02', 'F04', 'F11', 'F15', 'F18', 'F20'].map((of) => ({ of, when: made, why: 'the name of the cmdlet only comes to be when the script runs: `| bitsscore` follows that, terms of a search do not' })),
  { of: 'E02', when: /"CommandLine":"[^ ]+ .*[a-z]\\"|\\"[a-z/]/i, why: 'a renamed copy is known by its switches where no original name is logged, and quotes inside the only one hide it from terms of a search' },
];

/** `id` of a rewrite, and its events as text. */
export function reasonOf(id: string, text: string): Reason | undefined {
  const variant = id.slice(0, id.lastIndexOf('.'));
  return reasons.find(({ of, when }) => of === variant && when.test(text));
}
