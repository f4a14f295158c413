/** The first door of compile: a folder of YAML in, one model and its findings out. */
import { realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { finding } from '../../diagnostic/index.js';
import type { Diagnostic } from '../../diagnostic/index.js';
import type { App, Content } from '../../model/index.js';
import { readBuild } from './app.js';
import { readCodes } from './codes.js';
import { readContentctl, readContentctlApp } from './contentctl/index.js';
import { readEscu6 } from './escu6.js';
import { isFile, isFolder } from './files.js';
import { ContentReader } from './reader.js';
import { defaultSettings, readSettings } from './settings.js';
import type { Settings } from './settings.js';

export { readAttack } from './attack.js';
export { readCodes } from './codes.js';
export { readAppFiles } from './template.js';
export type { AppFile } from './template.js';
export { readYaml } from './yaml.js';
export { SETTINGS_FILE, applySettings } from './settings.js';
export type { Settings } from './settings.js';

export interface Loaded {
  /** Absent when there is no app to speak of: the settings file is missing or cannot be used. */
  readonly content?: Content;
  readonly settings: Settings;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a content folder of either dialect. Findings name files relative to the current folder. */
export function load(folder: string): Loaded {
  const shown = relative(process.cwd(), resolve(folder)).replaceAll('\\', '/');
  if (!isFolder(realFolder(folder), '')) return nothing(shown, `${folder} is not a folder`);
  const root = realFolder(folder);
  const escu6 = isFile(root, 'build.yml');
  if (!escu6 && !isFile(root, 'contentctl.yml')) return nothing(shown, `${folder} holds neither build.yml nor contentctl.yml`);
  const scout = new ContentReader(root, shown, new Set());
  const settings = readSettings(scout);
  const reader = new ContentReader(root, shown, settings.largeFiles);
  const app: App | undefined = escu6 ? readBuild(reader) : readContentctlApp(reader);
  const content = app && (escu6 ? readEscu6(reader, app) : readContentctl(reader, app));
  return { ...(content && { content }), settings, diagnostics: [...scout.diagnostics, ...reader.diagnostics] };
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

function nothing(shown: string, message: string): Loaded {
  return { settings: defaultSettings, diagnostics: [finding(readCodes, 'R101', message, { file: shown || '.', line: 1, column: 1 })] };
}
