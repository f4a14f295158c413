/** Time modifiers (Search Manual, "Specify time modifiers in your search"). */
import { clockAt, epochOf, isDate } from '../timezone.js';
import type { Value } from '../value.js';

type Unit = 's' | 'm' | 'h' | 'd' | 'w' | 'mon' | 'q' | 'y';

const UNITS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  ...(['s', 'sec', 'secs', 'second', 'seconds'].map((name) => [name, 's'] as const)),
  ...(['m', 'min', 'mins', 'minute', 'minutes'].map((name) => [name, 'm'] as const)),
  ...(['h', 'hr', 'hrs', 'hour', 'hours'].map((name) => [name, 'h'] as const)),
  ...(['d', 'day', 'days'].map((name) => [name, 'd'] as const)),
  ...(['w', 'week', 'weeks'].map((name) => [name, 'w'] as const)),
  ...(['mon', 'month', 'months'].map((name) => [name, 'mon'] as const)),
  ...(['q', 'qtr', 'qtrs', 'quarter', 'quarters'].map((name) => [name, 'q'] as const)),
  ...(['y', 'yr', 'yrs', 'year', 'years'].map((name) => [name, 'y'] as const)),
]);

const FIXED: Readonly<Partial<Record<Unit, number>>> = { s: 1, m: 60, h: 3600 };
const DAY_COUNT: Readonly<Partial<Record<Unit, number>>> = { d: 1, w: 7 };
const MONTH_COUNT: Readonly<Partial<Record<Unit, number>>> = { mon: 1, q: 3, y: 12 };

/** `-1d@d`, `@w1+2h`, `now`: steps and snaps one after the other. Null for what is none. */
export function relativeTime(seconds: number, modifier: string, zone: string): Value {
  const text = modifier.trim().toLowerCase();
  if (!/^(?=.)(?:now)?(?:[+-](?:\d+[a-z]*|[a-z]+)|@[a-z]+\d?)*$/.test(text)) return null;
  let time = seconds;
  for (const [, sign, count = '', unit = '', snap, weekday] of text.replace(/^now/, '').matchAll(/([+-])(\d*)([a-z]*)|@([a-z]+?)(\d?)(?=[@+-]|$)/g)) {
    const moved = snap === undefined ? step(time, (sign === '-' ? -1 : 1) * Number(count || 1), UNITS.get(unit || 's'), zone) : snapTo(time, snap, weekday ?? '', zone);
    if (moved === undefined || !isDate(moved)) return null;
    time = moved;
  }
  return time;
}

/** Days and months by the clock of the zone, so that a day stays a day when clocks change. */
function step(time: number, count: number, unit: Unit | undefined, zone: string): number | undefined {
  if (!unit) return undefined;
  const fixed = FIXED[unit];
  if (fixed !== undefined) return time + count * fixed;
  const clock = clockAt(time, zone);
  const part = time - Math.floor(time);
  const days = DAY_COUNT[unit];
  if (days !== undefined) return epochOf(clock.getTime() / 1000 + count * days * 86_400, zone) + part;
  const month = clock.getUTCMonth() + count * (MONTH_COUNT[unit] ?? 0);
  const last = new Date(Date.UTC(clock.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const moved = Date.UTC(clock.getUTCFullYear(), month, Math.min(clock.getUTCDate(), last), clock.getUTCHours(), clock.getUTCMinutes(), clock.getUTCSeconds());
  return epochOf(moved / 1000, zone) + part;
}

/** Back to the begin of the unit. `w0` is Sunday, as is `w` and `w7`. */
function snapTo(time: number, unit: string, weekday: string, zone: string): number | undefined {
  const known = UNITS.get(unit);
  const clock = clockAt(time, zone);
  const [year, month, day] = [clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate()];
  const at = (...fields: [number, number, number?, number?, number?]): number => {
    const [y, m, d = 1, h = 0, min = 0] = fields;
    return epochOf(Date.UTC(y, m, d, h, min) / 1000, zone);
  };
  switch (known) {
    case 's':
      return Math.floor(time);
    case 'm':
      return Math.floor(time) - clock.getUTCSeconds();
    case 'h':
      return Math.floor(time) - clock.getUTCSeconds() - clock.getUTCMinutes() * 60;
    case 'd':
      return at(year, month, day);
    case 'w':
      return at(year, month, day - ((clock.getUTCDay() - Number(weekday || 0) + 7) % 7));
    case 'mon':
      return at(year, month);
    case 'q':
      return at(year, Math.floor(month / 3) * 3);
    case 'y':
      return at(year, 0);
    default:
      return undefined;
  }
}
