import { deprecationFields } from './detection.js';
import { headerFields } from './header.js';
import { choice } from './kind.js';
import { record, required } from './table.js';
import type { TypeOf } from './table.js';

/** removed/<type>/*.yml: what is gone, so that a name or id is never used again and admins are told. */
export const removedFields = {
  ...headerFields,
  status: required(choice(['removed']), 'Always removed.'),
  deprecation_info: required(record(deprecationFields), 'Why and since when it is gone.'),
};

export const removedTypes = ['detections', 'baselines', 'stories', 'investigations'] as const;

export type RemovedKeys = TypeOf<typeof removedFields>;
