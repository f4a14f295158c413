/** The command line of powershell.exe and pwsh.exe: which text runs. */
import { decodedBase64 } from '../base64.js';
import type { Word } from '../argv.js';

export interface Script {
  readonly text: string;
  readonly isEncoded: boolean;
}

/** Parameters with a value, and the shortest forms that are not a prefix. */
const withValue = ['executionpolicy', 'windowstyle', 'version', 'inputformat', 'outputformat', 'configurationname', 'configurationfile', 'psconsolefile', 'custompipename', 'settingsfile', 'workingdirectory', 'encodedarguments'] as const;
const short: ReadonlyMap<string, string> = new Map([['ep', 'executionpolicy'], ['ec', 'encodedcommand'], ['e', 'encodedcommand'], ['wd', 'workingdirectory'], ['ea', 'encodedarguments'], ['if', 'inputformat'], ['of', 'outputformat'], ['w', 'windowstyle'], ['v', 'version'], ['f', 'file'], ['c', 'command'], ['cwa', 'command']]);
const order = ['command', 'commandwithargs', 'encodedcommand', 'file', ...withValue, 'noexit', 'noprofile', 'nologo', 'noninteractive', 'sta', 'mta', 'login', 'interactive', 'help'] as const;

/** Nothing where a file runs, or no text. Switches begin with `/`, `-` or one of three Unicode dashes, and may be cut short. */
export function scriptOf(words: readonly Word[]): Script | undefined {
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    const name = /^(?:--|[-/\u2013\u2014\u2015])([a-z]+)(?::|$)/i.exec(text)?.[1]?.toLowerCase();
    if (name === undefined) return plain(words.slice(at));
    const parameter = short.get(name) ?? order.find((one) => one.startsWith(name));
    if (parameter === 'command' || parameter === 'commandwithargs') return plain(words.slice(at + 1));
    if (parameter === 'encodedcommand') return encoded(words[at + 1]?.text ?? '');
    if (parameter === 'file') return undefined;
    if (withValue.some((one) => one === parameter) && !text.includes(':')) at++;
  }
  return undefined;
}

function plain(words: readonly Word[]): Script | undefined {
  let line = '';
  for (const word of words) line += `${word.text} `;
  const text = line.trim();
  // `-Command { … }` is the block's text; from another program's command line nothing else would be.
  const bare = text.startsWith('&') ? text.slice(1).trimStart() : text;
  const script = bare.startsWith('{') && bare.endsWith('}') ? bare.slice(1, -1) : text;
  return text === '' || text === '-' ? undefined : { text: script, isEncoded: false };
}

function encoded(text: string): Script | undefined {
  const decoded = decodedBase64(text);
  return decoded === undefined ? undefined : { text: decoded, isEncoded: true };
}
