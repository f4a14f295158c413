/** Files that leave. */
import { isUpload, isUrl } from '../places.js';
import { family } from '../signal.js';
import { placeText } from '../words.js';

export const directionSignals = family('direction', [
  {
    id: 'upload', impact: 75, confidence: 72, techniques: ['T1197', 'T1048'],
    reason: (facts) => {
      if (!facts.transfers.some(({ direction }) => isUpload(direction))) return undefined;
      const ends = facts.farEnds;
      if (ends.length > 0 && ends.every(({ isTrusted }) => isTrusted)) return undefined;
      const [end] = ends;
      return end ? `files leave this machine for ${placeText(end)}` : 'files leave this machine';
    },
  },
  {
    id: 'upload-archive', impact: 80, confidence: 35, techniques: ['T1048', 'T1560'],
    reason: ({ transfers }) => {
      const archive = transfers.find(({ direction, source }) => isUpload(direction) && source !== undefined && !isUrl(source) && ['7z', 'zip', 'rar', 'gz', 'tar', 'cab', 'dmp', 'dit', 'pst', 'ost', 'kdbx'].includes(source.extension ?? ''));
      return archive?.source && `${placeText(archive.source)} is an archive or a store of secrets or mail`;
    },
  },
]);
