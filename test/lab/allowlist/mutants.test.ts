/** The mark macro with one thing wrong: the examples here notice each. */
import type { InstalledApp } from '../../../src/lab/index.js';
import { patternFieldNames } from '../../../src/model/index.js';
import type { AllowlistEntry } from '../../../src/model/index.js';
import type { Value } from '../../../src/spl/index.js';
import { appWith, entryFor, NOW, runMacro } from './app.js';

const ID = '11111111-1111-4111-8111-111111111111';
type Example = readonly [row: Readonly<Record<string, Value>>, entry: Partial<AllowlistEntry>];

const ofFields = patternFieldNames.flatMap((field): Example[] => {
  const other = patternFieldNames.find((name) => name !== field) ?? field;
  return [
    [{ [field]: 'C:\\Known\r\nThing' }, { [field]: 'c:/known  thing' }],
    [{ [field]: 'known thing' }, { [field]: 'other thing' }],
    [{ [other]: 'known thing' }, { [other]: 'known thing' }],
    [{ [field]: ['known', 'known'], [other]: 'known thing' }, { [other]: 'known thing' }],
  ];
});

const network = '192.0.2.0/24';
const examples: readonly Example[] = [
  ...ofFields,
  ...[{ dest_ip: '192.0.2.7' }, { src_ip: '192.0.2.7' }, { dest: '192.0.2.7' }, { dest_ip: '198.51.100.7', src_ip: '192.0.2.7' }, { dest_ip: 'host.example', src_ip: '192.0.2.7' }, { dest_ip: 'cafe', src_ip: '192.0.2.7' }, { src_ip: 'host.example', dest: '192.0.2.7' }, { src_ip: 'cafe', dest: '192.0.2.7' }, { dest_ip: ['192.0.2.7', '192.0.2.8'], src_ip: '198.51.100.7' }, { src_ip: ['192.0.2.7', '192.0.2.8'], dest: '198.51.100.7' }, { dest: ['192.0.2.7', '192.0.2.8'] }, {}]
    .map((address): Example => [{ process: 'known', ...address }, { process: 'known', network }]),
  [{ process: 'known' }, { process: 'known', expires_at: '2026-03-02T09:00:00Z' }],
  [{ process: 'known' }, { process: 'known', detection: '22222222-2222-4222-8222-222222222222' }],
  [{ process: 'unlike', bits_al_entry: '99999999999|*|forged' }, { process: 'known' }],
  [{ process: 'unlike', bits_allowlisted: 'forged' }, { process: 'known' }],
];

/** What the macro leaves of every example, each with its entry alone. */
async function outcome(definition: (shipped: string) => string): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const [row, more] of examples) {
    const app = appWith([{ ...entryFor(ID, more), id: 'the-entry' }]);
    const changed: InstalledApp = {
      ...app,
      findMacro: (name, count) => {
        const found = app.findMacro(name, count);
        return found && name === 'bits_allowlist_mark' ? { ...found, definition: definition(found.definition) } : found;
      },
    };
    results.push((await runMacro(`bits_allowlist_mark(${ID})`, changed, [new Map(Object.entries(row))], NOW)).map(({ fields }) => Object.fromEntries(fields)));
  }
  return results;
}

const shipped = await outcome((text) => text);

const ofField = (field: string): (readonly [string, string])[] => {
  const value = `replace(replace(lower(${field}), "[\\r\\n]", " "), "\\\\\\\\", "/")`;
  return [
    [value, `replace(lower(${field}), "\\\\\\\\", "/")`], [value, `replace(lower(${field}), "[\\r\\n]", " ")`], [`${value}, "-")`, `${value}, null())`], [`${value}, "-")`, `"-", "-")`],
    [` ${field} AS bits_al_${field}`, ''],
  ];
};
const ofAddress = (field: string): (readonly [string, string])[] => [
  [`mvcount(${field}) = 1 AND NOT match(${field}, "[^0-9A-Fa-f.:]") AND match(${field}, "[.:].*[.:]"), ${field}`, 'false(), ""'],
  [`mvcount(${field}) = 1 AND NOT match(${field}`, `NOT match(${field}`],
  ...(field === 'dest' ? [] : [[`NOT match(${field}, "[^0-9A-Fa-f.:]") AND match(${field}, "[.:].*[.:]")`, `match(${field}, "[.:]")`], [` AND match(${field}, "[.:].*[.:]")`, '']] as const),
];
const ends = 'tonumber(mvindex(split(bits_al_entry, "|"), 0)) > now()';

const changes: readonly (readonly [string, string])[] = [
  ...patternFieldNames.flatMap(ofField), ...['dest_ip', 'src_ip', 'dest'].flatMap(ofAddress),
  ['bits_al_entry = null(),', ''], [ends, ends.replace('>', '>=')], [ends, 'true()'], ['detection AS bits_al_detection ', ''],
  ['if(cidrmatch(mvindex(split(bits_al_entry, "|"), 1), bits_al_address)', 'if(true()'], ['if(mvindex(split(bits_al_entry, "|"), 1) = "*"', 'if(false()'], ['bits_allowlisted = mvmap', 'bits_allowlisted_ = mvmap'],
  ...['detection', 'entry', 'address', ...patternFieldNames].map((name) => [`- bits_al_detection bits_al_entry bits_al_address ${patternFieldNames.map((field) => `bits_al_${field}`).join(' ')}`, `- ${['detection', 'entry', 'address', ...patternFieldNames].filter((kept) => kept !== name).map((field) => `bits_al_${field}`).join(' ')}`] as const),
];

test.each(changes)('%s -> %s', async (from, to) => {
  const noticed = await outcome((text) => {
    if (!text.includes(from)) throw new Error(`the macro does not say ${from}`);
    return text.replace(from, () => to);
  }).then((found) => JSON.stringify(found) !== JSON.stringify(shipped), (error: unknown) => (error as Error).constructor.name === 'Refusal');
  expect(noticed).toBe(true);
});
