/** The routes on express: who asks, may they, what do they ask, then the route itself. */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { problem, written } from './answer.js';
import type { Answer } from './answer.js';
import { mediaTypeOf, readBody } from './body.js';
import { problemOf } from './failure.js';
import { readQuery } from './query.js';
import type { Ask, Ports, Route } from './route.js';
import { routes } from './routes/index.js';
import { capabilities } from './session.js';
import type { Session } from './session.js';

/** Gives the session of a request, or why there is none (401). */
export type SessionOf = (request: Request) => Promise<Session | Answer>;

/** Everything below `/bits_jobs/v1`; whoever starts it mounts it there. */
export function createRouter(ports: Ports, sessionOf: SessionOf): Router {
  const router = express.Router({ caseSensitive: true });
  for (const path of new Set(routes.map((route) => route.path))) {
    const here = routes.filter((route) => route.path === path);
    router.all(path.replace('{id}', ':id'), async (request, response) => {
      send(response, await answered(() => dispatch(request, here, ports, sessionOf), ports));
    });
  }
  router.use((request, response) => {
    send(response, problem(404, `there is no ${request.path.slice(0, 200)} here; GET /openapi.json lists what there is`));
  });
  return router;
}

/** What is thrown is a store that fails, or a bug of ours. */
async function answered(work: () => Promise<Answer>, ports: Ports): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    return problemOf(error, ports);
  }
}

async function dispatch(request: Request, here: readonly Route[], ports: Ports, sessionOf: SessionOf): Promise<Answer> {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = here.find((candidate) => candidate.method === method);
  if (!route) return problem(405, `${request.method} does nothing here`, { headers: { allow: here.map((one) => one.method).join(', ') } });
  const session = await sessionOf(request);
  if ('status' in session) return session;
  const missing = [capabilities.view, route.capability].find((capability) => !session.capabilities.has(capability));
  if (missing !== undefined) return problem(403, `this needs the capability ${missing}, which ${session.user} does not have`);
  const { values, faults } = readQuery(request.url, route.query);
  if (faults.length > 0) return problem(400, faults[0]?.detail ?? '', { errors: faults });
  const body = await readBody(request, route.body);
  if (!Buffer.isBuffer(body)) return body;
  return route.run(askOf(request, session, values, body, ports));
}

function askOf(request: Request, session: Session, query: ReadonlyMap<string, unknown>, body: Buffer, ports: Ports): Ask {
  const ifMatch = request.get('if-match');
  const id = request.params['id'];
  return { session, id: typeof id === 'string' ? id : '', query, body, mediaType: mediaTypeOf(request), ports, ...(ifMatch !== undefined && { ifMatch }) };
}

function send(response: Response, answer: Answer): void {
  const { status, headers, body } = written(answer);
  response.status(status).set(headers);
  if (response.req.method === 'HEAD') response.end();
  else response.end(body);
}
