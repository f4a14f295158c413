/** Where the file comes from, or goes to: the far end of a transfer. */
import type { Place } from '../../windows/index.js';
import { hasAbusedEnding, isIntranet } from '../hosts.js';
import { isAdminShare, isHarmless, isProgram, isScript, isUrl } from '../places.js';
import type { FarEnd, Seen } from '../seen.js';
import { about, family } from '../signal.js';
import type { Need, Reason } from '../signal.js';
import { has, placeText } from '../words.js';

/** A sentence about the first far end for which something holds. */
function farEnd(holds: (place: FarEnd, facts: Seen) => boolean, sentence: (name: string, host: string) => string): Reason {
  return (facts) => {
    for (const place of facts.farEnds) if (holds(place, facts)) return sentence(place.name, place.server);
    return undefined;
  };
}

const isUnknown = (place: FarEnd): boolean => place.owner === 'unknown' && !place.isTrusted;
const namesMachine = /%(?:computername|username|userdomain)%|\$env:(?:computername|username|userdomain)|(?:^|[?&;])(?:host|hostname|computer|computername|user|username|machine|uid|ui|id|pc)=[^&]{3}/i;

const hasFarEnd: Need = ({ farEnds }) => farEnds.length > 0;

export const sourceSignals = family('source', [
  ...about(hasFarEnd, [
    {
      id: 'source-unknown', impact: 70, confidence: 68, techniques: ['T1197', 'T1105'],
      reason: farEnd((place, facts) => facts.byPerson && isUnknown(place), (_, host) => `the server ${host} is no known publisher of software, and none of your trusted sources`),
    },
    {
      id: 'source-unfamiliar', impact: 65, confidence: 25,
      reason: farEnd((place, facts) => !facts.byPerson && isUnknown(place), (_, host) => `the server ${host} is none of those from which Windows and common updaters fetch files`),
    },
    {
      id: 'source-public-address', impact: 80, confidence: 75, techniques: ['T1197', 'T1105'],
      reason: farEnd((place) => isUrl(place) && place.address === 'public' && !place.isTrusted, (name) => `the server of ${name} is a bare public IP address, where publishers of software use names`),
    },
    {
      id: 'source-private-address', impact: 65, confidence: 45,
      reason: farEnd((place) => isUrl(place) && place.address === 'private' && !place.isTrusted, (name) => `the server of ${name} is a bare IP address of a private network`),
    },
    {
      id: 'source-drop-host', impact: 75, confidence: 68, techniques: ['T1197', 'T1105'],
      reason: farEnd((place) => place.owner === 'drop' && !place.isTrusted, (_, host) => `the server ${host} belongs to a service where anybody can leave files without a name, or that hides where a server stands`),
    },
    {
      id: 'source-open-hosting', impact: 65, confidence: 30, techniques: ['T1197', 'T1105'],
      reason: farEnd((place) => place.owner === 'open' && !place.isTrusted, (_, host) => `the server ${host} belongs to a hosting service on which anybody can put files`),
    },
    {
      id: 'source-abused-ending', impact: 75, confidence: 62, techniques: ['T1197', 'T1105'],
      reason: farEnd((place) => hasAbusedEnding(place) && !place.isTrusted, (_, host) => `the name of the server ${host} ends in a domain that is often abused, and rarely used for software`),
    },
    {
      id: 'source-port', impact: 65, confidence: 20, techniques: ['T1571'],
      reason: farEnd((place) => isUrl(place) && place.port !== undefined && ![80, 443, 8080, 8443, 8530, 8531].includes(place.port), (name) => `the server of ${name} listens on an unusual port`),
    },
    {
      id: 'source-machine-facts', impact: 75, confidence: 45,
      reason: farEnd((place, facts) => facts.byPerson && !place.isTrusted && namesMachine.test((place.query === undefined ? place.text : `?${place.query}`).slice(0, 4_096)), (name) => `the URL ${name} tells the server the name of the machine or user`),
    },
    {
      id: 'source-credentials', impact: 65, confidence: 40,
      reason: farEnd((place) => place.hasCredentials === true, () => 'a user name or password is part of the URL'),
    },
    {
      id: 'source-admin-share', impact: 80, confidence: 68, techniques: ['T1197', 'T1570'],
      reason: farEnd((place) => isAdminShare(place) && !place.isTrusted, (name) => `${name} is on an administrative share of another machine`),
    },
    {
      id: 'source-share', impact: 70, confidence: 40, techniques: ['T1197', 'T1570'],
      reason: farEnd((place) => place.kind === 'unc' && !isAdminShare(place) && !place.isTrusted, (name) => `${name} is on a share of another machine`),
    },
  ]),
  {
    id: 'source-local-file', impact: 70, confidence: 74,
    reason: ({ transfers }) => {
      const copy = transfers.find(({ direction, source, destination }) => direction !== 'upload' && source?.kind === 'local' && (destination === undefined || destination.kind === 'local'));
      return copy?.source && `BITS copies ${placeText(copy.source)}, a file of this machine, which has no need of BITS`;
    },
  },
  {
    id: 'source-list', impact: 75, confidence: 70, techniques: ['T1197', 'T1105'],
    reason: (facts) => (has(facts, 'addfileset') ? 'the URLs stand in a file of their own, so that no log shows them' : undefined),
  },
  {
    id: 'source-fed', impact: 70, confidence: 60, techniques: ['T1197', 'T1105'],
    reason: (facts) => (has(facts, 'transfer', 'addfile') && facts.farEnds.every((place) => !isUrl(place)) && facts.others.some((other) => ['import-csv', 'ipcsv', 'get-content', 'gc', 'convertfrom-json', 'import-clixml'].includes(other)) ? 'the URLs are read from a file, so that no log shows them' : undefined),
  },
  {
    id: 'source-disguised', impact: 80, confidence: 65, techniques: ['T1197', 'T1036'],
    reason: ({ transfers }) => {
      const swap = transfers.find(({ source, destination }) => source && destination && isUrl(source) && ((isHarmless(source) && (isProgram(destination) || isScript(destination))) || (isProgram(source) && destination.extension !== undefined && !isProgram(destination) && destination.extension !== 'tmp')));
      return swap?.source && swap.destination && `the file changes its kind on the way: ${placeText(swap.source)} becomes ${placeText(swap.destination)}`;
    },
  },
  ...about(hasFarEnd, [
    {
      id: 'source-plain-program', impact: 65, confidence: 35, techniques: ['T1105'],
      reason: farEnd((place, facts) => place.kind === 'http' && !place.isTrusted && place.owner !== 'publisher' && !isIntranetName(place) && isProgram(place) && facts.landings.length > 0, (name) => `${name} is a program, and fetched without encryption`),
    },
  ]),
]);

/** Distribution points inside a network speak plain http; an address is no such name. */
function isIntranetName(place: Place): boolean {
  return isIntranet(place) && place.address === undefined;
}
