/** Sets of characters: escapes, POSIX classes, letter case (pcre2pattern(3)). PCRE without UCP knows ASCII only in \d \s \w and [:alpha:]. */

/** What stands between the brackets of a JavaScript class. */
export const escapes: ReadonlyMap<string, string> = new Map([
  ['d', '0-9'], ['w', '0-9A-Za-z_'], ['s', '\\t-\\r '],
  ['h', '\\t \\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000'],
  ['v', '\\n-\\r\\u0085\\u2028\\u2029'],
]);

const posix: ReadonlyMap<string, string> = new Map([
  ['alnum', '0-9A-Za-z'], ['alpha', 'A-Za-z'], ['ascii', '\\0-\\x7f'], ['blank', ' \\t'], ['cntrl', '\\0-\\x1f\\x7f'], ['digit', '0-9'], ['graph', '!-~'],
  ['lower', 'a-z'], ['print', ' -~'], ['punct', '!-\\/:-@\\[-`\\{-~'], ['space', '\\t-\\r '], ['upper', 'A-Z'], ['word', '0-9A-Za-z_'], ['xdigit', '0-9A-Fa-f'],
]);

/** `[:alpha:]` and `[:^alpha:]` as the part of a class; negated ones as the complement, which JavaScript writes as ranges. */
export function posixClass(name: string): string | undefined {
  const negated = name.startsWith('^');
  const part = posix.get(negated ? name.slice(1) : name);
  return part === undefined || !negated ? part : complement(part);
}

/** `\D` inside a class: everything but the part. */
export function complement(part: string): string {
  const covered = rangesOf(part).sort(([a], [b]) => a - b);
  let from = 0;
  let text = '';
  for (const [low, high] of covered) {
    if (low > from) text += rangeText(from, low - 1);
    from = Math.max(from, high + 1);
  }
  return from <= 0x10ffff ? text + rangeText(from, 0x10ffff) : text;
}

function rangesOf(part: string): [number, number][] {
  const members = [...part.matchAll(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([tnrvf0])|\\?(.)/gs)].map((match) => {
    const code = match[1] ?? match[2];
    if (code !== undefined) return Number.parseInt(code, 16);
    if (match[3] !== undefined) return { t: 9, n: 10, v: 11, f: 12, r: 13, '0': 0 }[match[3]] ?? 0;
    return match[0] === '-' ? -1 : (match[4]?.codePointAt(0) ?? 0);
  });
  const ranges: [number, number][] = [];
  for (let i = 0; i < members.length; i++) {
    const low = members[i] ?? 0;
    if (members[i + 1] === -1) {
      ranges.push([low, members[i + 2] ?? low]);
      i += 2;
    } else ranges.push([low, low]);
  }
  return ranges;
}

export function rangeText(low: number, high: number): string {
  return low === high ? codeText(low) : `${codeText(low)}-${codeText(high)}`;
}

/** A character by its number, safe anywhere in a pattern. */
export function codeText(code: number): string {
  const c = String.fromCodePoint(code);
  if (/^[A-Za-z0-9_ !"#%&',:;<=>@`~]$/.test(c)) return c;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** The other forms of a letter, where case does not matter. */
export function otherCases(code: number): number[] {
  const c = String.fromCodePoint(code);
  const forms = [c.toLowerCase(), c.toUpperCase()].filter((form) => form !== c && Array.from(form).length === 1);
  // Without UCP only ASCII letters fold into ASCII letters: the Kelvin sign is no k.
  return forms.map((form) => form.codePointAt(0) ?? code).filter((other) => other > 0x7f === code > 0x7f);
}

/** A range in both cases. */
export function foldRange(low: number, high: number): string {
  let text = rangeText(low, high);
  const overlap = (from: number, to: number, shift: number): void => {
    const [a, b] = [Math.max(low, from), Math.min(high, to)];
    if (a <= b) text += rangeText(a + shift, b + shift);
  };
  overlap(0x41, 0x5a, 32);
  overlap(0x61, 0x7a, -32);
  return text;
}
