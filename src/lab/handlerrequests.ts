/** What the REST handler takes for true of splunkd, and no document settles. `$B` is that of requests.ts, `$R` the same host with /services. */
import type { RequestClaim } from './requests.js';

export const handlerClaims: readonly RequestClaim[] = [
  {
    id: 'handler-starts', claim: 'driver and driver.arg.1 of restmap.conf start a program that is no Python, and it is handed the packets of a persistent handler.',
    request: '$R/bits_jobs/v1/health', expected: '200 and a JSON object with healthy; if not, the package of `bitsjobs build --rest-driver python` gives it',
  },
  {
    id: 'handler-driver-variable', claim: '$SPLUNK_HOME in driver is replaced.',
    request: '$R/bits_jobs/v1/health; grep -h persistconn "$SPLUNK_HOME"/var/log/splunk/splunkd.log | tail', expected: '200, and no line that a program was not found',
  },
  {
    id: 'handler-raw-payload', claim: 'A payload that is a text reaches the client as it is, with the status and the Content-Type of the reply, ETag and Location too.',
    request: '$R/bits_jobs/v1/entries/none -i; $R/bits_jobs/v1/export -G -d format=csv -i', expected: '404 application/problem+json; 200 text/csv and Content-Disposition',
  },
  {
    id: 'handler-headers', claim: 'passHttpHeaders hands on If-Match and the Content-Type of JSON and CSV, and passPayload the body of a POST as it was sent.',
    request: "$R/bits_jobs/v1/import -H 'Content-Type: text/csv' --data-binary $'detection\\n'", expected: '200 and dry_run true, not 415',
  },
  {
    id: 'handler-system-token', claim: 'passSystemAuth gives a token that may write to the collections and start the renewal, and session.authtoken one of the caller.',
    request: "$R/bits_jobs/v1/health; $R/bits_jobs/v1/entries -H 'Content-Type: application/json' -d '{}'", expected: '200; then 422 for a user with edit_bits_allowlist, 403 for one without',
  },
  {
    id: 'handler-capabilities', claim: 'capability.post of restmap.conf takes an expression with and; a user without it gets a 403 of splunkd itself.',
    request: "curl -sk -u <user with view_bits_allowlist alone> https://<host>:8089/services/bits_jobs/v1/entries -d x", expected: '403',
  },
  {
    id: 'current-context-in-namespace', claim: 'authentication/current-context answers below /servicesNS/nobody/<app> with username and capabilities.',
    request: '$B/authentication/current-context -G -d output_mode=json', expected: '200, entry[0].content with username and capabilities',
  },
  {
    id: 'job-id-of-ours', claim: 'search/jobs takes an id, and no other user sees the job.',
    request: "$B/search/jobs -d id=bits_preview_conformance -d search='| makeresults' -d output_mode=json; $B/search/jobs/bits_preview_conformance -G -d output_mode=json", expected: '201 with that sid, then 200; 403 or 404 for another user who is no admin',
  },
  {
    id: 'handler-by-web', claim: 'Splunk Web hands on GET, POST and DELETE of the paths that web.conf exposes, and src_ip is then loopback.',
    request: 'in a browser that is logged in: /en-US/splunkd/__raw/services/bits_jobs/v1/audit', expected: '200; entries that were made in the browser have via "Splunk Web"',
  },
  {
    id: 'audit-indexed', claim: 'bits_allowlist_audit.log is indexed with the sourcetype that props.conf gives it.',
    request: "$R/search/jobs/export -d search='search index=_internal sourcetype=bits:allowlist:audit | table action by via entry_id' -d output_mode=json", expected: 'a row for each change',
  },
];
