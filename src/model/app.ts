import { flag, list, pattern, text } from './kind.js';
import { optional, record, required } from './table.js';
import type { TypeOf } from './table.js';

const externalFields = {
  app_name: required(text({ min: 1 }), 'The other app.'),
  macros: optional(list(text({ min: 1 })), 'Macros that it brings.'),
  lookups: optional(list(text({ min: 1 })), 'Lookups that it brings.'),
};

const macroName = pattern('a macro name', /^\w+$/);

/** Our own settings of an app. Without them an app is built as Splunk's own builders build it. */
export const appExtensionFields = {
  filter_macro: optional(macroName, 'Macro of one argument, the detection id, that every generated filter macro calls. Default: each filter is `search *`.'),
  mark_macro: optional(macroName, 'Macro of one argument, the detection id, that drilldowns end in instead of the filter.'),
  allowlist: optional(flag, 'Ship what the allowlist needs: its collections, the lookup that the filter macro reads, and the searches that renew it. Default false.'),
  private_macros: optional(list(text({ min: 1 })), 'Macros, by wildcard, that are not exported to other apps; drilldowns then inline them.'),
  story_suffix: optional(text({ min: 1, max: 40 }), 'Put behind the names of story stanzas, so that another app with the same story does not merge with ours.'),
  enabled: optional(flag, 'Whether searches ship enabled unless they say otherwise. Default false.'),
  proven: optional(flag, 'Whether every search in production must be proven by its samples before the app is packed. Default false.'),
  spread_schedules: optional(flag, 'Spread hourly searches over the minutes of the hour by a hash of their id, instead of leaving it to allow_skew.'),
  company: optional(text({ min: 1, max: 255 }), 'Company of the author.'),
  generated_lookups: optional(flag, 'Whether the lookups data_sources and deprecation_info are shipped, as Splunk\'s builders do. Default true.'),
  external_stories: optional(list(text({ min: 1 })), 'Stories of other apps that annotations may name; no stanza is written for them.'),
};

/** build.yml: what the app is called and who made it. */
export const buildFields = {
  author: required(text({ min: 1, max: 255 }), 'Author.'),
  author_email: required(text({ max: 255 }), 'Mail address of the author.'),
  id: required(pattern('an app id of letters, digits, _ and -', /^[a-zA-Z0-9_-]+$/, 100), 'App id: the name of its folder.'),
  content_prefix: required(text({ min: 1, max: 60 }), 'First word of every stanza name.'),
  label: required(text({ min: 1, max: 200 }), 'Name of the app in Splunk Web.'),
  description: required(text({ max: 2_000 }), 'What the app is for.'),
  app_version: required(pattern('a version such as 1.2.3', /^\d+(\.\d+)*([a-z.+-][\w.+-]*)?$/, 50), 'Version, in quotes where it has one dot.'),
  external_app_content: optional(list(record(externalFields)), 'Macros and lookups of other apps that searches may use.'),
  extensions: optional(record(appExtensionFields), 'Settings of our own.'),
};

export type BuildKeys = TypeOf<typeof buildFields>;
export type AppExtensions = TypeOf<typeof appExtensionFields>;
