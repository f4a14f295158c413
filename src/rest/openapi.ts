/** The OpenAPI document (3.1), written from the routes and the field tables: neither can say what the other does not do. */
import { entrySchema, requestFields, requestSchema, serverFields } from '../model/index.js';
import type { JsonSchema } from '../model/index.js';
import { PROBLEM, problemTitles } from './answer.js';
import { listOf, object, ref } from './route.js';
import type { AnswerDoc, BodyDoc, Route } from './route.js';
import { changeSchema } from './routes/change.js';
import { previewSchemas } from './routes/preview.js';

/** What may happen to every request. */
const ALWAYS = [400, 401, 403, 405, 500, 502, 503, 507] as const;

const count: JsonSchema = { type: 'integer', minimum: 0 };
const time: JsonSchema = { type: 'string', format: 'date-time' };
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

const fault: JsonSchema = {
  oneOf: [
    object({ pointer: { type: 'string', description: 'JSON pointer into the body (RFC 6901).' }, detail: { type: 'string' } }),
    object({ parameter: { type: 'string', description: 'Name of a parameter of the query.' }, detail: { type: 'string' } }),
  ],
};

const schemas: Readonly<Record<string, JsonSchema>> = {
  Entry: entrySchema,
  EntryRequest: withoutVersion(requestSchema),
  EntryChange: changeSchema,
  ImportedEntry: { ...requestSchema, properties: { ...(requestSchema['properties'] as JsonSchema), ...Object.fromEntries(Object.entries(serverFields).map(([name, { kind, doc }]) => [name, { ...kind.schema, description: `${doc} Not taken over from a file.` }])) } },
  Count: count,
  EntryCounts: object({ entries: count, active: { ...count, description: 'Those that hide something now.' } }),
  Detection: object({
    id: { type: 'string' }, name: { type: 'string' }, type: { type: 'string' }, stanza: { type: 'string' }, enabled: { type: 'boolean' },
    fields: { ...listOf({ type: 'string' }), description: 'Fields that each result has with one value; an entry may name no others.' },
    entries: count, active: count,
  }),
  AuditRecord: object({
    _key: { type: 'string' }, entry_id: { type: 'string' }, version: { type: 'integer', minimum: 1 }, action: { enum: ['create', 'change', 'delete', 'import'] },
    at: time, by: { type: 'string' }, via: { type: 'string' }, before: orNull(ref('Entry')), after: orNull(ref('Entry')),
  }),
  Health: object({
    healthy: { type: 'boolean' }, problems: listOf({ type: 'string' }),
    store: object({ reachable: { type: 'boolean' }, problem: { type: 'string' }, entries: count, active: count, projectionAge: { type: ['integer', 'null'], minimum: 0, description: 'Seconds since the lookup was renewed.' } }, ['problem']),
    detections: count, version: { type: 'string' },
  }),
  Problem: {
    type: 'object', required: ['type', 'title', 'status', 'detail'],
    properties: { type: { const: 'about:blank' }, title: { enum: Object.values(problemTitles) }, status: { enum: Object.keys(problemTitles).map(Number) }, detail: { type: 'string', minLength: 1 }, errors: listOf(fault) },
  },
  ...previewSchemas,
};

/** An entry that is made has no version to be made from. */
function withoutVersion(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(schema['properties'] as JsonSchema).filter(([name]) => name in requestFields);
  return { ...schema, properties: Object.fromEntries(properties) };
}

export function openApi(routes: readonly Route[], version: string): JsonSchema {
  const paths = new Map<string, Record<string, JsonSchema>>();
  for (const route of routes) paths.set(route.path, { ...paths.get(route.path), [route.method.toLowerCase()]: operationOf(route) });
  return {
    openapi: '3.1.0',
    info: { title: 'Allowlists of BITS Jobs', version, description: 'Entries that hide harmless results of detections. Faults are problem details (RFC 9457).' },
    servers: [{ url: '/bits_jobs/v1', description: '`bitsjobs serve`' }, { url: '/services/bits_jobs/v1', description: "Splunk's management port; behind /splunkd/__raw in Splunk Web" }],
    security: [{ token: [] }],
    paths: Object.fromEntries(paths),
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}

function operationOf({ operation, summary, capability, path, query, body, answers, problems }: Route): JsonSchema {
  const inPath = path.includes('{id}') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }] : [];
  const inQuery = Object.entries(query).map(([name, { kind, doc }]) => ({ name, in: 'query', required: false, description: doc, schema: kind.schema }));
  const statuses = [...new Set([...problems, ...ALWAYS])].sort((a, b) => a - b);
  return {
    operationId: operation,
    summary,
    'x-splunk-capability': capability,
    parameters: [...inPath, ...inQuery],
    ...(body && { requestBody: { required: true, content: media(body.content) } }),
    responses: { ...Object.fromEntries(Object.entries(answers).map(([status, doc]) => [status, answerOf(doc)])), ...Object.fromEntries(statuses.map((status) => [status, { description: problemTitles[status], content: media({ [PROBLEM]: ref('Problem') }) }])) },
  };
}

function answerOf({ doc, content, headers = {} }: AnswerDoc): JsonSchema {
  const described = Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]);
  return { description: doc, content: media(content), ...(described.length > 0 && { headers: Object.fromEntries(described) as JsonSchema }) };
}

function media(content: BodyDoc['content']): JsonSchema {
  return Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }]));
}
