/** What outlives the command: programs that BITS starts, jobs that never end, a service that runs something else. */
import { programOf } from '../../windows/index.js';
import type { Place } from '../../windows/index.js';
import { folderText, isUserWritable } from '../places.js';
import type { Seen } from '../seen.js';
import { about, family } from '../signal.js';
import { has, placeText } from '../words.js';
import { proxies } from './execution.js';

const interpreters = [...proxies, 'cmd', 'powershell', 'pwsh', 'curl', 'bitsadmin', 'net', 'sc', 'reg', 'python', 'java', 'msiexec'];

function program(facts: Seen, holds: (place: Place) => boolean): Place | undefined {
  return facts.notify.find((notify) => notify.program !== undefined && holds(notify.program))?.program;
}

/** Values of the policy key; its others, such as limits of bandwidth, are an administrator's daily work. */
const lifetimes = /jobinactivitytimeout|maxdownloadtime/i;

const isSet = (facts: Seen): boolean => facts.tools[0] !== 'notify' && !has(facts, 'notifyset', 'notifyfailed', 'notifyrun') && (facts.notify.length > 0 || has(facts, 'setnotifycmdline'));

export const persistenceSignals = family('persistence', [
  { id: 'notify-set', impact: 75, confidence: 72, reason: (facts) => (isSet(facts) ? `BITS is told to start ${programText(facts)} when the job ends or fails` : undefined) },
  { id: 'notify-logged', impact: 75, confidence: 72, reason: (facts) => (has(facts, 'notifyset') ? 'a job was given a program, which BITS starts when the job ends or fails; the log does not say which' : undefined) },
  { id: 'notify-failed', impact: 75, confidence: 72, reason: (facts) => (has(facts, 'notifyfailed') ? `BITS tried to start ${programText(facts)} for a job and failed; it will try again` : undefined) },
  { id: 'notify-run', impact: 80, confidence: 72, reason: (facts) => (has(facts, 'notifyrun') ? `BITS started ${facts.actor.image === undefined ? 'a program' : placeText({ text: facts.actor.image, kind: 'local' })} for a job` : undefined) },
  ...about(({ notify }) => notify.length > 0, [
    { id: 'notify-interpreter', impact: 85, confidence: 50, reason: (facts) => named(program(facts, ({ text }) => interpreters.includes(programOf(text))), (name) => `the program to start, ${name}, runs whatever its parameters say`) },
    { id: 'notify-user-folder', impact: 80, confidence: 45, reason: (facts) => named(program(facts, (place) => isUserWritable({ folder: folderText(place) })), (name) => `the program to start, ${name}, lies where any user may write`) },
    { id: 'notify-stream', impact: 90, confidence: 80, techniques: ['T1197', 'T1564.004'], reason: (facts) => named(program(facts, ({ stream }) => stream !== undefined), (name) => `the program to start, ${name}, is an alternate data stream`) },
    { id: 'notify-url', impact: 85, confidence: 60, reason: ({ notify }) => (notify.some(({ parameters }) => /https?:\/\//i.test(parameters ?? '')) ? 'the program to start is given a URL' : undefined) },
  ]),
  { id: 'retry-often', impact: 70, confidence: 74, reason: (facts) => (facts.tools.includes('bitsadmin') && (has(facts, 'setminretrydelay') || facts.settings.some(({ name }) => name === 'retrydelay')) ? 'how soon the job tries again is set, which can make its program start again and again' : undefined) },
  { id: 'lifetime', impact: 70, confidence: 74, techniques: ['T1197', 'T1112'], reason: (facts) => (facts.settings.some(({ name, value }) => name === 'policy' && lifetimes.test(value ?? '')) ? 'the policy by which Windows ends jobs that are idle or take too long is changed' : undefined) },
  { id: 'job-lifetime', impact: 65, confidence: 40, reason: ({ settings }) => (settings.some(({ name }) => name === 'timeout' || name === 'maxdownloadtime') ? 'the time after which the job gives up is changed' : undefined) },
  { id: 'service-program', impact: 90, confidence: 85, techniques: ['T1543.003'], reason: (facts) => (has(facts, 'setservicedll', 'setservicecommand', 'setfailurecommand') ? 'the program that the BITS service runs is changed' : undefined) },
]);

function programText({ notify }: Seen): string {
  return named(notify[0]?.program, (name) => name) ?? 'a program';
}

function named(place: Place | undefined, sentence: (name: string) => string): string | undefined {
  return place && sentence(placeText(place));
}
