import { headerFields } from './header.js';
import type { TypeOf } from './table.js';

/** dashboards/*.yml, each beside a Dashboard Studio definition (JSON) of the same stem. */
export const dashboardFields = { ...headerFields };

export type DashboardKeys = TypeOf<typeof dashboardFields>;
