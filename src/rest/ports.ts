/** What is the same wherever the handler runs. */
import { randomUUID } from 'node:crypto';
import { defaultLifetimes } from '../model/index.js';
import type { Ports } from './route.js';

export const defaultPorts: Pick<Ports, 'lifetimes' | 'newId'> = { lifetimes: defaultLifetimes, newId: randomUUID };
