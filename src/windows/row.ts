/** One row as Splunk sees it. */
import type { Reading } from './act.js';
import { readLine } from './command.js';
import type { Actor, Evidence, Facts } from './facts.js';
import { baseName, programOf } from './program.js';

/** The text of a field of a row; several values are one text, line by line. */
export type Row = (field: string) => string | undefined;

const processFields = {
  commandLine: ['process', 'Processes.process', 'CommandLine', 'Process_Command_Line', 'process_command_line', 'ProcessCommandLine'],
  image: ['process_path', 'Processes.process_path', 'Image', 'NewProcessName', 'New_Process_Name', 'process_name', 'Processes.process_name'],
  originalName: ['original_file_name', 'Processes.original_file_name', 'OriginalFileName'],
  parentLine: ['parent_process', 'Processes.parent_process', 'ParentCommandLine'],
  parentImage: ['parent_process_path', 'Processes.parent_process_path', 'ParentImage', 'ParentProcessName', 'Creator_Process_Name', 'parent_process_name', 'Processes.parent_process_name'],
  user: ['user', 'Processes.user', 'User', 'SubjectUserName'],
  code: ['EventCode', 'EventID', 'signature_id'],
} as const;

/** Every field that is read, in the names of data models, add-ons and logs. */
export const wantedFields: readonly string[] = Object.values(processFields).flat();

/** What a row says about BITS; nothing, and quickly so, where it says nothing about it. Total, and linear in the texts. */
export function factsOf(row: Row): Facts | undefined {
  const first = (fields: readonly string[]): string | undefined => {
    for (const field of fields) {
      const value = row(field);
      if (value !== undefined && value !== '' && value !== '-') return value;
    }
    return undefined;
  };
  const line = first(processFields.commandLine);
  if (line === undefined) return undefined;
  const image = first(processFields.image);
  const originalName = first(processFields.originalName);
  const own = originalName === undefined ? undefined : programOf(originalName);
  const read = readLine(line.slice(0, 65_536), own === 'bitsadmin' ? own : undefined);
  if (read.acts.length === 0) return undefined;
  return factsFrom('process', read, {
    actor: actorOf(image, line),
    parent: actorOf(first(processFields.parentImage), first(processFields.parentLine)),
    user: first(processFields.user),
    code: first(processFields.code),
    originalName,
  });
}

function actorOf(image: string | undefined, commandLine: string | undefined): Actor {
  return { ...(image !== undefined && { image, name: baseName(image) }), ...(commandLine !== undefined && { commandLine }) };
}

interface Surroundings {
  readonly actor: Actor;
  readonly parent: Actor;
  readonly user: string | undefined;
  readonly code: string | undefined;
  readonly originalName: string | undefined;
}

function factsFrom(evidence: Evidence, { acts, carriers, hidden, others, decoded }: Reading, { actor, parent, user, code, originalName }: Surroundings): Facts {
  return {
    evidence,
    tools: [...new Set(acts.map(({ tool }) => tool))],
    verbs: [...new Set(acts.flatMap(({ verbs }) => verbs))],
    jobs: acts.flatMap(({ jobs }) => jobs ?? []),
    transfers: acts.flatMap(({ transfers }) => transfers ?? []),
    notify: acts.flatMap(({ notify }) => notify ?? []),
    settings: acts.flatMap(({ settings }) => settings ?? []),
    carriers,
    hidden: [...new Set(hidden)],
    others: [...new Set(others)],
    hasCredentials: acts.some((act) => act.hasCredentials === true),
    actor,
    parent,
    ...(user !== undefined && { user }),
    ...(code !== undefined && /^\d{1,5}$/.test(code) && { code: Number(code) }),
    ...(originalName !== undefined && { originalName }),
    ...(decoded !== undefined && { decoded: decoded.slice(0, 4_096) }),
  };
}
