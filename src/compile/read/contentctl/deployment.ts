/** Deployments of contentctl: schedule and alert actions by detection type, or inline in one detection. */
import type { AlertActions, Timing, TypeOf } from '../../../model/index.js';
import { deploymentFields } from './fields.js';
import type { detectionFields } from './fields.js';
import type { ContentReader } from '../reader.js';

type Inline = NonNullable<TypeOf<typeof detectionFields>['deployment']>;
export type Deployment = Pick<Inline, 'scheduling' | 'alert_action'>;

/** What contentctl's own template repository ships for every type. */
const usual: Deployment = {
  scheduling: { cron_schedule: '0 * * * *', earliest_time: '-70m@m', latest_time: '-10m@m', schedule_window: 'auto' },
};
const notable = { rule_title: '%name%', rule_description: '%description%', nes_fields: ['user', 'dest'] };
const usualActions: Readonly<Record<string, NonNullable<Deployment['alert_action']>>> = {
  TTP: { notable, rba: { enabled: true } },
  Anomaly: { rba: { enabled: true } },
  Correlation: { notable },
  Hunting: {},
};

/** The deployment of each type; a type without a file has the usual one. */
export function readDeployments(reader: ContentReader): (type: string) => Deployment {
  const byType = new Map<string, Deployment>();
  for (const { path } of reader.files('deployments')) {
    if (!path.endsWith('.yml')) continue;
    const document = reader.document(path);
    const keys = document && reader.object(deploymentFields, document);
    const type = keys?.type ?? keys?.tags?.type;
    if (keys && type) byType.set(type, keys);
  }
  return (type) => byType.get(type) ?? { ...usual, ...(usualActions[type] && { alert_action: usualActions[type] }) };
}

export function timingOf(deployment: Deployment): Timing {
  return deployment.scheduling;
}

/** `%name%`, `%description%` and the like stand for keys of the detection. */
export function alertActionsOf(deployment: Deployment, keys: Readonly<Record<string, unknown>>): AlertActions {
  const fill = (template: string): string =>
    template.replace(/%(\w+)%/g, (whole, key: string) => (typeof keys[key] === 'string' ? keys[key] : whole));
  const { notable: note, rba, email, slack, phantom } = deployment.alert_action ?? {};
  return {
    risk: rba?.enabled === true,
    ...(note && { notable: { title: fill(note.rule_title), description: fill(note.rule_description), nesFields: note.nes_fields ?? [] } }),
    ...(email && { email: { to: email.to, subject: fill(email.subject), message: fill(email.message) } }),
    ...(slack && { slack: { channel: slack.channel, message: fill(slack.message) } }),
    ...(phantom && {
      phantom: {
        camWorkers: phantom.cam_workers,
        label: phantom.label,
        server: phantom.phantom_server,
        sensitivity: phantom.sensitivity,
        severity: phantom.severity,
      },
    }),
  };
}
