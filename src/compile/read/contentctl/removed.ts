/** What contentctl 5 keeps of removed content, with the reasons from its mapping file. */
import { removedTypes } from '../../../model/index.js';
import type { Deprecation, Removed } from '../../../model/index.js';
import type { ContentReader } from '../reader.js';
import { deprecationMappingFields, removedFields } from './fields.js';

export function readRemoved(reader: ContentReader): Removed[] {
  const files = reader.files('removed').map(({ path }) => path);
  const reasons = new Map(files.filter((path) => /deprecation_mapping[^/]*\.ya?ml$/i.test(path)).flatMap((path) => reasonsOf(reader, path)));
  return files.flatMap((path): Removed[] => {
    const removedType = removedTypes.find((type) => path.startsWith(`removed/${type}/`) && path.endsWith('.yml'));
    const document = removedType && reader.document(path);
    const keys = document && reader.object(removedFields, document, true);
    if (!removedType || !keys) return [];
    const { date, ...header } = keys;
    const info = reasons.get(keys.name) ?? { reason: 'No reason is given.', removed_in_version: '0' };
    return [{ ...header, creation_date: date, modification_date: date, version: Math.max(1, keys.version), status: 'removed', deprecation_info: info, removedType }];
  });
}

function reasonsOf(reader: ContentReader, path: string): [string, Deprecation][] {
  const document = reader.document(path);
  if (!document) return [];
  const { value } = reader.keys(deprecationMappingFields, document);
  return Object.values(value).flat().map(({ content, ...info }): [string, Deprecation] => [content, info]);
}
