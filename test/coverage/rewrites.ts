/** Every variant in other words: as many rewrites as wanted, each as a line of a variants file. */
import type { Acts } from './acts/acts.js';
import { bitsadminActs } from './acts/bitsadmin.js';
import { evasionActs } from './acts/evasion.js';
import { logActs } from './acts/logs.js';
import { powershellActs } from './acts/powershell.js';
import { dualUse, serviceActs } from './acts/service.js';
import { settingActs } from './acts/settings.js';
import { Chance } from './chance.js';
import type { Event } from './events.js';
import { sceneOf } from './words.js';

export const abuse: Acts = { ...bitsadminActs, ...settingActs, ...evasionActs, ...powershellActs, ...logActs, ...serviceActs };
export { dualUse };

export interface Rewrite {
  /** The variant's, a dot, and a number. */
  readonly id: string;
  readonly group: string;
  readonly dual_use: boolean;
  readonly events: readonly Event[];
}

/** `each` of every act; the same seed gives the same. */
export function rewrites(acts: Acts, each: number, seed: number, isDualUse = false): readonly Rewrite[] {
  return Object.entries(acts).flatMap(([id, act], index) => Array.from({ length: each }, (_, number): Rewrite => {
    const scene = sceneOf(new Chance(seed * 1_000_003 + index * 10_007 + number), index * each + number);
    return { id: `${id}.${number}`, group: id, dual_use: isDualUse, events: act(scene) };
  }));
}
