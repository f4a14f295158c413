/** Schedules that make sense: no gaps, no empty ranges, not too often. */
import type { Origin, Path } from '../../diagnostic/index.js';
import { parseCron, secondsAgo } from '../../model/index.js';
import type { Cron, Timing } from '../../model/index.js';
import type { Check, CheckContext } from './context.js';

export const timing: Check = (context) => {
  for (const schedule of context.content.schedules) checkTiming(context, schedule, schedule.origin, []);
  for (const { custom_schedule: own, origin } of context.searches) if (own) checkTiming(context, own, origin, ['custom_schedule']);
};

function checkTiming(context: CheckContext, { cron_schedule, earliest_time, latest_time, schedule_window }: Timing, origin: Origin, path: Path): void {
  const cron = parseCron(cron_schedule);
  if (!cron) return;
  const interval = longestInterval(cron);
  const range = secondsAgo(earliest_time) - secondsAgo(latest_time);
  const runsAnHour = cron.minutes.size;
  if (range < 0) context.report('C191', origin, [...path, 'latest_time'], `the time range from ${earliest_time} to ${latest_time} is empty`);
  // A snap such as -1d@d to -0h@h makes the range longer than its numbers say.
  else if (range > 0 && range < interval && !earliest_time.includes('@d')) {
    context.report('C190', origin, [...path, 'earliest_time'], `it runs every ${minutes(interval)} but looks at ${minutes(range)} only`);
  }
  if (schedule_window !== 'auto' && Number(schedule_window) * 60 >= interval && Number(schedule_window) > 0) {
    context.report('C192', origin, [...path, 'schedule_window'], `the window of ${schedule_window} minutes is not shorter than the interval of ${minutes(interval)}`);
  }
  if (runsAnHour > 12) context.report('C193', origin, [...path, 'cron_schedule'], `it runs ${runsAnHour} times an hour`);
}

function minutes(seconds: number): string {
  return `${Math.round(seconds / 60)} minutes`;
}

/** Seconds of the longest pause within a usual day; a day where it does not run every hour and less than daily counts as a day. */
function longestInterval({ minutes: at, hours }: Cron): number {
  const starts = [...hours].sort((a, b) => a - b).flatMap((hour) => [...at].sort((a, b) => a - b).map((minute) => hour * 60 + minute));
  const first = starts[0] ?? 0;
  const gaps = starts.map((start, index) => (starts[index + 1] ?? first + 1_440) - start);
  return Math.max(...gaps) * 60;
}
