/** Everything that was read: one model, whichever dialect it came from. */
import type { Origin } from '../diagnostic/index.js';
import type { AppExtensions } from './app.js';
import type { DashboardKeys } from './dashboard.js';
import type { DataSourceKeys } from './datasource.js';
import type { BaselineKeys, DetectionKeys } from './detection.js';
import type { HuntKeys, HuntQuery } from './hunt.js';
import type { CsvLookupKeys, KvLookupKeys } from './lookup.js';
import type { MacroKeys } from './macro.js';
import type { RemovedKeys, removedTypes } from './removed.js';
import type { Schedule } from './schedule.js';
import type { StoryKeys } from './story.js';

/** contentctl 4 and 5 read `contentctl.yml`; ESCU 6 reads `build.yml`. */
export type Dialect = 'contentctl' | 'escu6';

/** What every object read from a file has beside its keys. */
export interface Filed {
  readonly origin: Origin;
  /** The file name without folder and suffix: filter macros and CSV files are named after it. */
  readonly stem: string;
}

export interface App {
  readonly dialect: Dialect;
  readonly origin: Origin;
  readonly id: string;
  readonly version: string;
  /** First word of every stanza name. */
  readonly prefix: string;
  /** Name in Splunk Web. */
  readonly label: string;
  readonly description: string;
  readonly author: string;
  readonly email: string;
  readonly company: string;
  /** Whether kill chain phases are written; contentctl does so with `enrichments: true` only. */
  readonly enriched: boolean;
  readonly externalMacros: ReadonlySet<string>;
  readonly externalLookups: ReadonlySet<string>;
  readonly extensions: AppExtensions;
}

/** Alert actions that only the older dialect knows; ESCU 6 has no keys for them and `bitsjobs export` tells of their loss. */
export interface AlertActions {
  readonly notable?: { readonly title: string; readonly description: string; readonly nesFields: readonly string[] };
  readonly risk: boolean;
  readonly email?: { readonly to: string; readonly subject: string; readonly message: string };
  readonly slack?: { readonly channel: string; readonly message: string };
  readonly phantom?: {
    readonly camWorkers: string;
    readonly label: string;
    readonly server: string;
    readonly sensitivity: string;
    readonly severity: string;
  };
}

export interface Detection extends DetectionKeys, Filed {
  /** From the deployment of an older dialect; absent in ESCU 6. */
  readonly alertActions?: AlertActions;
  /** Set for a query of a hunt. */
  readonly hunt?: string;
}

export interface Baseline extends BaselineKeys, Filed {
  /** Stories that a baseline of the older dialect names. */
  readonly analyticStory?: readonly string[];
}

export interface Story extends StoryKeys, Filed {}
export interface Macro extends MacroKeys, Filed {}
export interface NamedSchedule extends Schedule, Filed {}
export interface DataSource extends DataSourceKeys, Filed {}
export interface Dashboard extends DashboardKeys, Filed {
  /** The Dashboard Studio definition, as it is in the file. */
  readonly definition: string;
}
export interface Removed extends RemovedKeys, Filed {
  readonly removedType: (typeof removedTypes)[number];
}
export interface Hunt extends HuntKeys, Filed {
  readonly queries: readonly HuntQuery[];
}

interface CsvLookup extends CsvLookupKeys, Filed {
  readonly external: 'csv';
  /** Bytes of the CSV file; absent where it is missing. */
  readonly csv?: string;
  /** The file's name in the app: dated by modification_date, so that Splunk Cloud notices a change. */
  readonly filename: string;
}
interface KvLookup extends KvLookupKeys, Filed {
  readonly external: 'kvstore';
  readonly collection: string;
}
export type Lookup = CsvLookup | KvLookup;

/** Events of the tests of one detection: JSON lines, each with the name of its test under the key `test`. */
export interface Samples extends Filed {
  readonly text: string;
}

export interface Content {
  readonly app: App;
  readonly detections: readonly Detection[];
  readonly baselines: readonly Baseline[];
  readonly stories: readonly Story[];
  readonly macros: readonly Macro[];
  readonly lookups: readonly Lookup[];
  readonly dataSources: readonly DataSource[];
  readonly schedules: readonly NamedSchedule[];
  readonly dashboards: readonly Dashboard[];
  readonly removed: readonly Removed[];
  readonly hunts: readonly Hunt[];
  readonly samples: readonly Samples[];
  /** Text appended to savedsearches.conf as it is (static_configs/savedsearches_fbd.conf). */
  readonly findingBasedDetections?: string;
}
