/** Rights of the allowlist as advice: roles belong to their admins, so that this program writes none of them. */
import { capabilities } from '../rest/index.js';

interface Advice {
  readonly role: string;
  readonly of: string;
  readonly rights: readonly string[];
}

const editing = [capabilities.view, capabilities.edit];

/** Roles of Splunk and of Enterprise Security (its documentation, "Configure users and roles"). */
const advice: readonly Advice[] = [
  { role: 'ess_user', of: 'Enterprise Security: may look', rights: [capabilities.view] },
  { role: 'ess_analyst', of: 'Enterprise Security: may hide results of one detection', rights: editing },
  { role: 'ess_admin', of: 'Enterprise Security: may hide results of all at once', rights: [...editing, capabilities.editAll] },
  { role: 'admin', of: 'Splunk Enterprise', rights: [...editing, capabilities.editAll] },
  { role: 'sc_admin', of: 'Splunk Cloud: by Settings > Roles', rights: [...editing, capabilities.editAll] },
];

export function rightsText(): string {
  const stanzas = advice.map(({ role, of, rights }) => `# ${of}\n[role_${role}]\n${rights.map((right) => `${right} = enabled\n`).join('')}`);
  return [
    '# Who may use the allowlist. Nothing of this is written by anything: choose what fits, and set it in Settings > Roles, or in an\n# authorize.conf of your own, such as etc/system/local/authorize.conf. This app brings the role bits_allowlist_editor, for users who\n# may search by another role.\n',
    ...stanzas,
  ].join('\n');
}
