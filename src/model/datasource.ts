import { headerFields } from './header.js';
import { anything, choice, list, text } from './kind.js';
import { optional, record, required } from './table.js';
import type { TypeOf } from './table.js';
import { dataModels, dataSets, mitreComponents } from './vocabulary.js';

const addOnFields = {
  name: required(text({ min: 1 }), 'Name of the add-on.'),
  url: required(text({ min: 1 }), 'Where it is.'),
  version: required(text({ min: 1 }), 'Version that was used.'),
};

const mappingFields = {
  data_model: required(choice(dataModels), 'The model mapped to.'),
  data_set: optional(choice(dataSets), 'The dataset mapped to.'),
  mapping: required(anything, 'Field by field.'),
};

/** data_sources/*.yml */
export const dataSourceFields = {
  ...headerFields,
  source: required(text(), 'source of the events.'),
  sourcetype: required(text(), 'sourcetype of the events.'),
  separator: optional(text(), 'Field that tells the kinds of event of this source apart.'),
  separator_value: optional(text(), 'Its value for this kind.'),
  configuration: optional(text(), 'How the source must be set up.'),
  mitre_components: optional(list(choice(mitreComponents)), 'ATT&CK data components.'),
  supported_TA: optional(list(record(addOnFields)), 'Add-ons that map the events.'),
  fields: optional(list(text()), 'Fields of the raw events.'),
  output_fields: optional(list(text()), 'Fields that a detection should keep.'),
  field_mappings: optional(list(record(mappingFields)), 'Raw fields to fields of a data model.'),
  convert_to_log_source: optional(
    list(record({ data_source: required(text({ min: 1 }), 'The other source.'), mapping: required(anything, 'Field by field.') })),
    'Raw fields to the raw fields of another source.',
  ),
  example_log: optional(text(), 'One event.'),
};

export type DataSourceKeys = TypeOf<typeof dataSourceFields>;

/** Kinds that the older dialect shares. */
export const dataSourceParts = { addOns: list(record(addOnFields)) };
