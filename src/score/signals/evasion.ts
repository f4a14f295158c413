/** Made hard to read, renamed, or made to leave no log. */
import type { Hiding } from '../../windows/index.js';
import { about, family } from '../signal.js';
import { has } from '../words.js';

/** [how, confidence, what it is in words] */
const hidings: readonly (readonly [how: Hiding, confidence: number, sentence: string])[] = [
  ['quotes', 65, 'quotation marks stand inside a word, so that a search for the word fails'],
  ['caret', 60, 'carets break up words, so that a search for them fails'],
  ['substring', 65, 'words are cut out of the values of variables'],
  ['variable', 25, 'the name of the command is put into a variable first'],
  ['base64', 55, 'the command is encoded in base64'],
  ['backtick', 65, 'backticks break up words, so that a search for them fails'],
  ['concatenation', 50, 'names are put together from pieces'],
  ['format', 65, 'names are put together by the format operator'],
  ['replace', 50, 'names are made by replacing letters'],
  ['charcode', 70, 'names are written as numbers of characters'],
  ['reverse', 70, 'names are written backwards'],
  ['wildcard', 70, 'the cmdlet is called by a pattern instead of its name'],
  ['alias', 45, 'the cmdlet is called by another name'],
  ['renamed', 72, 'the program runs under another name than its own'],
  ['path', 45, 'a path goes in circles (such as \\.\\ or \\x\\..\\), so that a search for the folder fails'],
  ['slashes', 65, 'the URL lacks its slashes, which BITS takes and a search misses'],
  ['jobname', 35, 'the job is named like a switch of the command, which misleads whoever reads or parses it'],
  ['whitespace', 15, 'unusual white space stands between words'],
];

/** Of the signals by verbs below. */
const hiding = new Set(['copytool', 'clearlog', 'disablelog', 'disable', 'delete', 'stop', 'pause', 'reset', 'cancel']);

export const evasionSignals = family('evasion', [
  ...about(({ hidden }) => hidden.length > 0, hidings.map(([how, confidence, sentence]) => ({
    id: `hidden-${how}`, impact: 75, confidence, techniques: how === 'renamed' ? ['T1036.003'] : ['T1027'],
    reason: ({ hidden }) => (hidden.includes(how) ? sentence : undefined),
  }))),
  ...about(({ verbs }) => verbs.some((verb) => hiding.has(verb)), [
    { id: 'tool-copied', impact: 85, confidence: 65, techniques: ['T1036.003'], reason: (facts) => (has(facts, 'copytool') ? 'bitsadmin or desktopimgdownldr gets another folder or name, so that searches for the usual one miss it' : undefined) },
    { id: 'log-cleared', impact: 80, confidence: 72, techniques: ['T1070.001'], reason: (facts) => (has(facts, 'clearlog') ? 'the log in which BITS records its jobs is cleared' : undefined) },
    { id: 'log-disabled', impact: 80, confidence: 72, techniques: ['T1562.002'], reason: (facts) => (has(facts, 'disablelog') ? 'the log in which BITS records its jobs is switched off' : undefined) },
    { id: 'service-disabled', impact: 70, confidence: 75, techniques: ['T1489'], reason: (facts) => (has(facts, 'disable', 'delete') ? 'the BITS service is disabled or deleted, and Windows Update with it' : undefined) },
    { id: 'service-stopped', impact: 65, confidence: 35, techniques: ['T1489'], reason: (facts) => (has(facts, 'stop', 'pause') && facts.evidence !== 'service' ? 'the BITS service is stopped, as repairs of Windows Update and ransomware do' : undefined) },
    { id: 'jobs-removed', impact: 55, confidence: 35, reason: (facts) => (has(facts, 'reset') || (has(facts, 'cancel') && facts.settings.some(({ name }) => name === 'allusers')) ? 'the jobs of other users are removed, and their traces with them' : undefined) },
  ]),
]);
