/** The searches of a built app, each with why it is there. */
import type { InstalledApp, InstalledSearch, Search } from '../../lab/index.js';
import type { Content, Detection } from '../../model/index.js';

export interface ChosenSearch extends Search {
  readonly installed: InstalledSearch;
}

/** Those that ship enabled, those that wait for a part of the app, and the originals; a disabled copy of another is left out. */
export function chosenSearches({ app: { prefix }, detections }: Content, app: InstalledApp): readonly ChosenSearch[] {
  return detections.flatMap((detection) => {
    const stanza = `${prefix} - ${detection.name} - Rule`;
    const installed = app.searches.get(stanza);
    const origin = installed && originOf(detection, installed);
    return installed && origin ? [{ stanza, origin, installed }] : [];
  });
}

function originOf({ type, extensions }: Detection, { keys }: InstalledSearch): Search['origin'] | undefined {
  if (extensions?.sourced_from !== undefined) return 'original';
  if ((extensions?.requires?.length ?? 0) > 0) return 'requires';
  if (keys.get('disabled') === '1') return undefined;
  return type === 'Hunting' ? 'hunt' : 'own';
}
