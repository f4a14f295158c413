/** Previews without a Splunk: the searches over all samples of the content, by the lab. */
import type { MappedEvent } from '../lab/index.js';
import type { Content, ResultRow, ShippedDetection } from '../model/index.js';
import type { Look, Preview } from '../rest/index.js';
import type { Row } from '../spl/index.js';
import { labOptions } from './prove.js';

/** Done at once, so that no job is ever asked for; `days` does not matter to samples. */
export async function labPreview(content: Content, texts: ReadonlyMap<string, string>): Promise<Preview> {
  const { Engine, mapLine, planOf, readApp } = await import('../lab/index.js');
  const { Refusal, valuesOf } = await import('../spl/index.js');
  const app = readApp(texts);
  const options = await labOptions(texts);
  const lines = content.samples.flatMap(({ text }) => text.split('\n')).filter((line) => line.trim() !== '');
  const events = lines.flatMap((line): readonly MappedEvent[] => {
    const mapped = mapLine(line, { time: 0, host: 'unknown' });
    return typeof mapped === 'string' ? [] : mapped;
  });
  const now = Math.max(0, ...events.map(({ fields }) => Number(fields.get('_time') ?? 0)));

  async function rowsOf(search: string): Promise<readonly Row[]> {
    const plan = planOf(search, app, options);
    const [problem] = plan.problems;
    if (problem) throw new Refusal(problem.message);
    const engine = new Engine({ ...options, now, random: () => 0.5, findLookup: app.findLookup });
    engine.add(plan);
    events.forEach((event, index) => { engine.take(event, [index]); });
    return (await engine.run(plan)).table.rows;
  }

  const resultOf = ({ fields }: Row): ResultRow => new Map([...fields].map(([name, value]) => {
    const values = valuesOf(value);
    return [name, values.length === 1 ? (values[0] ?? '') : values] as const;
  }));

  async function look({ search }: ShippedDetection): Promise<Look> {
    try {
      return { state: 'done', rows: (await rowsOf(search)).map(resultOf), complete: true };
    } catch (error) {
      if (error instanceof Refusal) return { state: 'failed', detail: `the lab cannot run this search: ${error.message}` };
      throw error;
    }
  }
  return { start: look, look };
}
