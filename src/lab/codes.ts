import type { CodeTable } from '../diagnostic/index.js';

/** What can be wrong with the proof of a search. Letter L. */
export const labCodes = {
  L101: { severity: 'error', means: 'A test of a detection fails: the search that ships does not do what its test says.', mend: 'Correct the search, or the test with its samples.' },
  L102: { severity: 'error', means: 'A search cannot be proven here.', mend: 'Give it tests in both directions, or a search that the lab can follow; `extensions.proven: false` in build.yml ships it unproven.' },
  L103: { severity: 'error', means: 'A line of the samples cannot be read.', mend: 'Each line is one event in JSON, with the name of its test under the key `test`.' },
  L104: { severity: 'warning', means: 'Samples belong to no test.', mend: 'Name the file after the detection, and the test in its line, as extensions.tests has it.' },
  L105: { severity: 'error', means: 'A search with a clause less still passes every test: nothing tests that clause.', mend: 'Add a sample that only that clause lets through, or keeps out.' },
  L106: { severity: 'warning', means: 'A command of a search that was run had something to say.', mend: 'Mend what it says: Splunk would show it above the results.' },
  L107: { severity: 'error', means: 'An entry under extensions.allowlist_hints does not hide the tests that it names, or hides results of others.', mend: 'Narrow or widen its patterns, or correct the names under hides.' },
} as const satisfies CodeTable;
