import { translateRegex } from '../regex/index.js';
import type { TranslatedRegex } from '../regex/index.js';

const known = new Map<string, ReturnType<typeof translateRegex>>();
/** Patterns may come from fields: they are not kept without end. */
const MOST = 500;

/** The translated regex of a pattern; refuses one that cannot be said. */
export function compiledRegex(pattern: string, refuse: (why: string) => never): TranslatedRegex {
  let found = known.get(pattern);
  if (!found) {
    found = translateRegex(pattern);
    if (known.size >= MOST) known.clear();
    known.set(pattern, found);
  }
  return 'problem' in found ? refuse(`the regex ${pattern.slice(0, 80)}: ${found.problem}`) : found;
}
