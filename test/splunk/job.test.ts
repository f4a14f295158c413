import { cancel, resultsOf, startSaved, startSearch, stateOf } from '../../src/splunk/index.js';
import { clientOf, standInWith } from './sessions.js';

const searches = {
  'BITS - Example - Rule': () => Promise.resolve([{ n: '1' }, { n: '2', m: ['a', 'b'] }]),
  '| makeresults': () => Promise.resolve([{ _time: '1' }]),
  'search index=none': () => Promise.reject(new Error('The lookup table is not there.')),
};

test('a saved search is started, looked after, read and ended', async () => {
  const client = clientOf(await standInWith({ collections: {}, searches }));
  const sid = await startSaved(client, 'BITS - Example - Rule');
  expect(await stateOf(client, sid)).toEqual({ done: false, failed: false, progress: 0.25, results: 0, messages: [] });
  expect(await stateOf(client, sid)).toEqual({ done: true, failed: false, progress: 1, results: 2, messages: [] });
  expect(await resultsOf(client, sid, { offset: 1, count: 10 })).toEqual([{ n: '2', m: ['a', 'b'] }]);
  await cancel(client, sid);
  await expect(stateOf(client, sid)).rejects.toMatchObject({ code: 'missing' });
  await cancel(client, sid);
});

test('a search that fails says why', async () => {
  const client = clientOf(await standInWith({ collections: {}, searches }));
  const sid = await startSearch(client, 'index=none', { max_time: 60 });
  await stateOf(client, sid);
  expect(await stateOf(client, sid)).toEqual({ done: true, failed: true, progress: 1, results: 0, messages: ['The lookup table is not there.'] });
});

test('a search is not started twice where the answer got lost', async () => {
  const standIn = await standInWith({ collections: {}, searches });
  standIn.fault = ({ method }) => (method === 'POST' ? 'reset after' : undefined);
  await expect(startSearch(clientOf(standIn), '| makeresults', {})).rejects.toMatchObject({ code: 'unreachable' });
  expect(standIn.requests).toEqual(['POST search/jobs']);
});

test('a saved search that is not there is told', async () => {
  await expect(startSaved(clientOf(await standInWith({ collections: {}, searches })), 'nothing')).rejects.toMatchObject({ code: 'missing' });
});
