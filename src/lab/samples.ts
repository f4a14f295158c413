/** The samples of one detection: JSON lines, each an event with the name of its test under the key `test`. */
import type { Samples } from '../model/index.js';
import type { Defaults } from './events/event.js';
import { mapLine } from './events/index.js';
import type { Sample } from './prove.js';

export interface SampleFault {
  readonly line: number;
  readonly message: string;
}

/** 2026-01-01: what stands for the time of a sample that has none. */
const DEFAULTS: Defaults = { time: 1_767_225_600, host: 'unknown' };

export function samplesOf({ text }: Samples): { readonly samples: readonly Sample[]; readonly faults: readonly SampleFault[] } {
  const samples: Sample[] = [];
  const faults: SampleFault[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const test = testOf(line);
    const events = test === undefined ? 'it names no test under the key `test`' : mapLine(line, DEFAULTS);
    if (typeof events === 'string') faults.push({ line: index + 1, message: events });
    else samples.push(...events.map((event) => ({ test: test ?? '', event, line: index + 1 })));
  });
  return { samples, faults };
}

function testOf(line: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'test' in value && typeof value.test === 'string' ? value.test : undefined;
  } catch {
    return '';
  }
}
