/** What speaks for an ordinary use. Never a job's title: whoever makes the job chooses it. */
import { isIntranet } from '../hosts.js';
import { among, folderOf, isInstalled, isUrl } from '../places.js';
import type { Landing, Seen } from '../seen.js';
import type { BenignContext, Family } from '../signal.js';
import { has } from '../words.js';

const transferFamilies: readonly Family[] = ['source', 'destination', 'direction', 'execution', 'parentage'];

/** Programs, hosts and folders that belong together. */
interface Updater {
  readonly name: string;
  readonly programs: readonly string[];
  readonly hosts: (host: string) => boolean;
  readonly folders: readonly string[];
}

const updaters: readonly Updater[] = [
  { name: 'Windows', programs: ['svchost', 'deviceenroller', 'mdmappinstaller', 'speechmodeldownload', 'wuauclt', 'usoclient', 'mousocoreworker', 'tiworker'], hosts: among(['windowsupdate.com', 'microsoft.com', 'msn.com', 's-msn.com', 'img-s-msn-com.akamaized.net', 'onenote.net', 'msftspeechmodelsprod.azureedge.net', 'bing.com', 'aka.ms']), folders: ['\\windows\\softwaredistribution\\', '\\windowsapps\\', '\\appdata\\local\\packages\\', '\\windows\\temp\\', '\\programdata\\microsoft\\', '\\appdata\\local\\microsoft\\'] },
  { name: 'OneDrive', programs: ['onedrive', 'onedrivestandaloneupdater', 'onedrivesetup', 'onedriveupdaterservice'], hosts: among(['g.live.com', 'sfx.ms', 'microsoft.com']), folders: ['\\appdata\\local\\microsoft\\onedrive\\', '\\appdata\\local\\temp\\', '\\microsoft onedrive\\'] },
  { name: 'Edge', programs: ['msedge', 'msedgewebview2', 'microsoftedgeupdate'], hosts: among(['microsoft.com', 'bing.com']), folders: ['\\appdata\\local\\microsoft\\edge', '\\appdata\\local\\temp\\', '\\microsoft\\edge', '\\programdata\\microsoft\\', '\\windows\\temp\\'] },
  { name: 'Chromium', programs: ['chrome', 'googleupdate', 'updater', 'spotify', 'brave', 'opera', 'vivaldi'], hosts: among(['gvt1.com', 'dl.google.com', 'clients2.google.com', 'update.googleapis.com', 'storage.googleapis.com']), folders: ['\\appdata\\local\\temp\\', '\\appdata\\local\\google\\', '\\program files (x86)\\google\\', '\\program files\\google\\', '\\windows\\temp\\', '\\windows\\systemtemp\\', '\\appdata\\local\\spotify\\'] },
  { name: 'Mozilla', programs: ['firefox', 'updater', 'thunderbird', 'default-browser-agent'], hosts: among(['mozilla.net', 'mozilla.org']), folders: ['\\programdata\\mozilla', '\\appdata\\local\\mozilla\\'] },
  { name: 'Adobe', programs: ['adobearm', 'armsvc', 'adobearmhelper', 'acrocef'], hosts: among(['adobe.com']), folders: ['\\adobe\\arm\\', '\\programdata\\adobe\\', '\\appdata\\local\\adobe\\', '\\appdata\\local\\temp\\'] },
  { name: 'Dropbox', programs: ['dropbox', 'dropboxupdate'], hosts: among(['dropboxstatic.com']), folders: ['\\dropbox\\', '\\appdata\\local\\temp\\', '\\windows\\temp\\'] },
  { name: 'Docker', programs: ['docker desktop', 'com.docker.backend', 'docker desktop installer'], hosts: among(['docker.com']), folders: ['\\docker desktop installer\\', '\\appdata\\local\\docker\\', '\\appdata\\local\\temp\\'] },
];

type Fit = boolean | undefined;

/** Whether what the row has of program, hosts and folders all belongs to one updater: two of the three at least, and the program where it is known. */
function updaterOf(facts: Seen): string | undefined {
  if (facts.evidence !== 'bitsclient' && facts.evidence !== 'imageload' && facts.evidence !== 'file') return undefined;
  return updaters.find((updater) => {
    const fits: Fit[] = [programFits(facts, updater), every(facts.farEnds, ({ host, address }) => host !== undefined && address === undefined && updater.hosts(host)), every(facts.landings, (place) => lies(place, updater.folders))];
    return !fits.includes(false) && fits.filter((fit) => fit === true).length >= 2;
  })?.name;
}

function programFits({ evidence, actor, program }: Seen, { programs }: Updater): Fit {
  return actor.image === undefined || evidence === 'file' ? undefined : programs.includes(program);
}

function every<P>(places: readonly P[], holds: (place: P) => boolean): Fit {
  return places.length === 0 ? undefined : places.every(holds);
}

const lies = ({ folder }: Landing, folders: readonly string[]): boolean => folders.some((one) => folder.includes(one));
/** Folders that one vendor's updates use and nothing else: a file event says no more than where the file landed. */
const vendorFolders = updaters.flatMap(({ folders }) => folders).filter((folder) => !folder.includes('temp\\') && !folder.endsWith('\\microsoft\\') && !folder.endsWith('\\packages\\'));
const reporters = ['wermgr', 'werfault', 'werfaultsecure', 'directxdatabaseupdater'];

/** Management agents start scripts of administrators. Their folders take an administrator's rights to write to. */
const agents = ['ccmexec', 'ninjarmmagent', 'agentpackagesystemtools', 'ateraagent', 'jumpcloud-agent', 'nessusd', 'gpscript', 'ltsvc', 'kaseyaagent', 'manageengine', 'winagent', 'intunemanagementextension', 'microsoft.management.services.intunewindowsagent'];

function isConfigManager(facts: Seen): boolean {
  if (every(facts.farEnds, ({ path, text }) => /^\/+(?:sms_dp_smspkg|nocert_sms_dp_smspkg|ccmtokenauth_sms_dp_smspkg|ccm_incoming|sms_mp)/i.test(path ?? text)) !== true) return false;
  const client = facts.program === 'ccmexec' || facts.parentProgram === 'ccmexec' || every(facts.landings, (place) => lies(place, ['\\windows\\ccmcache\\', '\\windows\\ccm\\'])) === true;
  return client || facts.farEnds.every((place) => isIntranet(place) && place.address === undefined);
}

export const benignContexts: readonly BenignContext[] = [
  {
    id: 'trusted-source', relief: 92, excuses: transferFamilies,
    reason: (facts) => (every(facts.farEnds, ({ isTrusted }) => isTrusted) === true ? 'all its servers are on your list of trusted sources' : undefined),
  },
  {
    id: 'publisher-source', relief: 60, excuses: ['source', 'destination', 'execution'],
    reason: (facts) => (every(facts.farEnds, (place) => isUrl(place) && place.owner === 'publisher') === true ? 'only the publisher of the software can put files on its server' : undefined),
  },
  {
    id: 'updater', relief: 85, excuses: transferFamilies,
    reason: (facts) => {
      const name = updaterOf(facts);
      return name && `program, server and folder, as far as they are known, are those of the updates of ${name}`;
    },
  },
  {
    id: 'update-folder', relief: 50, excuses: ['destination'],
    reason: (facts) => (facts.evidence === 'file' && every(facts.landings, (place) => lies(place, vendorFolders)) === true ? 'the file landed where the updates of an installed product do' : undefined),
  },
  {
    id: 'config-manager', relief: 85, excuses: transferFamilies,
    reason: (facts) => (isConfigManager(facts) ? 'a distribution point of Configuration Manager in your own network' : undefined),
  },
  {
    id: 'error-report', relief: 90, excuses: ['persistence', 'execution'],
    reason: (facts) => (has(facts, 'notifyrun') && reporters.includes(facts.program) && /^[a-z]:\\windows\\system32\\[^\\]+$/i.test((facts.actor.image ?? '').slice(0, 512)) ? 'a part of Windows that BITS starts for its own reports' : undefined),
  },
  {
    id: 'status-query', relief: 85, excuses: ['persistence', 'execution'],
    reason: ({ verbs, actor, program }) => (verbs.includes('notifyrun') && program === 'wmic' && /MSFT_MpComputerStatus\s+get\s+[\w,]+\s*(?:\/\w+(?::\w+)?\s*)*$/i.test((actor.commandLine ?? '').slice(0, 1_024)) ? 'it only asks for the state of the virus scanner' : undefined),
  },
  {
    id: 'notify-waits', relief: 80, excuses: ['persistence'],
    reason: ({ notify }) => (notify.length > 0 && notify.every(({ parameters }) => /^(?:\S*cmd(?:\.exe)?\s+)?(?:\/c\s+)?waitfor(?:\.exe)?\s+\/si\s+\w+$/i.test((parameters ?? '').trim().slice(0, 512))) ? 'the program only wakes a batch file that waits for the job' : undefined),
  },
  {
    id: 'management-agent', relief: 35, excuses: ['source', 'destination', 'execution'],
    reason: ({ parent, parentProgram }) => (agents.includes(parentProgram) && isInstalled(folderOf(parent.image ?? '')) ? 'the parent is an installed agent of a management product' : undefined),
  },
  {
    id: 'vendor-copy', relief: 60, excuses: ['evasion'],
    reason: ({ hidden, actor }) => (hidden.every((how) => how === 'renamed') && hidden.length > 0 && isInstalled(folderOf(actor.image ?? '')) ? 'the renamed program was installed with a product' : undefined),
  },
];
