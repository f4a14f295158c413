import { headerFields } from './header.js';
import { anything, list, text } from './kind.js';
import { required } from './table.js';

/** playbooks/*.yml, of Splunk SOAR. Only what must be there; the rest is SOAR's. */
export const playbookFields = {
  ...headerFields,
  playbook: required(text({ min: 1 }), 'Name of the playbook.'),
  how_to_implement: required(text(), 'What it needs.'),
  platform_tags: required(list(text()), 'Tags.'),
  type: required(text({ min: 1 }), 'Investigation or Response.'),
  vpe_type: required(anything, 'Editor it was made with.'),
  playbook_type: required(anything, 'Kind of playbook.'),
};
