/** Local time of a zone, by the IANA database that the engine carries. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric', era: 'short',
  });
  formats.set(zone, known);
  return known;
}

/** Whether the zone is one that the engine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Seconds by which the zone's clocks are ahead of UTC at an epoch time. */
export function offsetAt(seconds: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const whole = Math.floor(seconds);
  const parts = new Map(formatOf(zone).formatToParts(whole * 1000).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local / 1000 - whole;
}

/** A date whose UTC fields are the zone's clock at an epoch time. */
export function clockAt(seconds: number, zone: string): Date {
  return new Date((Math.floor(seconds) + offsetAt(seconds, zone)) * 1000);
}

/** The epoch time at which the zone's clock shows what the UTC fields of `clock` (seconds) are; in a gap, an hour on. */
export function epochOf(clock: number, zone: string): number {
  const guess = clock - offsetAt(clock, zone);
  return clock - offsetAt(guess, zone);
}

/** Beyond this JavaScript has no dates: the years 1 to 9999. */
export function isDate(seconds: number): boolean {
  return seconds >= -62_135_596_800 && seconds < 253_402_300_800;
}
