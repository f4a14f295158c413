/** What an admin may change in bitsscore.conf. A bad value is one problem, and the default holds. */
import { compileCidr } from '../match/index.js';
import { among } from './places.js';
import type { Weight } from './risk.js';
import type { Trust } from './seen.js';
import { benignContexts, signals } from './signals/index.js';

export interface Tuning {
  /** From here on a score is an alert. */
  readonly threshold: number;
  /** By the signal's id. */
  readonly weights: ReadonlyMap<string, Weight>;
  /** Relief by the id of the benign context. */
  readonly reliefs: ReadonlyMap<string, number>;
  readonly trust: Trust;
}

export interface Problem {
  readonly stanza: string;
  readonly key: string;
  readonly message: string;
}

/** A row of bitsscore.conf and its .spec. */
export interface TuningSetting {
  readonly stanza: string;
  readonly key: string;
  readonly value: string;
  readonly kind: 'integer 0-100' | 'list of hosts';
}

export const general = 'bitsscore';

export const tuningSettings: readonly TuningSetting[] = [
  { stanza: general, key: 'threshold', value: '50', kind: 'integer 0-100' },
  { stanza: general, key: 'trusted_sources', value: '', kind: 'list of hosts' },
  ...signals.flatMap(({ id, impact, confidence }): TuningSetting[] => [
    { stanza: `signal:${id}`, key: 'impact', value: String(impact), kind: 'integer 0-100' },
    { stanza: `signal:${id}`, key: 'confidence', value: String(confidence), kind: 'integer 0-100' },
  ]),
  ...benignContexts.map(({ id, relief }): TuningSetting => ({ stanza: `benign:${id}`, key: 'relief', value: String(relief), kind: 'integer 0-100' })),
];

const defaults: ReadonlyMap<string, ReadonlyMap<string, TuningSetting>> = new Map(
  [...new Set(tuningSettings.map(({ stanza }) => stanza))].map((stanza) => [stanza, new Map(tuningSettings.filter((setting) => setting.stanza === stanza).map((setting) => [setting.key, setting]))]),
);

/** Stanzas -> keys -> values as the conf files have them, defaults and local merged or local alone: what is missing is the default. */
export function readTuning(stanzas: ReadonlyMap<string, ReadonlyMap<string, string>>): { readonly tuning: Tuning; readonly problems: readonly Problem[] } {
  const problems = [...stanzas].flatMap(([stanza, keys]) => [...keys].flatMap(([key, value]) => problemOf(stanza, key, value)));
  const bad = new Set(problems.map(({ stanza, key }) => `${stanza}\n${key}`));
  const text = (stanza: string, key: string): string => (bad.has(`${stanza}\n${key}`) ? undefined : stanzas.get(stanza)?.get(key)) ?? defaults.get(stanza)?.get(key)?.value ?? '';
  const number = (stanza: string, key: string): number => Number(text(stanza, key).trim());
  const tuning: Tuning = {
    threshold: number(general, 'threshold'),
    weights: new Map(signals.map(({ id }) => [id, { impact: number(`signal:${id}`, 'impact'), confidence: number(`signal:${id}`, 'confidence') }])),
    reliefs: new Map(benignContexts.map(({ id }) => [id, number(`benign:${id}`, 'relief')])),
    trust: trustOf(hostsOf(text(general, 'trusted_sources'))),
  };
  return { tuning, problems };
}

export const defaultTuning: Tuning = readTuning(new Map()).tuning;

/** Splunk gives every stanza these, and those of [default]. */
const splunksOwn = new Set(['disabled', 'eai:acl', 'eai:appName', 'eai:userName']);

function problemOf(stanza: string, key: string, value: string): Problem[] {
  if (stanza === 'default' || splunksOwn.has(key)) return [];
  const keys = defaults.get(stanza);
  const setting = keys?.get(key);
  if (!keys) return [{ stanza, key, message: `there is no stanza [${stanza}]: [${general}], [signal:<id>] and [benign:<id>] are read` }];
  if (!setting) return [{ stanza, key, message: `there is no setting ${key} here: ${[...keys.keys()].join(', ')}` }];
  const wrong = setting.kind === 'list of hosts' ? wrongHosts(value) : wrongNumber(value);
  return wrong === undefined ? [] : [{ stanza, key, message: `${wrong}; the default ${setting.value === '' ? '(empty)' : setting.value} holds` }];
}

function wrongNumber(value: string): string | undefined {
  return /^\d{1,3}$/.test(value.trim()) && Number(value) <= 100 ? undefined : `${JSON.stringify(value.slice(0, 80))} is no whole number from 0 to 100`;
}

function wrongHosts(value: string): string | undefined {
  const hosts = hostsOf(value);
  if (hosts.length > 1_000) return 'more than 1,000 hosts';
  const wrong = hosts.find((host) => !isName(host) && !isNetwork(host));
  return wrong === undefined ? undefined : `${JSON.stringify(wrong.slice(0, 80))} is no host: a name or address, *.domain with at least two parts, or a network from /8 on`;
}

const isName = (host: string): boolean => /^(?:\*\.(?=[^.]+\.))?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(host);

/** Or a single address. Less than eight bits would be a good part of the internet. */
function isNetwork(host: string): boolean {
  return compileCidr(host) !== undefined && !/\/[0-7]$/.test(host);
}

function hostsOf(value: string): string[] {
  return value.toLowerCase().split(',').map((host) => host.trim()).filter((host) => host !== '');
}

/** Addresses and networks hold for hosts that are written as one plain address: whoever disguises an address is not trusted. */
function trustOf(hosts: readonly string[]): Trust {
  const networks = hosts.flatMap((host) => compileCidr(host) ?? []);
  const exact = new Set(hosts.filter((host) => !host.startsWith('*.')));
  const below = among(hosts.filter((host) => host.startsWith('*.')).map((host) => host.slice(2)));
  return hosts.length === 0 ? () => false : (host) => exact.has(host) || below(host) || (/^[\d.]+$|:/.test(host) && networks.some((holds) => holds(host)));
}
