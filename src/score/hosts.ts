/** Who may put a file on a host. Two lists that anyone can check, and what is on neither is simply unknown. */
import type { Place } from '../windows/index.js';
import { among, domainsOf, isUrl } from './places.js';

/** A list, apart by blanks: the command has to be small. */
const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Only the publisher writes there: hosts of updates and of software downloads. */
const publishers = words(`
  windowsupdate.com update.microsoft.com delivery.mp.microsoft.com download.microsoft.com microsoft.com aka.ms msftspeechmodelsprod.azureedge.net
  officecdn.microsoft.com.edgesuite.net cdn.office.net office365.com onenote.net sfx.ms g.live.com oneclient.sfx.ms msn.com s-msn.com
  img-s-msn-com.akamaized.net bing.com xboxlive.com msftconnecttest.com visualstudio.com vscode.download.prss.microsoft.com gvt1.com dl.google.com
  clients2.google.com update.googleapis.com mozilla.net mozilla.org adobe.com dropboxstatic.com docker.com apple.com oracle.com java.com hp.com
  dell.com lenovo.com intel.com nvidia.com amd.com avast.com avcdn.net symantec.com mcafee.com duosecurity.com logicnow.com apache.org php.net
  python.org nodejs.org gnu.org ubuntu.com debian.org 7-zip.org videolan.org notepad-plus-plus.org nero.com thomsonreuters.com spotify.com scdn.co
  s-microsoft.com img-prod-cms-rt-microsoft-com.akamaized.net windows.com skype.com brave.com opera.com vivaldi.com bosch.com jumpcloud.com
  ninjarmm.com atera.com safeexambrowser.org cmake.org rust-lang.org go.dev git-scm.com winscp.net chocolatey.org powershellgallery.com nuget.org
  npmjs.org zoom.us slack-edge.com citrix.com vmware.com logitech.com autodesk.com eset.com sophos.com bitdefender.com malwarebytes.com
  virtualearth.net msedge.net office.com microsoftonline.com
`);

/** Below a publisher's name, and yet anybody's. */
const publicAfterAll = words(`
  sites.google.com dev.azure.com onedrive.live.com storage.googleapis.com gallery.technet.microsoft.com forms.microsoft.com sway.office.com
  vsassets.io
`);

/** Anybody may put a file there after signing up: as many installers as attacks come from it. */
const openHosting = words(`
  github.com githubusercontent.com github.io gitlab.com gitlab.io bitbucket.org sourceforge.net dropbox.com dropboxusercontent.com drive.google.com
  docs.google.com googleusercontent.com storage.googleapis.com firebasestorage.googleapis.com core.windows.net amazonaws.com cloudfront.net
  azureedge.net 1drv.ms onedrive.live.com sharepoint.com archive.org box.com mediafire.com backblazeb2.com digitaloceanspaces.com r2.dev
  sites.google.com
`);

/** No name is asked, or the name leads to a machine at home: pastes, throw-away drops, chat attachments, tunnels, dynamic DNS. */
const dropHosts = words(`
  0x0.st x0.at anonfiles.com bashupload.com cdn.discordapp.com media.discordapp.net discord.com api.telegram.org chunk.io catbox.moe file.io
  filebin.net gofile.io ghostbin.co hastebin.com ix.io keep.sh mega.nz oshi.at paste.ee pastebin.com pastebin.pl pastetext.net pixeldrain.com
  privatlab.com privatlab.net rentry.co send.exploit.in sendspace.com sprunge.us termbin.com temp.sh transfer.sh tmpfiles.org ufile.io uguu.se
  wetransfer.com workupload.com imgur.com postimg.cc ibb.co storjshare.io supabase.co glitch.me onrender.com pages.dev workers.dev w3spaces.com
  web.app netlify.app vercel.app herokuapp.com repl.co trycloudflare.com ngrok.io ngrok.app ngrok-free.app loca.lt serveo.net portmap.io ddns.net
  duckdns.org no-ip.org no-ip.com hopto.org zapto.org sytes.net dynu.net dyndns.org afraid.org servehttp.com serveftp.com myftp.org bit.ly
  tinyurl.com is.gd cutt.ly rebrand.ly
`);

/** Endings that are cheap or free, and much more often found in lists of abuse than in lists of software. */
const abusedEndings: ReadonlySet<string> = new Set(words(`
  top xyz tk ml ga cf gq icu cyou click link buzz rest monster quest sbs cfd bond lol mom zip mov pw cc ws su work live site online website space
  store fun club loan win bid stream download gdn men date racing review country kim party science trade vip shop onion biz info
`));

export type Owner = 'publisher' | 'open' | 'drop' | 'unknown';

type List = readonly string[];
const listed = new Map<string, readonly List[]>();
for (const list of [publishers, publicAfterAll, openHosting, dropHosts]) for (const host of list) listed.set(host, [...(listed.get(host) ?? []), list]);

/** The lists that have the host or a domain above it. */
function listsOf(host: string): readonly List[] {
  const lists: List[] = [];
  for (const domain of domainsOf(host)) {
    const found = listed.get(domain);
    if (found) lists.push(...found);
  }
  return lists;
}

/** Who may write to a URL's host; nothing for an address or what is no URL. A URL with a password in it is nobody's well-known one. */
export function ownerOf(place: Place): Owner | undefined {
  const { host } = place;
  if (!isUrl(place) || host === undefined || place.address !== undefined) return undefined;
  const lists = listsOf(host);
  if (lists.length === 0) return 'unknown';
  if (lists.includes(dropHosts)) return 'drop';
  if (lists.includes(openHosting)) return 'open';
  return lists.includes(publishers) && !lists.includes(publicAfterAll) ? 'publisher' : 'unknown';
}

const privateEndings = among(['local', 'lan', 'internal', 'corp', 'home.arpa']);

/** A name without a dot is a machine of one's own network. */
export function isIntranet({ host, address }: Place): boolean {
  return host !== undefined && (address === 'private' || (address === undefined && (!host.includes('.') || privateEndings(host))));
}

export function hasAbusedEnding({ host, owner }: Place & { readonly owner: Owner | undefined }): boolean {
  return owner === 'unknown' && host !== undefined && host.includes('.') && abusedEndings.has(host.slice(host.lastIndexOf('.') + 1));
}
