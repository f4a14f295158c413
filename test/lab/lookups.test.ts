/** Lookup definitions of an app as transforms.conf.spec has them. */
import { readApp } from '../../src/lab/index.js';
import { run } from '../spl/running.js';

const csv = `word,number\n${Array.from({ length: 1_200 }, (_, index) => `any,${index + 1}\n`).join('')}`;

test.each([
  ['without max_matches, a hundred', '', 100],
  ['as many as it says', 'max_matches = 700', 700],
  ['never more than a thousand', 'max_matches = 5000', 1_000],
])('%s, the first ones of the file', async (_, setting, count) => {
  const app = readApp(new Map([['default/transforms.conf', `[many]\nfilename = many.csv\n${setting}\n`], ['lookups/many.csv', csv]]));
  const many = app.findLookup('many');
  if (!many) throw new Error('the lookup is missing');
  const [row] = await run('| makeresults | eval word="any" | lookup many word OUTPUT number | eval count=mvcount(number), last=mvindex(number, -1)', { lookups: { many } });
  expect([row?.['count'], row?.['last']]).toEqual([count, String(count)]);
});
