/**
 * PowerShell that calls a cmdlet, in the ways of the language: letter case, backticks (not before a letter that makes an escape), names
 * that are put together, looked up by wildcard or bound to another name, parameters by prefix, by place or splatted, scripts in base64.
 */
import { processEvent, scriptEvent } from './events.js';
import type { Event } from './events.js';
import type { Scene } from './words.js';

/** UTF-16, little-endian: what -EncodedCommand takes. */
export function encoded(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}

export interface Call {
  readonly cmdlet: string;
  /** In order; a value in quotes or not, as it is written. Nothing for a switch. */
  readonly parameters: readonly (readonly [name: string, value?: string])[];
  /** The first two by their place. */
  readonly byPlace?: boolean;
}

/** Two parts that make the whole. */
function cut({ chance }: Scene, text: string): readonly [string, string] {
  const at = chance.whole(1, text.length - 1);
  return [text.slice(0, at), text.slice(at)];
}

export function backticked({ chance }: Scene, text: string): string {
  const places = Array.from(text).flatMap((letter, index) => (index > 0 && /[^0abefnrtuv-]/i.test(letter) ? [index] : []));
  const at = chance.pick(places);
  return `${text.slice(0, at)}\`${text.slice(at)}`;
}

/** Of each cmdlet a pattern that no other command of Windows meets. */
const patterns: Readonly<Record<string, readonly string[]>> = {
  'Start-BitsTransfer': ['St*fer', 'St*B*er', 'Sta*Bi*', '*art-Bi*s*', 'Start-B?tsTr*', '*art*i*s*ans*'],
  'Set-BitsTransfer': ['Set-Bi*'], 'Get-BitsTransfer': ['Get-Bi*'],
};

/** How a cmdlet is named where it is called: what goes before the statement, and what stands in its place. */
interface Naming {
  readonly before: string;
  readonly name: string;
}

export type Way = 'plain' | 'backtick' | 'joined' | 'format' | 'wildcard' | 'variable' | 'alias' | 'quoted' | 'parts' | 'inserted' | 'replaced' | 'reversed' | 'letters';

export function named(scene: Scene, cmdlet: string, way: Way): Naming {
  const { chance } = scene;
  const cased = chance.cased(cmdlet);
  const [one, two] = cut(scene, cased);
  const word = chance.letters(1, 4);
  switch (way) {
    case 'plain': return { before: '', name: chance.is(0.1) ? `BitsTransfer\\${cased}` : cased };
    case 'backtick': return { before: '', name: backticked(scene, cased) };
    case 'joined': return { before: '', name: `${chance.pick(['&', '.'])} ('${one}'${chance.pick(['+', ' + '])}'${two}')` };
    case 'format': return { before: '', name: `& ('{1}{0}' -f '${two}','${one}')` };
    case 'wildcard': return { before: '', name: `${chance.pick(['&', '. ', '& '])}(${chance.cased(chance.pick(['gcm', 'Get-Command']))} ${chance.cased(chance.pick(patterns[cmdlet] ?? [cmdlet]))})` };
    case 'variable': return { before: `$${word}='${cased}';`, name: `& $${word}` };
    case 'quoted': return { before: '', name: `${chance.pick(['&', '.'])} ${chance.pick(['\'', '"'])}${cased}`.replace(/(['"])(.*)$/, '$1$2$1') };
    case 'parts': return { before: `$${word}a='${one}';$${word}b='${two}';`, name: `& ${chance.pick([`"$${word}a$${word}b"`, `($${word}a+$${word}b)`])}` };
    case 'inserted': return { before: '', name: `& "${one}$('${two}')"` };
    case 'replaced': return { before: '', name: `& ('${one}QQ${two}'${chance.pick([".Replace('QQ','')", " -replace 'QQ',''"])})` };
    case 'reversed': return { before: '', name: `& ('${Array.from(cased).reverse().join('')}'[-1..-${cased.length}] -join '')` };
    case 'letters': return { before: '', name: `& (-join([char[]](${Array.from(cased, (letter) => letter.charCodeAt(0)).join(',')})))` };
    case 'alias': return { before: `${chance.pick(['sal', 'nal', 'Set-Alias', 'New-Alias'])} ${word}z ${cased};`, name: `${word}z` };
  }
}

/** As few letters as tell a parameter from the others of the cmdlet. */
const shortest: Readonly<Record<string, number>> = { Source: 2, Destination: 4, TransferType: 9, Priority: 1, Asynchronous: 1, DisplayName: 3, Description: 4 };

function parameterName({ chance }: Scene, name: string): string {
  const least = shortest[name];
  const given = least !== undefined && chance.is(0.15) ? name.slice(0, chance.whole(least, name.length)) : name;
  return `-${chance.cased(given)}`;
}

/** The statement, with what must stand before it. */
export function statement(scene: Scene, { cmdlet, parameters, byPlace = false }: Call, way: Way): string {
  const { chance } = scene;
  const { before, name } = named(scene, cmdlet, way);
  const places = byPlace ? parameters.slice(0, 2).map(([, value = '']) => value) : [];
  const rest = chance.shuffled(parameters.slice(places.length)).map(([parameter, value]) => (value === undefined ? parameterName(scene, parameter) : `${parameterName(scene, parameter)}${chance.is(0.1) ? ':' : ' '}${value}`));
  const splat = way === 'plain' && !byPlace && parameters.length > 0 && chance.is(0.12);
  if (!splat) return `${before}${[name, ...places, ...rest].join(' ')}`;
  return `$p=@{${parameters.map(([parameter, value]) => `${parameter}=${value === undefined ? '$true' : quoted(value)}`).join(';')}}; ${name} @p`;
}

function quoted(value: string): string {
  return /^['"$]/.test(value) ? value : `'${value}'`;
}

export const HOST = { image: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', original: 'PowerShell.EXE' };

/** The host's line for a script. Its switches may be short, and begin with any dash or a slash. */
export function hostLine({ chance }: Scene, script: string, program = chance.pick(['powershell', 'powershell.exe', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', '"C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"'])): string {
  const dash = (): string => chance.pick(['-', '-', '-', '/', '–']);
  const switches = chance.some(['nop', 'NonInteractive', 'w hidden', 'ep bypass', 'sta']).map((name) => `${dash()}${name} `).join('');
  return `${chance.cased(program)} ${switches}${chance.pick([`${dash()}c `, `${dash()}Command `, ''])}${chance.is(0.6) ? `"${script.replaceAll('"', '\\"')}"` : script}`;
}

export function encodedLine({ chance }: Scene, script: string): string {
  const dash = (): string => chance.pick(['-', '-', '/', '—']);
  return `${chance.cased(chance.pick(['powershell', 'powershell.exe']))} ${chance.some(['nop', 'w hidden', 'noni']).map((name) => `${dash()}${name} `).join('')}${dash()}${chance.cased(chance.pick(['e', 'ec', 'en', 'enc', 'EncodedCommand', 'Encoded']))} ${encoded(script)}`;
}

/** Which logs are kept: the command line, the script, or both. */
export type Kept = 'line' | 'script' | 'both';

/** A script as a host runs it. One that is encoded is decoded where scripts are logged. */
export function hosted(scene: Scene, script: string, kept: Kept, isEncoded = false): readonly Event[] {
  const line = isEncoded ? encodedLine(scene, script) : hostLine(scene, script);
  return [...(kept === 'script' ? [] : [processEvent(scene, { ...HOST, line }, scene.chance.is(0.15) ? 'security' : 'sysmon')]), ...(kept === 'line' ? [] : [scriptEvent(scene, script)])];
}

/** The same statement where it is not the first thing that a reader sees. */
export function wrapped({ chance }: Scene, script: string): string {
  const job = chance.letters(2, 6);
  return chance.pick([
    `& { ${script} }`, `Start-Job { ${script} } | Out-Null`, `Invoke-Command -ScriptBlock { ${script} }`, `try { ${script} } catch { }`, `if ($true) { ${script} }`, `1..1 | % { ${script} }`, `function ${job} { ${script} }; ${job}`, `# ${job}\n${script}\nexit`, `$${job} = 1; ${script}; Remove-Variable ${job}`,
  ]);
}

/** A script that only comes to be when it runs: it is logged again, as what it has become. */
export function nested({ chance }: Scene, script: string): string {
  const text = script.replaceAll("'", "''");
  const bytes = Buffer.from(script, 'utf8').toString('base64');
  return chance.pick([
    `iex '${text}'`, `'${text}' | iex`, `Invoke-Expression "${script.replaceAll('$', '`$')}"`, `& ([ScriptBlock]::Create('${text}'))`, `iex ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${bytes}')))`,
  ]);
}
