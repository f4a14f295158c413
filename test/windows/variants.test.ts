/** Every known way to abuse BITS, as an event, says which tool does what, and which way data goes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, describeWithData } from '../data.js';
import { rowFacts } from './rows.js';

interface Variant {
  readonly id: string;
  readonly events: readonly Readonly<Record<string, string | number>>[];
}

/** Of each event: tool, verbs, and direction by `<` (download), `>` (upload) or `?` (not told) for each transfer. */
const expected: Readonly<Record<string, readonly string[]>> = {
  A01: ['bitsadmin transfer <'], A02: ['bitsadmin transfer <'], A04: ['bitsadmin transfer <', 'bitsadmin transfer <', 'bitsadmin transfer <'], A05: ['bitsadmin transfer <', 'bitsadmin transfer <'],
  A08: ['bitsadmin addfileset ?'], A09: ['bitsadmin addfilewithranges ?'], A10: ['bitsadmin replaceremoteprefix ?'], A11: ['bitsadmin transfer <'],
  B02: ['bitsadmin transfer <'], B03: ['bitsadmin transfer >'], B04: ['bitsadmin create >', 'bitsadmin addfile ?', 'bitsadmin resume'], B06: ['bitsadmin transfer >'], B07: ['bitsadmin sethttpmethod'],
  C01: ['bitsadmin setnotifycmdline'], C02: ['bitsadmin setnotifycmdline'], C04: ['bitsadmin setnotifycmdline'], C05: ['bitsadmin setnotifycmdline'], C08: ['bitsadmin setminretrydelay'], C09: ['notify notifyrun'],
  C11: ['bits notifyfailed ?'], C12: ['bits notifyset'],
  D01: ['bitsadmin setcustomheaders'], D02: ['bitsadmin makecustomheaderswriteonly'], D04: ['bitsadmin setclientcertificatebyname'], D06: ['bitsadmin setproxysettings'],
  D08: ['bitsadmin setieproxy create setcustomheaders addfile resume complete <<', 'bitsadmin addfile ?'], D09: ['bitsadmin takeownership'], D10: ['bitsadmin sethelpertokenflags'], D11: ['bitsadmin setconfigurationflags'], D13: ['bitsadmin reset'],
  E02: ['bitsadmin transfer <'], E03: ['toolcopy copytool ?'], E05: ['bitsadmin transfer <'], E06: ['bitsadmin addfile ?'], E07: ['bitsadmin transfer <'], E09: ['bitsadmin transfer <'], E10: ['bitsadmin transfer <'],
  E11: ['bitsadmin create <', 'bitsadmin addfile ?', 'bitsadmin setnotifycmdline', 'bitsadmin resume'], E13: ['bitsadmin transfer <', 'bitsadmin transfer <'], E14: ['bitsadmin transfer <', 'bitsadmin transfer <'], E16: ['bits addfile ?'],
  F01: ['cmdlet transfer <'], F02: ['cmdlet transfer <', 'cmdlet transfer <'], F03: ['cmdlet import transfer <'], F04: ['cmdlet transfer <'], F05: ['cmdlet transfer <'], F06: ['cmdlet transfer <', 'cmdlet transfer <'], F09: ['cmdlet transfer <', 'cmdlet transfer <'],
  F10: ['cmdlet transfer addfile resume complete <'], F11: ['cmdlet transfer >'], F15: ['cmdlet set'], F16: ['cmdlet list set takeownership'], F17: ['cmdlet transfer >'], F18: ['cmdlet transfer <'], F19: ['cmdlet import transfer <'],
  F20: ['cmdlet transfer <', 'com load'], F23: ['cmdlet list cancel'], F24: ['cmdlet transfer <'],
  G02: ['bits create', 'bits transferred ?'], G03: ['bits create', 'notify notifyrun'], G05: ['winrm transfer <', 'winrm transfer <'], G06: ['desktopimgdownldr transfer <'], G07: ['desktopimgdownldr transfer <'], G08: ['desktopimgdownldr transfer <'],
  G09: ['coercion coerce', 'coercion coerce'], G11: ['bits land <'],
  H01: ['bits+bitsadmin create'], H04: ['bits transferred ?'], H06: ['bits addfile ?'], H07: ['bits addfile ?'], H08: ['bits addfile ?'], H09: ['bits addfile ?'], H10: ['bits transferred ?', 'bits transferred ?'], H12: ['bits transferred <'], H13: ['bits transferred >'],
  I01: ['servicecontrol stop', 'servicecontrol stop', 'servicecontrol stop'], I03: ['servicecontrol stop'], I05: ['servicecontrol disable'], I06: ['servicecontrol setservicedll'], I08: ['eventlog clearlog', 'eventlog disablelog'], I09: ['servicecontrol setpolicy'],
};

const signs = { download: '<', upload: '>', 'upload-reply': '>' } as const;

function told(event: Readonly<Record<string, string | number>>): string {
  const facts = rowFacts(Object.fromEntries(Object.entries(event).map(([key, value]) => [key, String(value)])));
  if (!facts) return 'nothing';
  const ways = facts.transfers.map(({ direction }) => (direction ? signs[direction] : '?')).join('');
  return [facts.tools.join('+'), ...facts.verbs, ways].join(' ').trim();
}

describeWithData('variants', () => {
  const variants = readFileSync(join(dataFolder, 'variants.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Variant);
  test.each(variants)('$id', ({ id, events }) => {
    expect(events.map(told)).toEqual(expected[id]);
  });
});
