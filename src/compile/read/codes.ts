import type { CodeTable } from '../../diagnostic/index.js';

/** What can be wrong with files before their keys are looked at. Letter R. */
export const readCodes = {
  R101: { severity: 'error', means: 'The content folder has neither build.yml (ESCU 6) nor contentctl.yml (contentctl 4 and 5), or cannot be read.', mend: 'Point --content at the folder that holds build.yml or contentctl.yml.' },
  R102: { severity: 'error', means: 'A folder that the dialect demands is missing.', mend: 'Create the folder; it may be empty.' },
  R103: { severity: 'error', means: 'A file of this kind does not belong here.', mend: 'Move or delete the file, or give it the suffix .yml.' },
  R104: { severity: 'error', means: 'The file is too large.', mend: 'Split the file, or name it under `large_files` in checks.yml.' },
  R105: { severity: 'error', means: 'The path leaves the content folder, is a link, or is not a plain file.', mend: 'Put the file itself into the content folder.' },
  R106: { severity: 'error', means: 'The file is not text in UTF-8.', mend: 'Save the file as UTF-8 text.' },
  R107: { severity: 'error', means: 'The file cannot be read from disk.', mend: 'Check that the file exists and may be read.' },
  R110: { severity: 'error', means: 'The YAML cannot be parsed.', mend: 'Correct the YAML at this place.' },
  R111: { severity: 'warning', means: 'A key stands twice in one mapping; the last one counts.', mend: 'Remove one of the two.' },
  R112: { severity: 'warning', means: 'The lines of a quoted text are not indented. Splunk\'s own reader forgives it, the YAML standard does not.', mend: 'Indent the lines that continue the text.' },
  R113: { severity: 'error', means: 'The YAML uses a tag, or an anchor that grows too far.', mend: 'Write plain values without `!tags`, and repeat text instead of nesting aliases.' },
  R114: { severity: 'error', means: 'The YAML is nested too deeply or holds too many values.', mend: 'Content needs no more than a few levels.' },
  R120: { severity: 'error', means: 'The file name does not follow from the name inside.', mend: 'Rename the file: lower case, blank, - and . become _.' },
  R121: { severity: 'error', means: 'The folder does not fit what the file says.', mend: 'Move the file, or correct the key.' },
  R122: { severity: 'error', means: 'The file that belongs to this one is missing.', mend: 'Add the file with the same stem beside it.' },
  R123: { severity: 'error', means: 'The CSV is empty, or a row has another number of cells than the header.', mend: 'Give every row as many cells as the header.' },
  R124: { severity: 'error', means: 'The dashboard definition is not JSON that a view can hold.', mend: 'Export the dashboard from Dashboard Studio again.' },
  R125: { severity: 'warning', means: 'The file is not used by any content.', mend: 'Delete it, or add the YAML file that describes it.' },
  R126: { severity: 'error', means: 'A recording that a test names is neither a web address nor a file of the content folder.', mend: 'Give a web address, or put the file into the content folder.' },
  R130: { severity: 'error', means: 'The ATT&CK bundle cannot be read.', mend: 'Give the enterprise-attack STIX bundle in JSON.' },
  R131: { severity: 'error', means: 'checks.yml cannot be used.', mend: 'See the documentation of checks.yml in the README.' },
} as const satisfies CodeTable;
