/** bitsadmin under another name, or its words hidden. */
import { bitsadminArguments, bitsadminEvent, bitsadminLine, bitsadminProcess, quotedInside, transferArguments, word } from '../bitsadmin.js';
import type { Style } from '../bitsadmin.js';
import { fileAdded, processEvent } from '../events.js';
import type { Event } from '../events.js';
import { executables, hostName, jobName, path, publicAddress, respelled, url, userFolder } from '../words.js';
import type { Scene } from '../words.js';
import type { Acts } from './acts.js';

const CMD = { image: 'C:\\Windows\\System32\\cmd.exe', original: 'Cmd.Exe' };

function transfer(scene: Scene, style: Style = {}, job = jobName(scene)): Event {
  return bitsadminEvent(scene, transferArguments(scene, { job, remote: url(scene), local: path(scene) }), style);
}

/** A copy elsewhere, under a name of its own. */
function renamed(scene: Scene): { readonly image: string; readonly line: string } {
  const image = `${userFolder(scene)}\\${scene.chance.letters(1, 8)}.exe`;
  const name = scene.chance.pick([image, image.split('\\').at(-1) ?? '']);
  return { image, line: `${name} ${bitsadminArguments(scene, transferArguments(scene, { remote: url(scene), local: path(scene) }))}` };
}

function copy(scene: Scene): readonly Event[] {
  const { chance } = scene;
  const [from, name] = [chance.cased(`C:\\Windows\\${chance.pick(['System32', 'SysWOW64'])}\\bitsadmin.exe`), `${chance.letters(1, 8)}.exe`];
  const to = `${userFolder(scene)}\\${name}`;
  const line = chance.pick([`copy ${from} ${to}`, `copy /y "${from}" "${to}"`, `copy /b ${from} ${to} >nul`]);
  if (chance.is(0.6)) return [processEvent(scene, { ...CMD, line: `${chance.pick(['cmd', 'cmd.exe'])} /c ${line}` })];
  const line2 = `xcopy ${from} ${to}* /y`;
  return [processEvent(scene, { ...CMD, line: `cmd /c ${line2}` }), processEvent(scene, { image: 'C:\\Windows\\System32\\xcopy.exe', original: 'XCOPY.EXE', line: line2, parent: { image: CMD.image, line: `cmd /c ${line2}` } })];
}

/** What cmd takes out before it starts the child. */
function careted({ chance }: Scene, text: string): string {
  return Array.from(text).map((letter) => (/[a-z]/i.test(letter) && chance.is(0.25) ? `^${letter}` : letter)).join('');
}

function behindShell(scene: Scene, shell: (line: string) => string): readonly Event[] {
  const child = bitsadminLine(scene, transferArguments(scene, { job: scene.chance.letters(1, 8), remote: url(scene), local: path(scene) }), { quotes: 0 });
  const line = shell(child);
  return [processEvent(scene, { ...CMD, line }), processEvent(scene, { ...bitsadminProcess(scene, child), parent: { image: CMD.image, line } })];
}

function staged(scene: Scene): readonly Event[] {
  const { chance } = scene;
  const job = chance.letters(1, 6);
  const calls = [['/create', job], ['/addfile', job, url(scene), path(scene)], ['/setnotifycmdline', job, path(scene, 'exe'), 'NULL'], ['/resume', job]] as const;
  return calls.map(([verb, ...values]) => processEvent(scene, bitsadminProcess(scene, `bitsadmin /${quotedInside(scene, chance.cased(verb.slice(1)))} ${values.join(' ')}`)));
}

export const evasionActs: Acts = {
  E01: (scene) => [processEvent(scene, { ...renamed(scene), original: 'bitsadmin.exe' })],
  E02: (scene) => [scene.chance.is(0.5) ? processEvent(scene, renamed(scene), 'security') : processEvent(scene, renamed(scene))],
  E03: copy,
  E05: (scene) => [transfer(scene, { quotes: 1 })],
  E06: (scene) => [bitsadminEvent(scene, [word('/addfile'), jobName(scene), `${scene.chance.pick(['https:', 'http:'])}${scene.chance.is(0.6) ? publicAddress(scene) : hostName(scene)}/${scene.chance.letters(1, 8)}.${scene.chance.letters(2, 3)}`, path(scene)])],
  E07: (scene) => [bitsadminEvent(scene, transferArguments(scene, { remote: url(scene), local: respelled(scene, path(scene)) }))],
  E09: (scene) => [transfer(scene, { gap: scene.chance.pick(['\t', '\t\t', ' \t']) })],
  E10: (scene) => [transfer(scene, {}, scene.chance.pick(['/Troll=Strong', '/', '/D', '/WindowsDefenderUpdate', '/JobName=WindowsUpdate', `/${scene.chance.letters(5, 10)}`]))],
  E11: staged,
  E13: (scene) => behindShell(scene, (line) => `cmd /c ${careted(scene, line)}`),
  E14: (scene) => behindShell(scene, (line) => `cmd /v /c "set a=${line.slice(0, 4)}&&call !a!${line.slice(4)}"`),
  E16: (scene) => [fileAdded(scene, jobName(scene), url(scene, { host: hostName(scene), extension: scene.chance.pick(['png', 'jpg', 'gif', 'txt', 'css']) }), `${userFolder(scene)}\\${scene.chance.letters(1, 8)}.${scene.chance.pick(executables)}`)],
};
