/** A variant of `variants.jsonl` by what it means, free of the words of the example: by id, the events that it leaves. */
import type { Event } from '../events.js';
import type { Scene } from '../words.js';

export type Acts = Readonly<Record<string, (scene: Scene) => readonly Event[]>>;
