/** The COM side of BITS: the classes of the copy manager by CLSID and name, its interface, and the managed assembly on top of it. */
import type { Act } from './act.js';

/** BackgroundCopyManager 1.0 to 10.3 and IBackgroundCopyManager: bits.h and its successors in the Windows SDK. */
export const copyManagerIds: readonly string[] = [
  '4991d34b-80a1-4291-83b6-3328366b9097', 'f087771f-d74f-4c1a-bb8a-e16aca9124ea', '6d18ad12-bde3-4393-b311-099c346e6df9', '03ca98d6-ff5d-49b8-abc6-03dd84127020',
  '659cdea7-489e-11d9-a9cd-000d56965251', 'bb6df56b-cace-11dc-9992-0019b93a3a84', '1ecca34c-e88a-44e3-8d6a-8921bde9e452', '4bd3e4e1-7bd4-4a2b-9964-496400de5193',
  '4575438f-a6c8-4976-b0fe-2f26b80d959e', '5fd42ad5-c04e-4d36-adc7-e08ff15737ad', '5ce34c0d-0dc9-4c1f-897c-daa1b78cee7c',
];

const named = /\bBITS\.Manager\b|I?BackgroundCopyManager|Microsoft\.BackgroundIntelligentTransfer\.Management/i;

/** What making a class, loading an assembly or compiling a source of this text means. */
export function comAct(text: string): Act | undefined {
  const lower = text.toLowerCase();
  const isIt = named.test(text) || copyManagerIds.some((id) => lower.includes(id));
  return isIt ? { tool: 'com', verbs: ['instantiate'] } : undefined;
}
