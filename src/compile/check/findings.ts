/** What a result makes: finding, risk, threat objects, messages, throttling. */
import { nearest } from '../../diagnostic/index.js';
import type { Hint, Path } from '../../diagnostic/index.js';
import { words } from '../../spl/index.js';
import { tierRules, tokensOf } from '../../model/index.js';
import type { Detection } from '../../model/index.js';
import { isDetection } from './context.js';
import type { Check, CheckContext, SearchCheck } from './context.js';

export const tierMatrix: Check = (context) => {
  if (context.content.app.dialect !== 'escu6') return;
  for (const detection of context.content.detections) {
    const rules = tierRules[detection.type];
    part(context, detection, 'finding', rules.finding, detection.finding !== undefined);
    part(context, detection, 'intermediate_findings', rules.intermediate, detection.intermediate_findings !== undefined);
    part(context, detection, 'threat_objects', rules.threats ? 'optional' : 'refused', (detection.threat_objects?.length ?? 0) > 0);
  }
};

function part(context: CheckContext, { type, origin }: Detection, key: string, rule: 'required' | 'optional' | 'refused', given: boolean): void {
  if (rule === 'required' && !given) context.report('C130', origin, ['type'], `type ${type} needs ${key}, which is missing or could not be read`);
  if (rule === 'refused' && given) context.report('C130', origin, [key], `type ${type} must not have ${key}`);
}

export const scoredOnce: Check = (context) => {
  for (const { finding, intermediate_findings: intermediate, origin } of context.content.detections) {
    const seen = new Set(finding ? [finding.entity.field] : []);
    for (const [index, { field }] of (intermediate?.entities ?? []).entries()) {
      if (seen.has(field)) context.report('C131', origin, ['intermediate_findings', 'entities', index, 'field'], `the field ${field} is scored twice`);
      seen.add(field);
    }
  }
};

interface FieldUse {
  readonly field: string;
  readonly path: Path;
  readonly what: string;
}

/** Every field that the result must have for findings to be filled in. */
function fieldsUsed({ finding, intermediate_findings: intermediate, threat_objects: threats, extensions }: Detection): FieldUse[] {
  const message = (text: string, path: Path): FieldUse[] => tokensOf(text).map((field) => ({ field, path, what: 'token' }));
  return [
    ...(finding ? [{ field: finding.entity.field, path: ['finding', 'entity', 'field'], what: 'entity' }, ...message(finding.title, ['finding', 'title'])] : []),
    ...(intermediate?.entities ?? []).flatMap((entity, index) => {
      const path = ['intermediate_findings', 'entities', index];
      return [{ field: entity.field, path: [...path, 'field'], what: 'entity' }, ...message(entity.message, [...path, 'message'])];
    }),
    ...(threats ?? []).map(({ field }, index) => ({ field, path: ['threat_objects', index, 'field'], what: 'threat object' })),
    ...(extensions?.throttling?.fields ?? []).map((field, index) => ({ field, path: ['extensions', 'throttling', 'fields', index], what: 'throttling field' })),
  ];
}

/** Where the plan knows every field of the result, it must be among them; else it must be mentioned somewhere in the search. */
export const fieldsInResult: SearchCheck = (context, detection) => {
  if (!isDetection(detection) || detection.status !== 'production') return;
  const used = fieldsUsed(detection).filter(({ field, what }) => !(what === 'token' && field.includes('.')));
  const plan = context.plan(detection.search);
  const result = plan.problems.length === 0 ? plan.stages.at(-1)?.output : undefined;
  const missing = result && !result.open ? used.filter(({ field }) => !result.names.has(field)) : used.filter(notMentioned(plan.text));
  for (const { field, path, what } of missing) {
    context.report('C132', detection.origin, path, `the ${what} ${JSON.stringify(field.slice(0, 80))} is not in the result of the search`, nearField(field, result?.names));
  }
};

function nearField(field: string, names: ReadonlySet<string> | undefined): Hint | undefined {
  const meant = names && nearest(field, names);
  return meant === undefined ? undefined : `Did you mean ${meant}?`;
}

/** A name with blanks is looked for as it stands, one without among the words. */
function notMentioned(search: string): (use: FieldUse) => boolean {
  const mentioned = words(search);
  return ({ field }) => !mentioned.has(field.toLowerCase()) && (/^[\p{L}\p{N}_.{}@:-]+$/u.test(field) || !search.toLowerCase().includes(field.toLowerCase()));
}

export const scoreIsProduct: Check = (context) => {
  for (const { finding, intermediate_findings: intermediate, extensions, origin } of context.content.detections) {
    const { impact, confidence } = extensions ?? {};
    if (impact === undefined || confidence === undefined) continue;
    const score = Math.round((impact * confidence) / 100);
    const scores = [finding?.entity.score, ...(intermediate?.entities ?? []).map((entity) => entity.score)];
    const other = scores.find((given) => given !== undefined && given !== score);
    if (other !== undefined) context.report('C133', origin, ['extensions', 'impact'], `impact ${impact} × confidence ${confidence} / 100 is ${score}, but a score is ${other}`);
  }
};

export const throttling: Check = (context) => {
  for (const { search, extensions, origin } of context.content.detections) {
    if (!extensions?.throttling) continue;
    const bounded = context.parse(search).pipeline.stages.some(({ command }) => command === 'head');
    if (!bounded) context.report('C201', origin, ['extensions', 'throttling'], 'throttling by field alerts once for each result, and nothing limits their number');
  }
};

export const supersededTwice: Check = (context) => {
  const { detections, app } = context.content;
  const enabled = ({ extensions, status }: Detection): boolean =>
    status !== 'deprecated' && (extensions?.requires?.length ?? 0) === 0 && (extensions?.enabled ?? app.extensions.enabled ?? false);
  const byName = new Map(detections.map((detection) => [detection.name, detection]));
  for (const detection of detections) {
    for (const [index, name] of (detection.extensions?.supersedes ?? []).entries()) {
      const other = byName.get(name);
      if (other && enabled(other) && enabled(detection)) {
        context.report('C200', detection.origin, ['extensions', 'supersedes', index], `${detection.name} and ${name}, which it supersedes, are both enabled`);
      }
    }
  }
};
