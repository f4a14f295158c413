import { headerFields } from './header.js';
import { choice, list, text } from './kind.js';
import { deprecationFields } from './detection.js';
import { optional, record, required } from './table.js';
import type { TypeOf } from './table.js';
import { cveId, products, storyCategories, storyUseCases } from './vocabulary.js';

/** stories/*.yml */
export const storyFields = {
  ...headerFields,
  status: required(choice(['production', 'deprecated']), 'Maturity.'),
  narrative: required(text(), 'The story: what attackers do, how it looks, what to do.'),
  category: required(list(choice(storyCategories), { min: 1 }), 'Categories; the first one is written.'),
  usecase: required(choice(storyUseCases), 'Use case of Enterprise Security.'),
  product: required(products(1, 4), 'Products.'),
  threat_group: optional(list(text({ min: 1 })), 'Groups that do this.'),
  cve: optional(list(cveId), 'Vulnerabilities.'),
  deprecation_info: optional(record(deprecationFields), 'Why and when it goes; with status deprecated only.'),
};

export type StoryKeys = TypeOf<typeof storyFields>;

/** Kinds that the older dialect shares. */
export const storyParts = { categories: storyFields.category.kind, useCase: storyFields.usecase.kind };
