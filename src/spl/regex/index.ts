/** PCRE, which Splunk's rex, regex, match and replace take, as regular expressions of JavaScript. */
export { translateRegex } from './translate.js';
export type { TranslatedRegex, RegexProblem } from './translate.js';
