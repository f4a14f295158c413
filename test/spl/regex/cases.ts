/** Patterns, each with texts that it finds something in and others. */
export const cases: readonly (readonly [pattern: string, ...texts: string[]])[] = [
  // Letter case
  ['(?i)bits(admin)?\\.exe', 'BITSADMIN.EXE', 'bits.exe', 'bitsexe'], ['a(?i)b(?-i)c', 'aBc', 'aBC', 'ABc'], ['(?i:a)b', 'Ab', 'AB'], ['(?i)[a-c]x', 'BX', 'dx'], ['(?i)[^a]', 'A', 'b'], ['(a(?i)b)c', 'aBc', 'aBC'], ['a(?i)b|c', 'aB', 'C', 'A'],
  ['(?i)k', 'K', '\u212a'], ['(?i)[k-l]', '\u212a', 'L'], ['(?i)s', '\u017f'], ['(?i)\u212a', 'k', 'K'], ['(?i)ß', 'ß', 'ẞ'], ['(?i)σ', 'ς', 'Σ'], ['(?i)i', 'ı', 'İ'], ['(?i)[à-ö]', 'À', 'Ø'], ['(?i)[[:upper:]]+', 'aB1'], ['(?i)[[:^lower:]]+', 'aB1'], ['(?i)\\p{Lu}', 'a', 'A'], ['(?^)(?i)a(?^)b', 'Ab', 'AB'], ['(?i)é', 'É'],
  // Groups and references
  ['(?P<job>\\w+)\\s+(?<url>https?://\\S+)', 'j1 http://x/y', 'j1 ftp://x'], ["(?'n'a)\\k'n'", 'aa', 'ab'], ['(?P<x>ab)(?P=x)', 'abab', 'aba'], ['(a)(b)\\2\\1', 'abba', 'abab'], ['(a)\\g{-1}', 'aa', 'ab'], ['(a)\\g1', 'aa'], ['(?<n>a)\\g{n}\\k{n}\\k<n>', 'aaaa', 'aaa'], ['(["\'])[^"\']*\\1', 'x "a" y', "'a\""],
  ['(a)?(b)', 'b', 'ab'], ['(a)|(b)', 'b'], ['()', 'a'], ['((a)(b))(c)', 'abc'], ['(?n)(a)(?<x>b)', 'ab'], ['(?:(a)|b)(?:(c)|d)', 'bc', 'ad'], ['(\\w)(?:\\1)', 'aab', 'abc'], ['(?=(\\w+))\\1:', 'abc:', 'ab c'],
  ['(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10', 'abcdefghijj', 'abcdefghija'], ['(a)\\12', 'a\n', 'aa2'],
  // Atomic and possessive
  ['a++b', 'aaab', 'aaa'], ['a*+a', 'aaa'], ['(?>a+)b', 'aab', 'aac'], ['(?>a|ab)c', 'abc', 'ac'], ['x?+x', 'x', 'xx'], ['a{2,3}+a', 'aaa', 'aaaa'], ['(?>(a)b|ab(c))c', 'abc', 'abcc'], ['(a|ab)++c', 'abac', 'ac'], ['(x)(?>(y)z)(w)', 'xyzw'], ['(?>\\s*)x', '  x', '  y'], ['(?:a++b)+(c)', 'abaabc'], ['(?<=(?>ab))c', 'abc'],
  // Assertions
  ['\\Aab', 'ab', 'cab'], ['ab\\z', 'ab', 'ab\n'], ['ab\\Z', 'ab', 'ab\n', 'abc'], ['ab$', 'ab\n', 'ab\nc', 'ab\r\n'], ['(?m)^b$', 'a\nb\nc', 'ab'], ['(?m)^', 'a\n', '\n'], ['(?m)\\n^', 'a\n', 'a\n\n'], ['(?m)$', 'a\nb'], ['(?m)\\Ab', 'a\nb'], ['\\bfoo\\b', 'a foo b', 'afoo', 'éfoo'], ['\\Boo', 'foo', 'oo'], ['^a|b$', 'ab', 'cb'],
  ['a(?=b)', 'ab', 'ac'], ['a(?!b)', 'ac', 'ab'], ['(?<=a)b', 'ab', 'cb'], ['(?<!a)b', 'cb', 'ab'], ['(?=a)*b', 'b'], ['(?=(a))?a', 'a', 'b'], ['(?!a){2}b', 'b'], ['(?<=a|bc)d', 'ad', 'bcd', 'cd'], ['(?<=\\d{3})x', '123x', '12x'], ['(?<=(a|b)c)d', 'bcd'], ['(?<=^|,)\\w', 'a,b', '.a'], ['(?<!\\\\)"', '\\"', 'a"'], ['(?<=a(?=b))b', 'ab'], ['(?!)', 'a'],
  // Sets of characters
  ['a.b', 'a\nb', 'axb', 'a\rb', 'a\u2028b'], ['(?s)a.b', 'a\nb'], ['(?s-m:.)\\n', '\n\n'], ['a\\Nb', 'axb', 'a\nb'], ['\\N{2}', 'ab'], ['\\h+', 'a \tb', '\u00a0'], ['\\H', ' x'], ['\\v', 'a\nb', 'ab', '\u2028'], ['\\V+', '\na'], ['\\R', 'a\r\nb', '\u0085', '\r'], ['\\R\\n', '\r\n'], ['(?:\\R)+', '\r\n\n\r'],
  ['\\s', 'a\u000bb', 'ab', '\u00a0'], ['\\S+', ' ab ', '\u00a0'], ['\\d+', 'a12', '٣'], ['\\D+', '12ab', '٣'], ['\\w+', '-a_1-', 'é'], ['\\W', 'a-', 'é'], ['[\\s\\d]+', 'a1 2b'], ['[^\\w]', 'a_-'], ['[\\W_]+', 'a_-b'],
  ['[[:alpha:]]+', '1ab2'], ['[[:^digit:]]+', '12ab'], ['[[:punct:]]', 'a!'], ['[[:space:][:xdigit:]]+', 'xyF 0z'], ['[[:word:]]+', '-a_1'], ['[[:print:]]+', '\ta b'], ['[[:cntrl:]]', 'a\t'], ['[[:blank:]]', 'a\n\t'],
  ['[]a]+', 'x]a'], ['[^]a]+', ']ab'], ['[a\\]b]+', 'a]b'], ['[\\w.-]+', 'a-b.c d'], ['[a-]+', 'a-b'], ['[-a]+', 'b-a'], ['[\\d-]+', '1-2'], ['[+--]+', '+,-.'], ['[\\b]', 'a\u0008'], ['[\\x41-\\x43]+', 'xABCD'], ['[\\\\/]', 'a\\b', 'a/b'], ['[a&&b]+', 'a&b'], ['[\\Qa-c\\E]+', 'b-a', 'b'], ['[[]', '['], ['[a[b]+', 'a[b'], ['[(|)]', '|'], ['[^\\x00-\\x7f]', 'abc', 'aé'], ['[\u{1f600}-\u{1f602}]', '\u{1f601}'],
  ['\\pL+', '1ab'], ['\\p{Lu}', 'aB'], ['\\P{L}', 'a1'], ['\\p{^L}', 'a1'], ['\\p{lu}\\p{L_}', 'AB'], ['\\p{Greek}', 'aΩ'], ['\\p{Any}', 'a'], ['\\p{L&}', '1a'], ['[\\p{Nd}a]+', 'b1a'], ['[^\\p{L}]', 'a1'], ['\\pLu', 'au', 'A1'],
  // Characters
  ['\\x41\\x{42}\\103', 'ABC'], ['\\o{101}', 'A'], ['\\e', '\u001b'], ['\\a', '\u0007'], ['\\ta', '\ta'], ['\\0', 'a\u0000'], ['\\cA', '\u0001'], ['\\x', '\u0000'], ['\\N{U+41}', 'A'], ['\\.', 'a.b', 'ab'], ['\\-\\/\\:', '-/:'], ['\\_\\é', '_é'], ['\\$\\{', '${'], ['\u{1f600}+', '\u{1f600}\u{1f600}'], ['a]b}c{', 'a]b}c{'], ['"[^"]*"', 'a "b" c'], ['\\\\', 'a\\b'],
  ['\\Qa.b\\E+', 'a.bb', 'axb'], ['\\Q[x\\E]', '[x]'], ['\\Qa', 'a'], ['a\\Q\\E+', 'aaa'], ['\\Q(\\E', '('], ['a\\E+', 'aa'], ['\\Q\\d\\E', '\\d', '1'],
  // Repetition
  ['a{2}', 'aaa', 'a'], ['a{1,}', 'aaa'], ['a{,2}', 'a{,2}', 'aa'], ['a{x', 'a{x'], ['a{ 2}', 'a{ 2}', 'aa'], ['x{2', 'x{2', 'xx'], ['a{2,3}?', 'aaaa'], ['a+?', 'aaa'], ['a??b', 'ab'], ['(a|b)*c', 'ababc'], ['(?U)a+', 'aaa'], ['(?U)a+?', 'aaa'], ['(?U)a++', 'aaa'], ['a{0}b', 'ab'], ['(?:ab)+', 'ababx'], ['(?:ab){2,}', 'abab', 'ab'], ['()*a', 'a'], ['(?:a?b?)*c', 'aabc'], ['(\\w*)?x', 'x', 'abx'], ['(a*)?', 'b'], ['(?:\\b\\w+\\b ?)+', 'a bc d'],
  // Notation
  ['(?x) a b # words', 'abc', 'a b c'], ['(?x)a +', 'aaa'], ['(?x)a+ ?', 'aaa'], ['(?x)[a b]', ' '], ['(?x)a\\ b', 'a b'], ['(?x: a b )c d', 'abc d'], ['a(?#note)b', 'ab'], ['a(?#note)+', 'aaa'], ['a\\|b', 'a|b', 'ab'], ['a|', 'a', 'b'], ['|a', 'a'], ['', 'a'], ['(?im-s)^A.b', 'x\naxb', 'x\na\nb'], ['(?:)', 'a'],
  // As they come in detections
  ['^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}', '198.51.100.7', '300.1.1.1'], ['(?i)\\b(?:start|add)-bits(?:transfer|file)\\b', 'Start-BitsTransfer x', 'restart-bitstransfe'], ['(\\d+)(?:px|em)(?=;)', '12px;', '3em'],
  ['(?i)https?://(?<host>[^/:\\s"\']+)(?::(?<port>\\d+))?', 'x HTTP://example.org:8080/a', 'https://example.net/'], ['(?<file>[^\\\\/]+)$', 'C:\\Windows\\a.exe', 'a/'], ['(?i)/transfer\\s+("[^"]+"|\\S+)\\s', 'bitsadmin /Transfer "my job" http://example.org', '/transfer j '], ['(?i)(?:^|\\s)-(?:e|en|enc)\\s+(?<code>[A-Za-z0-9+/]{8,}={0,2})', 'powershell -Enc QUJDREVGR0g= '], ['\\\\(?:[^\\\\]+\\\\)*(?<leaf>[^\\\\]+)$', 'C:\\a\\b\\c.dll'],
];
