import { planSpl2, runSearch } from '../../src/spl/index.js';
import type { Row, Value } from '../../src/spl/index.js';
import { content } from '../lab/shipped.js';

const pipeline = content.detections.find(({ extensions }) => extensions?.spl2 !== undefined)?.extensions?.spl2?.search ?? '';

async function rows(text: string, given: readonly Readonly<Record<string, Value>>[]): Promise<Record<string, Value>[]> {
  const { search, problems } = planSpl2(text);
  expect(problems).toEqual([]);
  const input = given.map((fields, index): Row => ({ fields: new Map(Object.entries(fields).map(([name, value]) => [`Processes.${name}`, value])), events: [index] }));
  const { rows: found } = await runSearch(search, {
    now: 0, timeZone: 'UTC', random: () => 0, earliest: undefined, latest: undefined, rows: () => input, lookup: () => undefined, external: () => undefined, guard: (work) => work(), warn: () => undefined,
  });
  return found.map(({ fields }) => Object.fromEntries(fields));
}

const process = (command: string, name = 'bitsadmin.exe') => ({ process: command, process_name: name, process_path: `C:\\${name}`, parent_process_name: 'cmd.exe', dest_user_id: 'u', dest_device_id: 'd' });

test('the pipeline of the seed, on the plan of SPL', async () => {
  const found = await rows(pipeline, [process('bitsadmin /create j'), process('bitsadmin /list'), process('bitsadmin /CREATE j'), process('bitsadmin /create j', 'svc.exe')]);
  // LIKE and = mind letter case, so that /CREATE is not seen.
  expect(found.map(({ cmd_line: command }) => command)).toEqual(['bitsadmin /create j']);
  expect(found[0]).toMatchObject({ entities: ['u', 'd'], parent_process_name: 'cmd.exe', body: expect.stringContaining('"cmd_line":"bitsadmin /create j"') as string });
});

test.each([
  ['| from read_ssa_enriched_events() | stats count', 'S201', 'beyond'], ['| from elsewhere()', 'S202', 'read_ssa_enriched_events'], ['| from read_ssa_enriched_events() | where nope(a)', 'S205', 'nope'],
  ['| from read_ssa_enriched_events() | where a IS maybe', 'S207', 'NULL'], ['| from read_ssa_enriched_events() | eval a', 'S202', 'something is missing'], ['| from read_ssa_enriched_events() | where a=', 'S207', 'ends too soon'],
])('%s is refused', (text, code, why) => {
  expect(planSpl2(text).problems.map((problem) => [problem.code, problem.message])).toEqual([[code, expect.stringContaining(why)]]);
});

test('a map of keys and values, and what is missing', async () => {
  expect(await rows('| from read_ssa_enriched_events() | eval b=create_map(["x", 1]), n=parse_long(map_get(input_event, "count")) | where n IS NULL AND "Endpoint_Processes" IN(_datamodels);', [{ process: 'p' }])).toMatchObject([{ b: '{"x":1}', process: 'p' }]);
});
