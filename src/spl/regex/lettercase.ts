/** Which letters are the same without regard to case: simple case folding (Unicode CaseFolding, status C and S), as PCRE with UTF has it. */

/** Blocks that hold letters with case, beyond ASCII. */
const BLOCKS: readonly (readonly [number, number])[] = [[0x80, 0x58f], [0x10a0, 0x2dff], [0xa640, 0xabff], [0xff21, 0xff5a], [0x10400, 0x10cff], [0x118a0, 0x118df], [0x16e40, 0x16e7f], [0x1e900, 0x1e943]];
/** The dotted and the dotless i of Turkish fold into no other letter. */
const ALONE: ReadonlySet<number> = new Set([0x130, 0x131]);

let known: ReadonlyMap<number, readonly number[]> | undefined;

/** Made when first asked for: few patterns ask. */
function table(): ReadonlyMap<number, readonly number[]> {
  known ??= makeTable();
  return known;
}

function makeTable(): Map<number, number[]> {
  const families = new Map<number, number[]>();
  for (const [low, high] of [[0x41, 0x5a], ...BLOCKS] as const) {
    for (let code = low; code <= high; code++) if (!ALONE.has(code)) join(families, code, forms(code));
  }
  return families;
}

function forms(code: number): number[] {
  const c = String.fromCodePoint(code);
  const lower = single(c.toLowerCase());
  const upper = single(c.toUpperCase());
  return [lower, upper].filter((form) => form !== undefined && form !== code && !ALONE.has(form)) as number[];
}

function single(text: string): number | undefined {
  const code = text.codePointAt(0) ?? 0;
  return String.fromCodePoint(code) === text ? code : undefined;
}

function join(families: Map<number, number[]>, code: number, others: readonly number[]): void {
  if (others.length === 0) return;
  const family = [...new Set([code, ...others].flatMap((member) => families.get(member) ?? [member]))];
  for (const member of family) families.set(member, family);
}

/** The letters beyond ASCII that fold into one of ASCII: the long s and the Kelvin sign. */
const FOREIGN: ReadonlyMap<number, number> = new Map([[0x53, 0x17f], [0x73, 0x17f], [0x4b, 0x212a], [0x6b, 0x212a]]);

/** The other forms of a letter: of k they are K and the Kelvin sign. Those of ASCII, which are nearly all, need no table. */
export function otherCases(code: number): readonly number[] {
  if (code >= 0x80) return (table().get(code) ?? []).filter((other) => other !== code);
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  const foreign = FOREIGN.get(code);
  return isLetter ? [code ^ 0x20, ...(foreign === undefined ? [] : [foreign])] : [];
}

/** The other forms of the letters in a range. */
export function otherCasesOf(low: number, high: number): readonly number[] {
  const found: number[] = [];
  for (let code = low; code <= Math.min(high, 0x7f); code++) found.push(...otherCases(code));
  if (high >= 0x80) for (const [code, family] of table()) if (code >= low && code <= high) found.push(...family.filter((other) => other !== code));
  return found;
}
