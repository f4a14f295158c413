/** What a build made, as plain values: shown now, kept in the cache, shown again. */
import type { CarriedNode, Compiled, Packed } from '../compile/index.js';
import type { Diagnostic } from '../diagnostic/index.js';
import type { Content } from '../model/index.js';
import { countsJson, findingsJson, renderFindings, summary } from './findings.js';
import type { Io } from './io.js';

export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  /** Files that were looked at. */
  readonly files: number;
  readonly app?: { readonly id: string; readonly version: string };
  /** What went in, by what it is called. */
  readonly content: readonly (readonly [nouns: string, count: number])[];
  readonly detectionsByType: readonly (readonly [type: string, count: number])[];
  /** What goes along, and what it is. */
  readonly node?: Pick<CarriedNode, 'platform' | 'version' | 'sha256'>;
  /** Absent when no archive was written. */
  readonly packed?: Packed;
}

export function reportOf(compiled: Compiled, files: number, packed: Packed | undefined, diagnostics: readonly Diagnostic[], node?: CarriedNode): Report {
  const { content } = compiled;
  return {
    diagnostics,
    files,
    ...(content && { app: { id: content.app.id, version: content.app.version } }),
    content: content ? countContent(content) : [],
    detectionsByType: content ? countTypes(content) : [],
    ...(node && { node: { platform: node.platform, version: node.version, sha256: node.sha256 } }),
    ...(packed && { packed }),
  };
}

function countContent({ detections, baselines, stories, macros, lookups, dashboards, hunts }: Content): [string, number][] {
  const all: [string, number][] = [
    ['detections', detections.length],
    ['stories', stories.length],
    ['macros', macros.length],
    ['filter macros', detections.length],
    ['lookups', lookups.length],
    ['baselines', baselines.length],
    ['dashboards', dashboards.length],
    ['hunts', hunts.length],
  ];
  return all.filter(([noun, count]) => count > 0 || noun === 'detections');
}

function countTypes({ detections }: Content): [string, number][] {
  const counts = new Map<string, number>();
  for (const { type } of detections) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function reportJson(report: Report, unchanged: boolean, io: Io): string {
  const { diagnostics, files, app, content, detectionsByType, node, packed } = report;
  return `${JSON.stringify({
    findings: findingsJson(diagnostics),
    ...countsJson(diagnostics, files, io),
    ...app,
    content: Object.fromEntries(content),
    detectionsByType: Object.fromEntries(detectionsByType),
    built: packed !== undefined,
    unchanged,
    ...(node && { node }),
    ...packed,
  })}\n`;
}

export function reportText(report: Report, unchanged: boolean, io: Io): string {
  const { diagnostics, files, packed } = report;
  return [
    renderFindings(diagnostics, io.colors),
    packed ? madeText(report, packed, unchanged) : 'No archive was written.\n',
    summary(diagnostics, files, io),
  ].join('');
}

function madeText({ app, content, detectionsByType, node }: Report, packed: Packed, unchanged: boolean): string {
  const types = detectionsByType.map(([type, count]) => `${count} ${type}`).join(', ');
  const counts = content.map(([nouns, count]) => `${count} ${count === 1 ? singular(nouns) : nouns}${nouns === 'detections' && count > 0 ? ` (${types})` : ''}`);
  const rows = [
    ['archive', `${packed.archive} (${packed.bytes.toLocaleString('en-US')} bytes)`],
    ['sha256', packed.sha256],
    ['checksum', packed.checksum],
    ['sbom', packed.sbom],
    ...(packed.folder === undefined ? [] : [['unpacked', packed.folder]]),
    ...(node ? [['node', `${node.version} for ${node.platform}, sha256 ${node.sha256}`]] : []),
  ];
  return [
    `${app?.id} ${app?.version}: ${counts.join(', ')}`,
    ...rows.map(([name = '', value = '']) => `  ${name.padEnd(9)} ${value}`),
    ...(unchanged ? ['Nothing changed since the last build.'] : []),
    '',
  ].join('\n');
}

function singular(nouns: string): string {
  return nouns.replace(/ies$/, 'y').replace(/s$/, '');
}
