/** Previews without a Splunk: the searches over the samples of each test by itself, as the lab proves them. */
import type { Content, ResultRow, ShippedDetection } from '../model/index.js';
import type { Look, Preview } from '../rest/index.js';
import type { Row } from '../spl/index.js';
import { labOptions } from './prove.js';

/** Done at once, so that no job is ever asked for; `days` does not matter to samples. */
export async function labPreview(content: Content, texts: ReadonlyMap<string, string>): Promise<Preview> {
  const { planOf, readApp, runTest, subjectsOf } = await import('../lab/index.js');
  const { Refusal, valuesOf } = await import('../spl/index.js');
  const app = readApp(texts);
  const options = await labOptions(texts);
  const subjects = new Map(subjectsOf(content).subjects.map((subject) => [subject.detection.id, subject]));

  /** Test by test, since a search that sums up would take the harmless samples and the others for one act. */
  async function rowsOf({ id, search }: ShippedDetection): Promise<readonly Row[]> {
    const subject = subjects.get(id);
    const plan = planOf(search, app, options);
    const [problem] = plan.problems;
    if (problem) throw new Refusal(problem.message);
    const rows: Row[] = [];
    for (const test of new Set(subject?.samples.map((sample) => sample.test))) if (subject) rows.push(...(await runTest(test, subject, plan, app, options)).table.rows);
    return rows;
  }

  const resultOf = ({ fields }: Row): ResultRow => new Map([...fields].map(([name, value]) => {
    const values = valuesOf(value);
    return [name, values.length === 1 ? (values[0] ?? '') : values] as const;
  }));

  async function look(detection: ShippedDetection): Promise<Look> {
    try {
      return { state: 'done', rows: (await rowsOf(detection)).map(resultOf), complete: true };
    } catch (error) {
      if (error instanceof Refusal) return { state: 'failed', detail: `the lab cannot run this search: ${error.message}` };
      throw error;
    }
  }
  return { start: look, look };
}
