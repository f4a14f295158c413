import { cron, relativeTime, scheduleWindow } from './cron.js';
import { headerFields } from './header.js';
import { required } from './table.js';
import type { TypeOf } from './table.js';

/** When a search runs and over which time. */
export const timingFields = {
  cron_schedule: required(cron, 'When the search runs.'),
  earliest_time: required(relativeTime, 'Where its time range begins, relative to the run.'),
  latest_time: required(relativeTime, 'Where its time range ends; leave events some minutes to arrive.'),
  schedule_window: required(scheduleWindow, '`auto`, or the minutes by which Splunk may start it late.'),
};

/** schedules/*.yml: a timing with a name, for content that shares it. */
export const scheduleFields = { ...headerFields, ...timingFields };

export type Timing = TypeOf<typeof timingFields>;
export type Schedule = TypeOf<typeof scheduleFields>;

/** The schedules that are used by content that names none; both must exist where such content is. */
export const defaultScheduleNames = { detection: 'Default EventBasedDetection', baseline: 'Default Baseline' } as const;
