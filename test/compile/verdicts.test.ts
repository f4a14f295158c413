/** 196 edits of a valid repository with the verdict of Splunk's builder: ours are the same but for the list beside. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { check } from '../../src/compile/check/index.js';
import { load, readAttack } from '../../src/compile/read/index.js';
import { dataFolder, describeWithData } from '../data.js';

interface Edit {
  readonly op: 'set' | 'delete' | 'write' | 'append' | 'move' | 'copy' | 'remove';
  readonly file: string;
  readonly to?: string;
  readonly text?: string;
  readonly path?: readonly (string | number)[];
  readonly value?: unknown;
}

interface Verdict {
  readonly case: string;
  readonly edits: readonly Edit[];
  readonly result: string;
}

function apply(folder: string, { op, file, to, text = '', path = [], value }: Edit): void {
  const target = join(folder, file);
  if (op === 'move' || op === 'copy') mkdirSync(dirname(join(folder, to ?? '')), { recursive: true });
  if (op === 'write') {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  } else if (op === 'append') appendFileSync(target, text);
  else if (op === 'move') renameSync(target, join(folder, to ?? ''));
  else if (op === 'copy') cpSync(target, join(folder, to ?? ''));
  else if (op === 'remove') rmSync(target, { recursive: true });
  else {
    const document = parseDocument(readFileSync(target, 'utf8'), { version: '1.1' });
    if (op === 'set') document.setIn(path, value);
    else document.deleteIn(path);
    writeFileSync(target, document.toString());
  }
}

describeWithData('verdicts of Splunk\'s builder', () => {
  const escu6 = join(dataFolder, 'escu6');
  const known = new Map((JSON.parse(readFileSync(join(import.meta.dirname, 'verdicts.json'), 'utf8')) as readonly { case: string; ours: string }[]).map((row) => [row.case, row.ours]));

  function ours(verdict: Verdict): string {
    const folder = mkdtempSync(join(tmpdir(), 'verdict-'));
    try {
      cpSync(join(escu6, 'types-input'), folder, { recursive: true });
      for (const edit of verdict.edits) apply(folder, edit);
      const attack = readAttack(readFileSync(join(escu6, 'MITRE_enterprise_attack_fallback.json'), 'utf8'), 'attack');
      if (!('techniques' in attack)) throw new Error(attack.message);
      const { content, diagnostics } = load(folder);
      const found = [...diagnostics, ...(content ? check(content, { attack, today: '2026-11-21' }) : [])];
      return found.some(({ severity }) => severity === 'error') ? 'refused' : 'accepted';
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  test('agree, but for a list with reasons', () => {
    const verdicts = readFileSync(join(escu6, 'cases.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Verdict);
    const others = verdicts.flatMap((verdict) => {
      const mine = ours(verdict);
      const theirs = verdict.result === 'accepted' ? 'accepted' : 'refused';
      return mine === theirs ? [] : [[verdict.case, mine]];
    });
    expect(Object.fromEntries(others)).toEqual(Object.fromEntries(known));
    expect(others.length / verdicts.length).toBeLessThanOrEqual(0.05);
  });
});
