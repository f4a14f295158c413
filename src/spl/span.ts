/** Intervals of time and of numbers: `span=5m`, `span=100`. */
import { relativeTime } from './functions/datetime.js';
import type { EvalContext } from './functions/function.js';
import { refuse } from './table.js';
import { numberOf, textOf } from './value.js';

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['us', 1e-6], ['ms', 1e-3], ['cs', 1e-2], ['ds', 0.1],
  ...(['s', 'sec', 'secs', 'second', 'seconds'].map((unit) => [unit, 1] as const)),
  ...(['m', 'min', 'mins', 'minute', 'minutes'].map((unit) => [unit, 60] as const)),
  ...(['h', 'hr', 'hrs', 'hour', 'hours'].map((unit) => [unit, 3600] as const)),
]);
const DAYS: ReadonlySet<string> = new Set(['d', 'day', 'days']);

/** The interval that a value is in, named by where it begins; what is no number stays. Days begin at midnight of the time zone. */
export function spanOf(span: string, { timeZone }: EvalContext, isTime = true): (value: string) => string {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(span) ?? refuse(`span=${span} is not run`);
  if (unit === '' && !isTime) return byNumber(Number(digits), range);
  const lower = unit === 'M' ? 'mon' : unit.toLowerCase();
  const seconds = lower === '' ? 1 : SECONDS.get(lower);
  if (seconds !== undefined) return byNumber(Number(digits) * seconds, String);
  if (!DAYS.has(lower) || Number(digits) !== 1) return refuse(`span=${span} is not run`);
  return (value) => {
    const time = numberOf(value);
    return time === undefined ? value : textOf(relativeTime(time, '@d', timeZone));
  };
}

function byNumber(length: number, name: (start: number, length: number) => string): (value: string) => string {
  if (!(length > 0)) return refuse('a span of no length is not run');
  return (value) => {
    const number = numberOf(value);
    return number === undefined ? value : name(Math.floor(number / length) * length, length);
  };
}

/** Intervals of numbers are named by both ends (Search Reference, bin). */
function range(start: number, length: number): string {
  return `${start}-${start + length}`;
}
