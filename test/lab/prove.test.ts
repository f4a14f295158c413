import { actionsOf, Engine, fillTokens, makeOf, mapLine, mutateAll, planOf, proveAll, readApp, Throttle, timeLimit } from '../../src/lab/index.js';
import type { MappedEvent, ProofsOptions } from '../../src/lab/index.js';
import type { Detection } from '../../src/model/index.js';
import { Refusal } from '../../src/spl/index.js';
import { content, labOptions, shippedApp } from './shipped.js';

const options: ProofsOptions = { ...labOptions, clock: () => 0 };
const shipped = content;

/** An app with one search, and content with one detection for it. */
function world(search: string, tests: NonNullable<Detection['extensions']>['tests'], samples: readonly object[], keys = '') {
  const [base] = shipped.detections;
  if (!base) throw new Error('there is no detection');
  const detection: Detection = { ...base, name: 'Sample', stem: 'sample', extensions: { ...(tests && { tests }) } };
  const file = { stem: 'sample', text: samples.map((sample) => JSON.stringify(sample)).join('\n'), origin: { file: 'samples/sample.jsonl', place: () => ({ file: 'samples/sample.jsonl', line: 1, column: 1 }) } };
  const app = readApp(new Map([['default/savedsearches.conf', `[BITS - Sample - Rule]\nsearch = ${search}\n${keys}`]]));
  return { content: { ...shipped, detections: [detection], samples: [file] }, app };
}

const event = (test: string, process: string) => ({ test, EventID: 1, Channel: 'Microsoft-Windows-Sysmon/Operational', Computer: 'ws1', TimeCreated: '2026-03-02T09:00:00Z', EventData: { Image: `C:\\${process.split(' ')[0] ?? ''}`, CommandLine: process } });
const SEARCH = '| tstats count from datamodel=Endpoint.Processes where Processes.process_name=a.exe Processes.process="*zz*" by Processes.dest Processes.process';
const both = [{ name: 'fires', expected_results: 1 }, { name: 'silent', expected_results: 0 }];

test('what ships is proven in both directions, and every mutant is caught', async () => {
  const app = await shippedApp();
  const { proofs, diagnostics } = await proveAll(shipped, app, options);
  expect(diagnostics).toEqual([]);
  expect(proofs.map(({ verdict }) => verdict)).toEqual(shipped.detections.map(() => 'proven'));
  for (const { fired, silent } of proofs) expect([fired > 0, silent > 0]).toEqual([true, true]);
  const { results } = await mutateAll(proofs, app, options);
  for (const { mutants, survivors } of results) expect([mutants > 5, survivors]).toEqual([true, []]);
});

describe('a verdict says why', () => {
  const verdict = async (search: string, tests: Parameters<typeof world>[1], samples: readonly object[]) => {
    const { content: made, app } = world(search, tests, samples);
    const { proofs: [proof], diagnostics } = await proveAll(made, app, options);
    return { verdict: proof?.verdict, codes: diagnostics.map(({ code }) => code), text: diagnostics.map(({ message }) => message).join('; ') };
  };

  test('proven', async () => {
    expect(await verdict(SEARCH, both, [event('fires', 'a.exe zz'), event('silent', 'a.exe y')])).toEqual({ verdict: 'proven', codes: [], text: '' });
  });

  test.each([
    ['it does not fire', both, [event('fires', 'a.exe y'), event('silent', 'a.exe y')], 'L101', 'expected one result, got 0'],
    ['it fires where it must not', both, [event('fires', 'a.exe zz'), event('silent', 'a.exe zzz')], 'L101', 'expected no results, got 1'],
    ['a field differs', [{ name: 'fires', expected_results: 1, fields: new Map([['Processes.dest', 'ws2']]) }, both[1]], [event('fires', 'a.exe zz'), event('silent', 'a.exe y')], 'L101', 'Processes.dest should be "ws2", and is "ws1"'],
    ['a field is missing', [{ name: 'fires', expected_results: 1, fields: new Map([['nope', 'x']]) }, both[1]], [event('fires', 'a.exe zz'), event('silent', 'a.exe y')], 'L101', 'nope should be "x", and is missing'],
    ['only one direction', [both[0]], [event('fires', 'a.exe zz')], 'L102', 'no test says that it must not fire'],
    ['a test without events', both, [event('fires', 'a.exe zz')], 'L102', 'has no events'],
    ['no tests', undefined, [], undefined, ''],
  ] as const)('%s', async (_, tests, samples, code, why) => {
    const result = await verdict(SEARCH, tests as Parameters<typeof world>[1], samples);
    if (code === undefined) expect(result.codes).toEqual(['L102']);
    else expect([result.codes, result.text]).toEqual([[code], expect.stringContaining(why)]);
  });

  test.each([['| tstats count from datamodel=Endpoint.Processes | transaction a', 'does not run transaction'], ['| tstats cout from datamodel=Endpoint.Processes', 'no statistical function'], ['`nope`', 'not defined'], ['| tstats count from datamodel=Endpoint.Processes | lookup nope a', 'does not exist']])('%s cannot be proven here', async (search, why) => {
    expect(await verdict(search, both, [event('fires', 'a.exe zz'), event('silent', 'a.exe y')])).toMatchObject({ verdict: 'unprovable', codes: ['L102'], text: expect.stringContaining(why) as unknown });
  });

  test('samples that cannot be read, and samples of no test, are told with their lines', async () => {
    const { content: made, app } = world(SEARCH, both, [event('fires', 'a.exe zz'), event('silent', 'a.exe y'), event('other', 'a.exe'), { EventID: 1 }]);
    const { diagnostics } = await proveAll(made, app, options);
    expect(diagnostics.map(({ code, place }) => [code, place?.line])).toEqual([['L103', 4], ['L104', 3]]);
  });

  test('a clause that nothing tests is named', async () => {
    const { content: made, app } = world(SEARCH, both, [event('fires', 'a.exe zz'), event('silent', 'b.exe y')]);
    const { proofs } = await proveAll(made, app, options);
    const { diagnostics } = await mutateAll(proofs, app, options);
    expect(diagnostics.map(({ message }) => message).join('\n')).toContain('without Processes.process="*zz*"');
  });
});

test('a regex that goes back without end is stopped', async () => {
  const { app } = world('| tstats count from datamodel=Endpoint.Processes by Processes.process | rex field=Processes.process "^(?<x>(a+)+)$"', both, []);
  const plan = planOf(app.searches.get('BITS - Sample - Rule')?.search ?? '', app, labOptions);
  const engine = new Engine({ now: 0, timeZone: 'UTC', random: () => 0, findLookup: app.findLookup, findExternal: () => undefined, guard: timeLimit(300) });
  engine.add(plan);
  const [hostile] = mapLine(JSON.stringify({ ...event('x', 'a.exe'), EventData: { Image: 'a', CommandLine: `${'a'.repeat(60)}!` } }), { time: 0, host: 'h' }) as readonly MappedEvent[];
  if (!hostile) throw new Error('the event cannot be read');
  engine.take(hostile, [0]);
  await expect(engine.run(plan)).rejects.toBeInstanceOf(Refusal);
});

describe('what Enterprise Security makes of a row', () => {
  const KEYS = ['action.notable = 1', 'action.notable.param.rule_title = $process$ on $dest$', 'action.notable.param._entities = [{"risk_object_field":"user","risk_object_type":"user","risk_score":40}]', 'action.risk = 1', 'action.risk.param._risk = [{"risk_object_field":"dest","risk_object_type":"system","risk_score":30,"risk_message":"$missing$ $dest$"},{"threat_object_field":"process","threat_object_type":"process_name"}]', 'action.risk.param._risk_message = m'];
  const search = { name: 'S', search: '', keys: new Map(KEYS.map((line) => [line.slice(0, line.indexOf(' =')), line.slice(line.indexOf('= ') + 2)])) };
  const row = { fields: new Map<string, string | readonly string[]>([['user', 'alice'], ['dest', ['ws1', 'ws2']], ['process', 'p']]), events: [3] };

  test('a finding for its entity, a risk event for each of the others', () => {
    expect(makeOf(actionsOf(search), row).map(({ tier, entity, score, message, threatObjects }) => ({ tier, entity: entity?.value, score, message, threats: threatObjects.length }))).toEqual([
      { tier: 'finding', entity: 'alice', score: 40, message: 'p on ws1, ws2', threats: 1 }, { tier: 'risk', entity: 'ws1', score: 30, message: '$missing$ ws1, ws2', threats: 1 }, { tier: 'risk', entity: 'ws2', score: 30, message: '$missing$ ws1, ws2', threats: 1 },
    ]);
  });

  test('a hunt makes neither; broken keys make nothing worse', () => {
    expect(makeOf(actionsOf({ ...search, keys: new Map() }), row)).toMatchObject([{ tier: 'hunt', score: 0 }]);
    expect(makeOf(actionsOf({ ...search, keys: new Map([['action.risk', '1'], ['action.risk.param._risk', '{']]) }), row)).toEqual([]);
    expect(fillTokens('$a$ $$ $ b$', new Map([['a', '$user$']]))).toBe('$user$ $$ $ b$');
  });

  test('throttling holds back what agrees, for as long as said', () => {
    const throttle = new Throttle({ fields: ['user'], period: 60 });
    expect([throttle.passes(row, 0), throttle.passes(row, 59), throttle.passes(row, 60), throttle.passes({ ...row, fields: new Map([['user', 'bob']]) }, 61)]).toEqual([true, false, true, true]);
  });
});

