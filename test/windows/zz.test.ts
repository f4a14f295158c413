import { writeSync } from 'node:fs';
import { processFacts, scriptFacts } from './rows.js';
const n = Number(process.env['N'] ?? 20000);
const parts = ['^', '"', '`', "'", '(', '{', '[', '$(', '@(', '@{', '&', '|', ';', '%', '!', '%a%', '!a!', '\\', '\\"', '/c ', 'cmd /c ', '-enc ', 'bitsadmin ', 'bits+', "'a'+", 'a,', '$a=', '[char]', '.replace(', '-f ', '-join ', '<#', '#', '\n', ' ', '\t', '../', 'http://', '{0}', 'iex ', 'call ', '>', 'CommandInvocation(', 'authorization:', ' -p x', 'http://a:', '$x="$x$x";'];
test('t', () => {
  for (const part of parts) {
    const text = part.repeat(Math.ceil(n / part.length));
    for (const [name, run] of [...[text, `cmd /c ${text}`, `bitsadmin ${text}`, `bitsadmin /transfer ${text}`, `powershell -c ${text}`, `powershell -c bits ${text}`, `wmic bits ${text}`].map((line) => [line.slice(0, 20), () => processFacts(line)] as const), ['script', () => scriptFacts(`bits ${text}`)] as const, ['parent', () => processFacts('a', { ParentCommandLine: `svchost ${text}`, ParentImage: 'svchost.exe' })] as const]) {
      writeSync(2, '.'); const from = performance.now();
      run();
      const ms = performance.now() - from;
      if (ms > 1000) writeSync(2, `${JSON.stringify(part)} ${name} ${Math.round(ms)}\n`);
    }
  }
});
