/** Fields of Endpoint.Registry from Sysmon 12, 13 and 14, as the Splunk Add-on for Sysmon evaluates them. */
import { first, is, oneOf } from './rule.js';
import type { Rule } from './rule.js';

/** The add-on knows these beginnings and no others: below `HKCR`, say, a row has no hive. */
const HIVES: readonly (readonly [string, string])[] = [['HKLM\\System\\', 'HKEY_LOCAL_MACHINE\\System'], ['HKLM\\SOFTWARE\\', 'HKEY_LOCAL_MACHINE\\Software'], ['HKU\\', 'HKEY_CURRENT_USER']];

export const registryHive: Rule = (value) => HIVES.find(([start]) => value('TargetObject')?.startsWith(start))?.[1];

/** Sysmon 12 and 14 name a key; 13 names a value, whose key is the segment before. */
export const lastSegment: Rule = (value) => segments(value('TargetObject')).at(-1);
export const lastSegmentButOne: Rule = (value) => segments(value('TargetObject')).at(-2);

function segments(path: string | undefined): string[] {
  return path === undefined ? [] : path.split('\\');
}

/** `DWORD (0x00000002)` is 0x00000002; text stands as it is. */
export const valueData: Rule = first((value) => /^\w+\s\((.+)\)$/.exec(value('Details') ?? '')?.[1], is('Details'));

export const keyAction: Rule = oneOf('EventType', new Map([['createkey', 'created'], ['deletekey', 'deleted'], ['deletevalue', 'deleted']]));
