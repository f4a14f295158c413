/** Command lines without the secrets that they carry. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/(\/setcredentials\s+\S{1,200}\s+\S{1,40}\s+\S{1,40}\s+)\S.*/gi, '$1*** ***'],
  [/((?:proxy-)?authorization\s*[:=]\s*)[^\r\n]*/gi, '$1***'],
  [/((?:^|\s)\/?-?(?:password|pass|pwd)\s*[:=]\s*)(?:"[^"]{0,400}"|\S{1,400})/gi, '$1***'],
  [/(\s[/-](?:p|rp)\s+)(?!cred)\S{1,200}(?=\s)/gi, '$1***'],
  [/(https?:[\\/]{0,2}[^\s/@:"']{1,200}):[^\s/@"']{1,200}@/gi, '$1:***@'],
];

/** Something of every pattern: most lines have none of it. */
const anySign = /credentials|authorization|pass|pwd|\s[/-]r?p\s|@/i;

export function withoutSecrets(line: string): string {
  if (!anySign.test(line)) return line;
  return patterns.reduce((text, [pattern, by]) => text.replace(pattern, by), line);
}
