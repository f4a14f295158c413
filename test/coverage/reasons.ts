/** Rewrites that do not alert, and why. Whatever fits none of these must alert. */

interface Reason {
  /** Of the variant. */
  readonly of: string;
  /** Its events, as text. */
  readonly when: RegExp;
  readonly why: string;
}

export const reasons: readonly Reason[] = [
  { of: 'E02', when: /"CommandLine":"[^ ]+ .*[a-z]\\"|\\"[a-z/]/i, why: 'a renamed copy is known by its switches where no original name is logged, and quotes inside the only one hide it from terms of a search' },
];

/** `id` of a rewrite, and its events as text. */
export function reasonOf(id: string, text: string): Reason | undefined {
  const variant = id.slice(0, id.lastIndexOf('.'));
  return reasons.find(({ of, when }) => of === variant && when.test(text));
}
