/** Stand-alone HTTP: on loopback alone, for those who hold the token, and not for pages of other sites. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { problem, written } from '../answer.js';
import type { Answer } from '../answer.js';
import { createRouter } from '../router.js';
import type { Ports } from '../route.js';
import { capabilities } from '../session.js';
import type { Session } from '../session.js';

export interface Owner {
  /** Whoever holds it may do everything. */
  readonly token: string;
  /** Whom entries and audit trail name. */
  readonly user: string;
}

/** The second is where splunkd has the API: clients ask both alike. */
export const ROOTS = ['/bits_jobs/v1', '/services/bits_jobs/v1'];

export function createApp(ports: Ports, owner: Owner): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(guard);
  app.use(ROOTS, createRouter(ports, (request) => Promise.resolve(sessionOf(request, owner))));
  app.use((request: Request, response: Response) => { send(response, problem(404, `there is nothing at ${request.path.slice(0, 200)}; the API is at ${ROOTS[0] ?? ''}`)); });
  return app;
}

/** A page that a name of its own leads to this machine (DNS rebinding) says that name in Host; one of another site names it in Origin. */
function guard(request: Request, response: Response, next: NextFunction): void {
  response.set({ 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'referrer-policy': 'no-referrer', 'cross-origin-resource-policy': 'same-origin' });
  const host = request.get('host') ?? '';
  const origin = request.get('origin');
  const isHere = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/.test(host);
  if (isHere && (origin === undefined || origin === `http://${host}`)) next();
  else send(response, problem(403, isHere ? 'requests of pages of other sites are refused' : 'this server answers on 127.0.0.1 and localhost only'));
}

function sessionOf(request: Request, { token, user }: Owner): Session | Answer {
  const given = /^(?:Bearer|Splunk) +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (given === undefined || !isEqual(given, token)) {
    return problem(401, given === undefined ? 'send the token as Authorization: Bearer <token>' : 'this is not the token', { headers: { 'www-authenticate': 'Bearer' } });
  }
  return { user, capabilities: new Set(Object.values(capabilities)), address: request.socket.remoteAddress ?? '', via: 'bitsjobs serve' };
}

/** In a time that says nothing of how much of it is right. */
function isEqual(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function send(response: Response, answer: Answer): void {
  const { status, headers, body } = written(answer);
  response.status(status).set(headers).end(body);
}

export interface Listening {
  readonly port: number;
  /** Lets what was begun come to its end. */
  close(): Promise<void>;
}

/** Port 0: any that is free. Gives the system's code where it cannot listen, such as EADDRINUSE. */
export function listen(app: Express, port: number): Promise<Listening | { readonly refused: string }> {
  const server = createServer(app);
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => { resolve({ refused: error.code ?? 'unknown' }); });
    server.listen({ host: '127.0.0.1', port }, () => { resolve({ port: portOf(server), close: () => close(server) }); });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Milliseconds that a request may take that runs when the server is to end. */
const LAST_WORDS = 2_000;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => { server.closeAllConnections(); }, LAST_WORDS);
    server.close(() => {
      clearTimeout(impatient);
      resolve();
    });
    server.closeIdleConnections();
  });
}
