import type { CodeTable } from '../../diagnostic/index.js';

/** What an export leaves out or changes, so that Splunk's builder takes the rest. Letter X. */
export const exportCodes = {
  X101: { severity: 'info', means: 'ESCU 6 has no key for this; it is left out.', mend: 'Keep the original, which has it.' },
  X102: { severity: 'warning', means: 'The value is not allowed in ESCU 6 and was replaced.', mend: 'Look at the replacement.' },
  X103: { severity: 'warning', means: 'The entry is not allowed in ESCU 6 and was left out of its list.', mend: 'Correct it and export again.' },
  X104: { severity: 'warning', means: 'The name does not go with ESCU 6 and was changed.', mend: 'Rename it in the original.' },
  X105: { severity: 'warning', means: 'A macro or lookup that the content does not hold is declared as that of another app.', mend: 'Name the app in external_app_content of build.yml.' },
  X106: { severity: 'warning', means: 'The detection became experimental: ESCU 6 asks production detections for what this one lacks.', mend: 'Correct the fields that are named.' },
  X107: { severity: 'warning', means: 'The object cannot be written in ESCU 6 and was left out.', mend: 'Correct it and export again.' },
} as const satisfies CodeTable;
