/** A time limit for what JavaScript cannot interrupt itself: a regex that goes back without end. */
import { createContext, Script } from 'node:vm';
import { Refusal } from '../spl/index.js';

/** Gives up after so many milliseconds: what is running is ended by the engine, loops and regexes alike. */
export function timeLimit(milliseconds: number): <T>(work: () => T) => T {
  const context = createContext({ work: undefined });
  const script = new Script('work()');
  let inside = false;
  return <T>(work: () => T): T => {
    // A command inside a command has the time of the outer one.
    if (inside) return work();
    inside = true;
    context['work'] = work;
    try {
      return script.runInContext(context, { timeout: milliseconds }) as T;
    } catch (error) {
      throw isTimeout(error) ? new Refusal(`it took longer than ${milliseconds / 1000} seconds`) : error;
    } finally {
      inside = false;
      context['work'] = undefined;
    }
  };
}

function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
