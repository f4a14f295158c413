/** What every generator is given: content, target, names and schedules looked up once. */
import { finding } from '../../diagnostic/index.js';
import type { Diagnostic, Place } from '../../diagnostic/index.js';
import { isStanzaName } from '../../conf/index.js';
import type { Stanza } from '../../conf/index.js';
import { compileWildcard } from '../../match/index.js';
import { baselineStanza, defaultScheduleNames, detectionStanza, newestDay, quote } from '../../model/index.js';
import type { App, Attack, Baseline, Content, Detection, Filed, Macro, Timing } from '../../model/index.js';
import type { AnyCommand } from '../../spl/index.js';
import type { AppFile } from '../read/index.js';
import type { CarriedNode } from './carriednode.js';
import type { RestDriver } from './restmap.js';
import { emitCodes } from './codes.js';

/** Enterprise Security 7 takes contentctl 5.6's keys, 8 those of Splunk's builder of 2026. */
export type Target = 7 | 8;

export interface EmitOptions {
  readonly target: Target;
  readonly attack: Attack;
  /** Files of the app that people wrote: kept as they are, generated stanzas go behind theirs. */
  readonly handWritten: readonly AppFile[];
  /** Search commands that are programs of their own. */
  readonly commands?: readonly AnyCommand[];
  /** A Node that goes along, for the programs in bin/. */
  readonly carriedNode?: CarriedNode;
  /** How splunkd starts the allowlist's handler. */
  readonly restDriver?: RestDriver | undefined;
  /** `alert.digest_mode`; `auto`: 0 where results are throttled by field, else 1. */
  readonly digestMode?: 'auto' | '0' | '1' | undefined;
}

/** The stanzas of one conf file. */
export interface Conf {
  /** File name without suffix. */
  readonly name: string;
  readonly stanzas: readonly Stanza[];
  /** Text behind the stanzas, as it is, and the file that it is from. */
  readonly tail?: { readonly text: string; readonly file: string };
}

export class EmitContext {
  readonly content: Content;
  readonly app: App;
  readonly options: EmitOptions;
  readonly diagnostics: Diagnostic[] = [];
  /** The newest day of any modification: what builds say instead of today, so that they can be repeated. */
  readonly day: string;
  readonly macros: ReadonlyMap<string, Macro>;
  /** By conf file and stanza: the name of the object that writes it. */
  private readonly owners = new Map<string, string>();
  private readonly told = new Set<string>();
  private readonly schedules: ReadonlyMap<string, Timing>;
  private readonly hidden: readonly ((name: string) => boolean)[];

  constructor(content: Content, options: EmitOptions) {
    this.content = content;
    this.app = content.app;
    this.options = options;
    this.day = newestDay(content);
    this.macros = new Map(content.macros.map((macro) => [macro.name, macro]));
    this.schedules = new Map(content.schedules.map((schedule) => [schedule.name, schedule]));
    this.hidden = (content.app.extensions.private_macros ?? []).map((pattern) => compileWildcard(pattern, { caseSensitive: true }));
  }

  get target(): Target {
    return this.options.target;
  }

  /** Truth values: Splunk's builder of 2026 writes digits, contentctl words. */
  flag(value: boolean): string {
    if (this.target === 8) return value ? '1' : '0';
    return value ? 'true' : 'false';
  }

  stanzaOf(search: Detection | Baseline): string {
    const { prefix } = this.app;
    return 'analytic_story' in search ? detectionStanza(prefix, search.name) : baselineStanza(prefix, search.name);
  }

  storyStanza(name: string): string {
    return `analytic_story://${name}${this.app.extensions.story_suffix ?? ''}`;
  }

  /** Own schedule, named schedule, default of its kind; the usual hour where even that is missing (a finding of the checks). */
  timingOf(search: Detection | Baseline): Timing {
    const usual = 'analytic_story' in search ? defaultScheduleNames.detection : defaultScheduleNames.baseline;
    return search.custom_schedule ?? this.schedules.get(search.schedule ?? usual) ?? this.schedules.get(usual) ?? hourly;
  }

  isEnabled({ extensions, status }: Detection): boolean {
    if (status === 'deprecated' || (extensions?.requires?.length ?? 0) > 0) return false;
    return extensions?.enabled ?? this.app.extensions.enabled ?? false;
  }

  isPrivateMacro(name: string): boolean {
    return this.hidden.some((matches) => matches(name));
  }

  /**
   * Whether the object may write this stanza: the name can be written, and no other object has it. The first one keeps
   * it, since two stanzas of one name merge into something that nobody wrote. Objects of one name are told by the checks.
   */
  owns(conf: string, stanza: string, { name, origin }: Filed & { readonly name: string }): boolean {
    if (!isStanzaName(stanza)) {
      this.report('E102', `${quote(stanza)} cannot be the name of a stanza; it is left out`, () => origin.place(['name']));
      return false;
    }
    const key = `${conf}\0${stanza}`;
    const owner = this.owners.get(key);
    if (owner === undefined) this.owners.set(key, name);
    else if (owner !== name) this.report('E102', `${quote(stanza)} is the stanza of ${quote(owner)} already; it is left out`, () => origin.place(['name']));
    return owner === undefined;
  }

  report(code: keyof typeof emitCodes, message: string, place?: () => Place): void {
    this.tell(finding(emitCodes, code, message, place?.()));
  }

  /** The same once, although several conf files may find it. */
  tell(diagnostic: Diagnostic): void {
    const key = JSON.stringify([diagnostic.code, diagnostic.message, diagnostic.place]);
    if (!this.told.has(key)) this.diagnostics.push(diagnostic);
    this.told.add(key);
  }
}

const hourly: Timing = { cron_schedule: '0 * * * *', earliest_time: '-70m@m', latest_time: '-10m@m', schedule_window: 'auto' };

/** Experimental and deprecated content says so in front of its description. */
export function describe({ status, description }: Detection | Baseline, app: App): string {
  const text = description.trim();
  if (status === 'experimental') return `EXPERIMENTAL: tried by hand, not on recorded events; review its results before you rely on them. ${text}`;
  if (status === 'deprecated') return `DEPRECATED: ${app.label} no longer maintains this search and will remove it. ${text}`;
  return text;
}

/** Name of the author and company of `Name, Company`. */
export function maintainerOf(author: string, app: App): { company: string; email: string; name: string } {
  const [name = author, ...rest] = author.split(',').map((part) => part.trim());
  return { company: rest.join(', ') || app.company, email: '-', name };
}
