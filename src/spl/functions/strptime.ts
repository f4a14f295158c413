/** Times out of text (Search Reference, "Date and time format variables"). */
import { clockAt, epochOf } from '../timezone.js';
import type { Value } from '../value.js';
import { DAYS, MONTHS } from './calendar.js';

/** What a text says; what it does not say is missing. */
interface Parsed {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  hour?: number;
  /** Of a clock with twelve hours. */
  hour12?: number;
  afternoon?: boolean;
  minute?: number;
  second?: number;
  /** Digits as written: 5 and 500 are the same half of a second, 05 is not. */
  fraction?: string;
  /** Seconds ahead of UTC. */
  offset?: number;
  epoch?: number;
}

type Reader = readonly [pattern: string, take: (parsed: Parsed, text: string) => void];

function number(pattern: string, key: Exclude<keyof Parsed, 'afternoon' | 'fraction'>): Reader {
  return [pattern, (parsed, text) => { parsed[key] = Number(text); }];
}

const FRACTION: Reader = ['\\d{1,9}', (parsed, text) => { parsed.fraction = text; }];
const MONTH: Reader = [`(?:${MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join('|')})`, (parsed, text) => { parsed.month = MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()) + 1; }];
const DAY: Reader = [`(?:${DAYS.map((name) => `${name}|${name.slice(0, 3)}`).join('|')})`, () => undefined];
const OFFSET: Reader = ['(?:[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?|Z)', (parsed, text) => { parsed.offset = offsetOf(text); }];

/** Zones by their abbreviation, in hours: RFC 5322, section 4.3, and the commonest of Europe. No other is unambiguous. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['UTC', 0], ['GMT', 0], ['UT', 0], ['Z', 0], ['EST', -5], ['EDT', -4], ['CST', -6], ['CDT', -5], ['MST', -7], ['MDT', -6], ['PST', -8], ['PDT', -7], ['WET', 0], ['WEST', 1], ['CET', 1], ['CEST', 2], ['EET', 2], ['EEST', 3],
]);

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Y', number('\\d{4}', 'year')],
  ['y', ['\\d{2}', (parsed, text) => { parsed.year = Number(text) + (Number(text) < 69 ? 2000 : 1900); }]],
  ['m', number('\\s?\\d{1,2}', 'month')],
  ['d', number('\\s?\\d{1,2}', 'day')],
  ['e', number('\\s?\\d{1,2}', 'day')],
  ['j', number('\\d{1,3}', 'dayOfYear')],
  ['H', number('\\s?\\d{1,2}', 'hour')],
  ['k', number('\\s?\\d{1,2}', 'hour')],
  ['I', number('\\s?\\d{1,2}', 'hour12')],
  ['l', number('\\s?\\d{1,2}', 'hour12')],
  ['M', number('\\d{1,2}', 'minute')],
  ['S', number('\\d{1,2}', 'second')],
  ['N', FRACTION], ['Q', FRACTION], ['f', FRACTION],
  ['p', ['[AaPp][Mm]', (parsed, text) => { parsed.afternoon = /^p/i.test(text); }]],
  ['s', number('-?\\d{1,12}', 'epoch')],
  ['a', DAY], ['A', DAY], ['b', MONTH], ['B', MONTH], ['h', MONTH],
  ['z', OFFSET],
  ['Z', ['[A-Za-z]{1,5}', (parsed, text) => { parsed.offset = (ZONES.get(text.toUpperCase()) ?? Number.NaN) * 3600; }]],
  ['n', ['\\s*', () => undefined]], ['t', ['\\s*', () => undefined]],
]);

const composed: ReadonlyMap<string, string> = new Map([
  ['F', '%Y-%m-%d'], ['T', '%H:%M:%S'], ['D', '%m/%d/%y'], ['x', '%m/%d/%Y'], ['X', '%H:%M:%S'], ['R', '%H:%M'], ['c', '%a %b %e %H:%M:%S %Y'], ['+', '%a %b %e %H:%M:%S %Z %Y'],
]);

function offsetOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.match(/\d{2}/g)?.map(Number) ?? [];
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

interface Format {
  readonly regex: RegExp;
  readonly takes: readonly Reader[1][];
}

const known = new Map<string, Format | undefined>();
/** Formats may come from fields: they are not kept without end. */
const MOST_FORMATS = 200;
/** No time is written in more characters. */
const LONGEST_TIME = 200;

function formatOf(pattern: string): Format | undefined {
  if (!known.has(pattern)) {
    if (known.size >= MOST_FORMATS) known.clear();
    known.set(pattern, compile(pattern));
  }
  return known.get(pattern);
}

/** Nothing for a format with a variable that is unknown. */
function compile(pattern: string): Format | undefined {
  const takes: Reader[1][] = [];
  const unknown: string[] = [];
  const plain = pattern.replace(/%([FTDxXRc+%])/g, (whole, name: string) => composed.get(name) ?? whole);
  const source = plain.replace(/%(?:\d?([NQ])|:{0,3}(z)|([A-Za-z%]))|(\s+)|([^%\s]+|%)/g, (_, digits?: string, zone?: string, name?: string, space?: string, literal?: string) => {
    if (space !== undefined) return '\\s+';
    if (literal !== undefined) return literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    if (name === '%') return '%';
    const variable = digits ?? zone ?? name ?? '';
    const reader = readers.get(variable);
    if (reader) takes.push(reader[1]);
    else unknown.push(variable);
    return `(${reader?.[0] ?? ''})`;
  });
  return unknown.length === 0 ? { regex: new RegExp(`^\\s*${source}`, 'i'), takes } : undefined;
}

/**
 * The epoch time that a text says, or null where it does not fit the format; what follows in the text does not matter.
 * A text without a date is of today, one without a year of this year; a date without a day is none, nor is one before
 * 1971 (Search Reference, strptime).
 */
export function strptime(text: string, pattern: string, { timeZone, now }: { readonly timeZone: string; readonly now: number }): Value {
  const format = formatOf(pattern);
  const match = format?.regex.exec(text.slice(0, LONGEST_TIME));
  if (!format || !match) return null;
  const parsed: Parsed = {};
  format.takes.forEach((take, index) => { take(parsed, match[index + 1] ?? ''); });
  const part = Number(`0.${parsed.fraction ?? '0'}`);
  if (parsed.epoch !== undefined) return parsed.epoch + part;
  const clock = clockOf(parsed, clockAt(now, timeZone));
  if (clock === undefined) return null;
  const time = parsed.offset === undefined ? epochOf(clock, timeZone) : clock - parsed.offset;
  return time >= EARLIEST ? time + part : null;
}

const EARLIEST = 31_536_000;

/** Seconds from 1970 to what the clock shows, wherever it hangs; nothing for what no clock shows. */
function clockOf(parsed: Parsed, today: Date): number | undefined {
  const hour = hourOf(parsed);
  const { minute = 0, second = 0 } = parsed;
  const date = dateOf(parsed, today);
  if (hour === undefined || date === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
  return date / 1000 + hour * 3600 + minute * 60 + second;
}

function hourOf({ hour, hour12, afternoon = false }: Parsed): number | undefined {
  if (hour12 === undefined) return hour ?? 0;
  return hour12 >= 1 && hour12 <= 12 ? (hour12 % 12) + (afternoon ? 12 : 0) : undefined;
}

/** The midnight that begins the day, in milliseconds of UTC. */
function dateOf({ year, month, day, dayOfYear }: Parsed, today: Date): number | undefined {
  const thisYear = today.getUTCFullYear();
  if (dayOfYear !== undefined) return checkedDate(year ?? thisYear, 1, dayOfYear, year ?? thisYear);
  if (year === undefined && month === undefined && day === undefined) return Date.UTC(thisYear, today.getUTCMonth(), today.getUTCDate());
  if (month === undefined || day === undefined) return undefined;
  return checkedDate(year ?? thisYear, month, day, year ?? thisYear, month);
}

/** The day, if it is within the year, and within the month given: there is no 30 February. */
function checkedDate(year: number, month: number, day: number, wantedYear: number, wantedMonth?: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const fits = day > 0 && date.getUTCFullYear() === wantedYear && (wantedMonth === undefined || date.getUTCMonth() === wantedMonth - 1);
  return fits ? date.getTime() : undefined;
}
