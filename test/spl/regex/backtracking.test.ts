import { translateRegex } from '../../../src/spl/regex/index.js';

function isRisky(pattern: string): boolean {
  const result = translateRegex(pattern);
  if ('problem' in result) throw new Error(result.problem);
  return result.risky;
}

test.each(['(a+)+b', '(?:\\w*x)*', '(\\w+\\s?)*', '(a|a)*', '(?i)(?:a|A)+b', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){12}', '(\\d+|[a-z]+)*', '(x+x+)+y', '(a|b|ab)*c', '(\\s*\\S+\\s*)*', '(.+\\\\)+x', '(?=(a+)+b)c', '(?>(a+)+b)', '(?:a?b?)*c', '(\\w|_)+', '(\\p{L}|a)*b'])('%s can take for ever', (pattern) => {
  expect(isRisky(pattern)).toBe(true);
});

test.each(['a+b+', '(\\w+\\s)*', '(a|ab)*c', '(ab|ac)*', '(?:[^"\\\\]|\\\\.)*', '([^,]*,)*', '(a++)+', '(?>a+)+', '^(?:[a-z0-9]+\\.)*x', '(?:(?:a|b)*c)*', '(?:\\\\[^\\\\]+)+\\\\x', '.*a.*b.*c', '(a|b){3}', '(?:a+b){3}', '\\d{1,3}(?:\\.\\d{1,3}){3}', '[\\w.]+@[\\w.]+', ''])('%s cannot', (pattern) => {
  expect(isRisky(pattern)).toBe(false);
});

test('what is called risky is: the time doubles with each character', () => {
  const result = translateRegex('^(a+)+$');
  if ('problem' in result) throw new Error(result.problem);
  const time = (length: number): number => {
    const start = performance.now();
    result.regex.test(`${'a'.repeat(length)}!`);
    return performance.now() - start;
  };
  time(10);
  expect(time(25) / time(20)).toBeGreaterThan(8);
});
