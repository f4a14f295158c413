/** What a signal is: one thing that an event may show, what it would mean if it is abuse, and how sure it makes us. */
import type { Seen } from './seen.js';

/** What a signal looks at. Benign context is told apart: it lowers confidence in the families that it excuses. */
export const families = ['source', 'destination', 'direction', 'execution', 'persistence', 'evasion', 'settings', 'parentage'] as const;
export type Family = (typeof families)[number];

/** A row of a search result that shows a signal: field name -> value. They stand in the family's `.doc.ts`, which no bundle carries, and tests run every one of them. */
export type Example = Readonly<Record<string, string>>;

/** The sentence for this event, to be understood on its own; nothing where the signal does not apply. */
export type Reason = (facts: Seen) => string | undefined;

export interface Signal {
  readonly id: string;
  readonly family: Family;
  /** 0 to 100: how bad it is, if it is abuse. */
  readonly impact: number;
  /** 0 to 100: how likely it is abuse, if nothing else is known. */
  readonly confidence: number;
  /** ATT&CK. */
  readonly techniques: readonly string[];
  /** Whether the event has anything that the signal is about: else nobody need ask it. */
  readonly needs: Need | undefined;
  readonly reason: Reason;
}

export type Need = (facts: Seen) => boolean;

/** A signal as its family's file has it. */
export interface Unplaced extends Omit<Signal, 'family' | 'techniques' | 'needs'> {
  /** Without, T1197 (BITS Jobs) alone. */
  readonly techniques?: readonly string[];
  readonly needs?: Need;
}

/** One file, one family. */
export function family(name: Family, signals: readonly Unplaced[]): readonly Signal[] {
  return signals.map(({ id, impact, confidence, techniques = ['T1197'], needs, reason }) => ({ id, family: name, impact, confidence, techniques, needs, reason }));
}

/** Signals that are about the same. */
export function about(needs: Need, signals: readonly Unplaced[]): readonly Unplaced[] {
  return signals.map((signal) => ({ ...signal, needs }));
}

/** What speaks for an ordinary use. */
export interface BenignContext {
  readonly id: string;
  /** 0 to 100: the share of confidence that it takes from the signals of the families that it excuses. */
  readonly relief: number;
  readonly excuses: readonly Family[];
  readonly reason: Reason;
}

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Text from an event inside a sentence: one line, not endless. */
export function quoted(text: string): string {
  if (text.length <= 200 && !control.test(text)) return text;
  const line = text.slice(0, 400).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
