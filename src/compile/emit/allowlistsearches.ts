/** Searches about the allowlist: the renewal of its lookup, what its entries hid day by day, and three reports over that. */
import type { Stanza } from '../../conf/index.js';
import { ACTIVE_LOOKUP, ACTIVE_TERMS, ENTRY_COLLECTION, patternFieldNames, projectionSearch } from '../../model/index.js';
import type { Detection } from '../../model/index.js';
import type { EmitContext } from './context.js';
import { markedSearch } from './drilldowns.js';
import { by } from './json.js';

const HITS = 'bits_allowlist_hits';

/** Days of which hits are kept; those of 1,400 entries that hide something each day fit into one answer of KV Store (50,000 records). */
const DAYS_KEPT = 35;
const DAYS_SHOWN = 30;

interface AllowlistSearch {
  readonly name: string;
  readonly description: string;
  readonly search: string;
  /** Missing: a report, to be opened. */
  readonly cron?: string;
  readonly earliest: string;
  readonly latest: string;
}

export function allowlistSearches(context: EmitContext): Stanza[] {
  const hits = hitsOf(context);
  return [...searches, ...(hits === undefined ? [] : [hits])].map((one) => stanza(one, context)).sort(by(({ name }) => name));
}

const daysAgo = (days: number): string => `strftime(relative_time(now(), "-${days}d@d"), "%Y-%m-%d")`;
const shown = ['detection', ...patternFieldNames, 'network'].join(' ');

const searches: readonly AllowlistSearch[] = [
  {
    name: 'Allowlist Renewal', cron: '*/5 * * * *', earliest: '-5m', latest: 'now', search: projectionSearch,
    description: 'Writes the entries that are enabled and not expired into the lookup of the filter macros. If it fails the old file stays.',
  },
  {
    name: 'Allowlist Hits Retention', cron: '47 3 * * *', earliest: '-1d@d', latest: '@d',
    search: `| inputlookup ${HITS}\n| where day >= ${daysAgo(DAYS_KEPT)}\n| outputlookup override_if_empty=false ${HITS}`,
    description: `Forgets what entries hid more than ${DAYS_KEPT} days ago.`,
  },
  {
    name: 'Allowlist Entries That Hid Nothing', earliest: '-1d@d', latest: 'now',
    search: [
      `| inputlookup ${ENTRY_COLLECTION}`, ACTIVE_TERMS,
      `| where bits_al_on = 1 AND created_at < ${daysAgo(DAYS_SHOWN)}`,
      `| lookup local=true ${HITS} entry AS id OUTPUT day AS hit_day`,
      `| where isnull(mvfilter(hit_day >= ${daysAgo(DAYS_SHOWN)}))`,
      '| sort 0 created_at', `| table id owner created_at expires_at reason ticket ${shown}`,
    ].join('\n'),
    description: `Entries older than ${DAYS_SHOWN} days that hid no result in ${DAYS_SHOWN} days: they can go.`,
  },
  {
    name: 'Allowlist Entries That Hide Most', earliest: '-1d@d', latest: 'now',
    search: [
      `| inputlookup ${HITS}`, `| where day >= ${daysAgo(DAYS_SHOWN)}`,
      '| stats sum(rows) as rows dc(day) as days max(day) as last_day by entry detection',
      `| lookup local=true ${ACTIVE_LOOKUP} id AS entry OUTPUT owner reason ticket expires_at`, '| sort 0 - rows',
    ].join('\n'),
    description: `Results that each entry hid in ${DAYS_SHOWN} days, most first: where much is hidden, the detection should be mended instead. Entries that have ended are without a reason here.`,
  },
  {
    name: 'Allowlist Entries That Expire Soon', earliest: '-1d@d', latest: 'now',
    search: [
      `| inputlookup ${ENTRY_COLLECTION}`, ACTIVE_TERMS,
      '| where bits_al_on = 1 AND bits_al_ends < relative_time(now(), "+7d")', '| sort 0 bits_al_ends', `| table expires_at id owner reason ticket ${shown}`,
    ].join('\n'),
    description: 'Entries that end within seven days.',
  },
];

/**
 * All enabled detections over the day before, marking what entries cover. One result counts for each entry that covers it. The key of
 * a record makes a second run of a day replace the first.
 */
function hitsOf(context: EmitContext): AllowlistSearch | undefined {
  const counted = context.content.detections.filter((detection) => context.isEnabled(detection)).sort(by(({ name }) => name)).map((detection) => hitsIn(detection, context));
  const [first, ...others] = counted;
  if (first === undefined || context.app.extensions.mark_macro === undefined) return undefined;
  return {
    name: 'Allowlist Hits', cron: '17 3 * * *', earliest: '-1d@d', latest: '@d',
    search: [
      first, ...others.map((search) => `| append maxtime=600 [ ${search.startsWith('|') ? search : `search ${search}`} ]`),
      `| eval day = ${daysAgo(1)}, _key = entry . ":" . detection . ":" . day`, '| table _key entry detection day rows', `| outputlookup append=true key_field=_key ${HITS}`,
    ].join('\n'),
    description: 'Stores how many results each entry hid on the day before.',
  };
}

function hitsIn(detection: Detection, context: EmitContext): string {
  return `${markedSearch(detection, context)}\n| where isnotnull(bits_allowlisted)\n| stats count as rows by bits_allowlisted\n| rename bits_allowlisted as entry\n| eval detection = "${detection.id}"`;
}

/** Every setting that [default] could spoil is said. */
function stanza({ name, description, search, cron, earliest, latest }: AllowlistSearch, context: EmitContext): Stanza {
  const schedule: [string, string][] = cron === undefined ? [] : [['cron_schedule', cron], ['schedule_window', '0'], ['realtime_schedule', '1']];
  const entries: [string, string][] = [
    ...schedule, ['description', description], ['disabled', '0'], ['dispatch.earliest_time', earliest], ['dispatch.latest_time', latest],
    ['enableSched', cron === undefined ? '0' : '1'], ['is_visible', context.flag(cron === undefined)], ['search', search],
  ];
  return { name: `${context.app.prefix} - ${name}`, entries: entries.sort(by(([key]) => key)) };
}
