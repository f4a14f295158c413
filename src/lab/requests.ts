import { handlerClaims } from './handlerrequests.js';

/**
 * What the store on Splunk takes for true of splunkd's REST and no document settles, each with a request that does. `$B` stands for
 * `curl -sk -u <admin> https://<host>:8089/servicesNS/nobody/DA-ESS-BitsJobs`, on a test system: they write into the collections.
 */
export interface RequestClaim {
  readonly id: string;
  readonly claim: string;
  /** Lines of a shell. */
  readonly request: string;
  readonly expected: string;
}

const DATA = 'storage/collections/data/bits_allowlist_journal';
const JSON_BODY = "-H 'Content-Type: application/json' -d";

export const requestClaims: readonly RequestClaim[] = [
  {
    id: 'kvstore-insert-refuses', claim: 'A row with a key that is taken is refused with 409, also where two come at once, and the one that is there stays as it is.',
    request: `for i in 1 2; do $B/${DATA} ${JSON_BODY} '{"_key": "conformance", "change": "'$i'"}' & done; wait; $B/${DATA}/conformance`,
    expected: 'one 201 with the key, one 409 "A document with the same key and user already exists.", and the row of the first',
  },
  {
    id: 'kvstore-replace-needs-row', claim: 'POST to a key that is not there makes no row.',
    request: `$B/${DATA}/conformance-none ${JSON_BODY} '{"change": "1"}'`, expected: '404',
  },
  {
    id: 'kvstore-batch-replaces', claim: 'batch_save puts in rows, and replaces whole those whose keys are there.',
    request: `$B/${DATA}/batch_save ${JSON_BODY} '[{"_key": "conformance", "head": 0}]'; $B/${DATA}/conformance`, expected: 'the key in a list, and a row with head and without change',
  },
  {
    id: 'kvstore-keys-sorted', claim: 'sort=_key:1 with a condition on _key gives the rows behind that key, in the order of bytes.',
    request: `$B/${DATA} -G --data-urlencode 'query={"$and": [{}, {"_key": {"$gt": "conformanc"}}]}' -d sort=_key:1 -d limit=1`, expected: 'the row conformance',
  },
  {
    id: 'kvstore-key-with-colon', claim: 'A key may hold a colon, and is found by its encoded form.',
    request: `$B/${DATA} ${JSON_BODY} '{"_key": "a:1"}'; $B/${DATA}/a%3A1 -X DELETE -w '%{http_code}'`, expected: '201, then 200',
  },
  {
    id: 'kvstore-delete-by-query', claim: 'DELETE with a query removes the rows that meet it, and answers 200 where there is none.',
    request: `$B/${DATA} -G -X DELETE --data-urlencode 'query={"change": "1"}' -w '%{http_code}'`, expected: '200',
  },
  {
    id: 'history-tells-when', claim: 'The history of a saved search names its jobs, by hand or scheduled, with the time when each was started (published) and isDone.',
    request: "$B/saved/searches/BITS%20-%20Allowlist%20Renewal/history -G -d output_mode=json", expected: 'entries with name, published and content.isDone',
  },
  {
    id: 'job-tells-failure', claim: 'A search whose inputlookup or outputlookup fails has isFailed and a message of type ERROR or FATAL.',
    request: "$B/search/jobs -d search='| inputlookup bitsjobs_conformance_none_such' -d exec_mode=blocking -d output_mode=json; $B/search/jobs/<sid> -G -d output_mode=json", expected: 'isFailed true, a message',
  },
  {
    id: 'dispatch-by-system', claim: 'A saved search of the app can be started with the system token that a handler is given.',
    request: '$B/saved/searches/BITS%20-%20Allowlist%20Renewal/dispatch -d trigger_actions=0 -d output_mode=json', expected: '201 with a sid; with the token of passSystemAuth instead of a user as well',
  },
  ...handlerClaims,
];
