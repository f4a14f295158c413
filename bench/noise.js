#!/usr/bin/env node
/**
 * `| bitsscore` as it is built, over frames made of noise: pieces of CSV, of command lines and any bytes. Every frame must be answered by
 * one chunk whose lengths are right and whose rows are as long as their header; what ends in rubbish, by one error. Nothing may
 * crash, hang, or write to standard error.
 *
 *   node bench/noise.js [frames, 1,000,000 without] [seed]
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const [frames = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const program = join(resolve(import.meta.dirname, '..'), 'dist/bitsscore.cjs');
/** Frames of one process. */
const CONVERSATION = 50_000;

let state = seed;
/** Numerical Recipes' generator; of its bits the high ones are random. */
const random = (below) => Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below);
const pick = (list) => list[random(list.length)];

const chunk = (metadata, body = Buffer.alloc(0)) => {
  const json = Buffer.from(metadata);
  return Buffer.concat([Buffer.from(`chunked 1.0,${json.length},${body.length}\n`), json, body]);
};
const getinfo = chunk('{"action":"getinfo","searchinfo":{"args":["explain=true","raw=true"]}}');
const HEADERS = ['process,', '_chunked_idx,process\n', '_chunked_idx,__mv_process,process,_raw\r\n', 'ScriptBlockText\n', '_raw\n', '"process', ''].map((text) => Buffer.from(text));
const PIECES = ['"', ',', '\r', '\n', ';', '$', 'é', '\u0000', ' ', '^', '`', "'", '\\', '%', '{', '&#', '<Event>', 'bits', 'bitsadmin ', '/transfer ', '/addfile ', '-enc ', 'SQBFAFgA', 'Start-BitsTransfer ', '@a', '$a=', 'cmd /c ', 'http://203.0.113.7/', 'C:\\a.exe ', '1'].map((text) => Buffer.from(text));

function body() {
  const pieces = Array.from({ length: random(24) }, () => (random(6) === 0 ? Buffer.from([random(256)]) : pick(PIECES)));
  return Buffer.concat([pick(HEADERS), ...pieces]);
}

/** Cells of each row of CSV as Python's reader counts them: a quote opens a cell at its first character only. */
function widths(text) {
  const found = [];
  let [cells, first, quoted] = [1, true, false];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (quoted) {
      if (letter === '"' && text[i + 1] === '"') i++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"' && first) quoted = true;
    else if (letter === ',') cells++;
    else if (letter === '\n') [cells] = [1, found.push(cells)];
    first = !quoted && (letter === ',' || letter === '\n');
  }
  return found;
}

function check(output, count) {
  let [at, seen] = [0, 0];
  for (; at < output.length; seen++) {
    const end = output.indexOf(10, at);
    const [, metadata, rows] = /^chunked 1\.0,(\d+),(\d+)$/.exec(output.toString('latin1', at, end)) ?? [];
    const start = end + 1 + Number(metadata);
    if (JSON.parse(output.toString('utf8', end + 1, start)) === null) throw new Error(`reply ${seen} has no metadata`);
    at = start + Number(rows);
    if (new Set(widths(output.toString('latin1', start, at))).size > 1) throw new Error(`reply ${seen} has rows of different lengths: ${output.toString('utf8', start, at)}`);
  }
  if (at !== output.length || seen !== count) throw new Error(`${seen} replies of ${count}`);
}

const started = performance.now();
for (let sent = 0; sent < frames; ) {
  const count = Math.min(CONVERSATION, frames - sent);
  const rubbish = pick([undefined, 'chunked 2.0,0,0\n', 'chunked 1.0,99999999999,0\n', chunk('[]').toString(), 'x'.repeat(300)]);
  const input = Buffer.concat([getinfo, ...Array.from({ length: count }, () => chunk(`{"action":"execute","finished":${random(2) === 0}}`, body())), Buffer.from(rubbish ?? '')]);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { input, maxBuffer: 1 << 30, env: {}, timeout: 600_000 });
  if (status !== (rubbish === undefined ? 0 : 1) || stderr.length > 0) throw new Error(`seed ${seed}, frame ${sent}: exit ${status}, ${stderr}`);
  check(stdout, 1 + count + (rubbish === undefined ? 0 : 1));
  sent += count;
}
console.log(`${frames} frames of noise (seed ${seed}) answered in ${((performance.now() - started) / 1000).toFixed(1)} s, the making and checking of noise included`);
