/** Where the file lands, or from where it leaves. */
import { isAdminShare, isInstalled, isProgram, isScript, isStaging, isStartup, isSystemFolder, isUserWritable, isWebRoot } from '../places.js';
import type { Landing } from '../seen.js';
import { about, family } from '../signal.js';
import type { Reason } from '../signal.js';

function landing(holds: (place: Landing) => boolean, sentence: (name: string) => string): Reason {
  return (facts) => {
    for (const place of facts.landings) if (holds(place)) return sentence(place.name);
    return undefined;
  };
}

export const destinationSignals = family('destination', about(({ landings }) => landings.length > 0, [
  { id: 'destination-startup', impact: 90, confidence: 80, techniques: ['T1197', 'T1547.001'], reason: landing(isStartup, (name) => `${name} lands where Windows starts it whenever a user logs on`) },
  { id: 'destination-stream', impact: 85, confidence: 80, techniques: ['T1564.004'], reason: landing(({ stream }) => stream !== undefined, (name) => `${name} lands in an alternate data stream, which a listing of the folder does not show`) },
  { id: 'destination-webroot', impact: 85, confidence: 70, techniques: ['T1105'], reason: landing((place) => isWebRoot(place) && isScript(place), (name) => `${name} is a script, and lands in the folder of a web server, which runs it`) },
  { id: 'destination-system', impact: 80, confidence: 60, techniques: ['T1105'], reason: landing((place) => isSystemFolder(place) && (isProgram(place) || isScript(place)), (name) => `${name} lands among the programs of Windows`) },
  { id: 'destination-admin-share', impact: 85, confidence: 68, techniques: ['T1197', 'T1570'], reason: landing(isAdminShare, (name) => `the file goes to ${name}, an administrative share of another machine`) },
  { id: 'destination-script', impact: 75, confidence: 48, techniques: ['T1105'], reason: landing(isScript, (name) => `the file is a script, which Windows can run: ${name}`) },
  { id: 'destination-program', impact: 75, confidence: 30, techniques: ['T1105'], reason: landing(isProgram, (name) => `the file is a program: ${name}`) },
  { id: 'destination-user-program', impact: 80, confidence: 50, techniques: ['T1105'], reason: landing((place) => isProgram(place) && isUserWritable(place) && !isInstalled(place), (name) => `the program lands in a folder that any user may write to: ${name}`) },
  { id: 'destination-staging', impact: 65, confidence: 40, reason: landing(isStaging, (name) => `the file lands in a folder that is writable for all, and that nobody looks at: ${name}`) },
  { id: 'destination-user-folder', impact: 55, confidence: 15, reason: landing((place) => isUserWritable(place) && !isStaging(place), (name) => `the file lands in a folder that any user may write to: ${name}`) },
]));
