/** The first reason, understood without the others. */
import { otherVerbs, type Facts } from '../../src/windows/index.js';
import { headline } from '../../src/score/headline.js';
import { verbs as bitsadminVerbs } from '../../src/windows/bitsadmin/verbs.js';
import { file, made, url } from './events.js';

const job = [{ name: 'u', id: '{6F364A04-6299-4349-A8B6-34BED5E400EF}' }];
const from = { direction: 'download' as const, source: url('files.example.net'), destination: file('C:\\d\\a.exe') };

test.each<[Partial<Facts>, string]>([
  [{ verbs: ['transfer'], transfers: [from], jobs: job }, 'bitsadmin downloaded https://files.example.net/a to C:\\d\\a.exe'],
  [{ verbs: ['transfer', 'setnotifycmdline'], transfers: [{ ...from, direction: 'upload' }, from] }, 'bitsadmin uploaded https://files.example.net/a to C:\\d\\a.exe (and 1 more)'],
  [{ tools: ['bits'], evidence: 'bitsclient', verbs: ['failed'], transfers: [{ source: from.source }] }, 'BITS failed to move https://files.example.net/a'],
  [{ tools: ['bits'], evidence: 'file', verbs: ['land'], transfers: [{ direction: 'download', destination: from.destination }] }, 'BITS downloaded a file to C:\\d\\a.exe'],
  [{ verbs: ['create', 'setnotifycmdline', 'resume'], jobs: job }, 'bitsadmin made a job, gave a job a program to start, started a job (job u)'],
  [{ verbs: ['replaceremoteprefix'], jobs: job, transfers: [{ source: from.source }] }, 'bitsadmin pointed a job to another server: https://files.example.net/a (job u)'],
  [{ verbs: ['getstate'], jobs: job }, 'bitsadmin called getstate (job u)'],
  [{ evidence: 'service', tools: ['servicecontrol'], verbs: ['disable'] }, 'somebody, or Windows itself, disabled the BITS service'],
  [{ evidence: 'file', tools: ['toolcopy'], verbs: ['copytool'], transfers: [{ destination: from.destination }] }, 'somebody put a copy of the program for BITS elsewhere: to C:\\d\\a.exe'],
  [{ evidence: 'imageload', tools: ['com'], verbs: ['load'], actor: { image: 'C:\\Windows\\System32\\rundll32.exe' } }, 'rundll32 loaded the library through which programs talk to BITS'],
  [{ evidence: 'imageload', tools: ['com'], verbs: ['load'] }, 'a program loaded the library through which programs talk to BITS'],
])('%j', (facts, sentence) => {
  expect(headline(made(facts))).toBe(sentence);
});

test('every verb that changes something has its words', () => {
  const reads = /^(?:get|list|info|monitor|remove|set(?:displayname|description|priority|validationstate)$)/;
  const speechless = [...otherVerbs, ...bitsadminVerbs.keys()].filter((verb) => !reads.test(verb) && headline(made({ verbs: [verb] })).includes(`called ${verb}`));
  expect(speechless).toEqual([]);
});
