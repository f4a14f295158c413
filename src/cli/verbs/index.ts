/** Every verb of the command line, in the order of the help. A new product adds a file and a line. */
import type { Verb } from '../verb.js';
import { allowlist } from './allowlist.js';
import { build } from './build.js';
import { check } from './check.js';
import { conformance } from './conformance.js';
import { coverage } from './coverage.js';
import { explain } from './explain.js';
import { exportVerb } from './export.js';
import { parse } from './parse.js';
import { run } from './run.js';
import { schema } from './schema.js';
import { score } from './score.js';
import { serve } from './serve.js';
import { test } from './test.js';

export const verbs: readonly Verb[] = [check, test, build, run, score, explain, coverage, parse, exportVerb, schema, conformance, serve, allowlist];
