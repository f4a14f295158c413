import type { Origin } from '../../diagnostic/index.js';
import { stemOf } from '../../model/index.js';
import type { Detection, Hunt, HuntQuery } from '../../model/index.js';

/** Every query of a hunt is a search of type Hunting: one way to check, emit and export it. */
export function detectionsOfHunt(hunt: Hunt): Detection[] {
  return hunt.queries.map((query, index) => detectionOf(hunt, query, index));
}

function detectionOf(hunt: Hunt, query: HuntQuery, index: number): Detection {
  return {
    name: query.name,
    id: query.id,
    version: hunt.version,
    creation_date: hunt.creation_date,
    modification_date: hunt.modification_date,
    author: hunt.author,
    description: query.description,
    ...(hunt.references && { references: hunt.references }),
    status: hunt.status,
    type: 'Hunting',
    search: query.search,
    how_to_implement: hunt.how_to_implement,
    known_false_positives: query.known_false_positives,
    security_domain: hunt.security_domain,
    product: ['Splunk Enterprise', 'Splunk Enterprise Security', 'Splunk Cloud'],
    category: 'endpoint',
    data_source: hunt.data_source,
    analytic_story: hunt.analytic_story,
    mitre_attack_id: hunt.mitre_attack_id,
    asset_type: hunt.asset_type,
    ...(hunt.custom_schedule && { custom_schedule: hunt.custom_schedule }),
    ...(query.tests && { extensions: { tests: query.tests } }),
    stem: stemOf(query.name),
    origin: below(hunt.origin, index),
    hunt: hunt.name,
  };
}

/** Places of a query's keys lie inside the hunt's file; keys that it has from the hunt lie at its top. */
function below(origin: Origin, index: number): Origin {
  const own = new Set(['name', 'id', 'description', 'search', 'known_false_positives']);
  return {
    file: origin.file,
    place: (path = [], offset) =>
      origin.place(path.length === 0 || own.has(String(path[0])) ? ['queries', index, ...path] : path[0] === 'extensions' ? ['queries', index, ...path.slice(1)] : path, offset),
  };
}
