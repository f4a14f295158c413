/** When the scheduler would have run a search, and over which time (savedsearches.conf.spec: cron_schedule, dispatch.earliest_time, dispatch.latest_time). */
import { parseCron } from '../model/index.js';
import { relativeTime } from '../spl/index.js';
import type { InstalledSearch } from './app.js';
import type { Window } from './engine.js';

export interface ScheduledRun {
  /** Seconds since 1970. */
  readonly time: number;
  readonly window: Window;
}

/** More runs than a year of every five minutes are not made. */
const MOST_RUNS = 120_000;
const MINUTE = 60;

/** The runs whose windows can hold events from `span`. A search without a schedule runs once, over all of it. */
export function runTimes({ keys }: InstalledSearch, span: Window, timeZone: string): ScheduledRun[] {
  const matches = cronMatcher(keys.get('cron_schedule') ?? '');
  if (!matches || !Number.isFinite(span.earliest)) return [{ time: span.latest, window: { earliest: -Infinity, latest: Infinity } }];
  const [from, to] = [keys.get('dispatch.earliest_time') ?? '-70m@m', keys.get('dispatch.latest_time') ?? 'now'];
  const at = (time: number, modifier: string): number => (/^\d+$/.test(modifier) ? Number(modifier) : Number(relativeTime(time, modifier, timeZone) ?? time));
  const runs: ScheduledRun[] = [];
  let time = Math.ceil(span.earliest / MINUTE) * MINUTE;
  // A window may look back as far as a month: runs go on until none can reach the last event.
  for (let late = 0; late < 2 && runs.length < MOST_RUNS; time += MINUTE) {
    if (!matches(time)) continue;
    const window = { earliest: at(time, from), latest: at(time, to) };
    if (window.earliest > span.latest) late++;
    else runs.push({ time, window });
  }
  return runs;
}

/** Whether a search runs in a minute. Nothing for what is no schedule. */
function cronMatcher(schedule: string): ((time: number) => boolean) | undefined {
  const cron = parseCron(schedule);
  if (!cron) return undefined;
  const [, , day = '', , weekday = ''] = schedule.trim().split(/\s+/);
  // Where both days are given, either will do.
  const both = day.startsWith('*') || weekday.startsWith('*');
  return (time) => {
    const clock = new Date(time * 1000);
    const onDay = cron.days.has(clock.getUTCDate());
    const onWeekday = cron.weekdays.has(clock.getUTCDay()) || (clock.getUTCDay() === 0 && cron.weekdays.has(7));
    return cron.minutes.has(clock.getUTCMinutes()) && cron.hours.has(clock.getUTCHours()) && cron.months.has(clock.getUTCMonth() + 1) && (both ? onDay && onWeekday : onDay || onWeekday);
  };
}
