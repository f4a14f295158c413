import type { Content } from './content.js';

/** For an app without content: the first day that every archive format can hold. */
const FIRST_DAY = '1980-01-01';

/** The newest modification day of all content: the date of the package, since the day of the build must not go into it. */
export function newestDay(content: Content): string {
  const { detections, baselines, stories, macros, lookups, dataSources, schedules, dashboards, removed, hunts } = content;
  const dated = [...detections, ...baselines, ...stories, ...macros, ...lookups, ...dataSources, ...schedules, ...dashboards, ...removed, ...hunts];
  return dated.reduce((newest, { modification_date: day }) => (day > newest ? day : newest), FIRST_DAY);
}
