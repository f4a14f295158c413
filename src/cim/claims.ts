/**
 * What the mapping takes for true and nobody could read in a document: each with a search that settles it on a Splunk
 * with the add-ons, and what it should show. Mappings name their claims by id.
 */
export interface Claim {
  readonly id: string;
  readonly claim: string;
  /** Over a few events of the kind, all time. */
  readonly search: string;
  readonly expected: string;
}

const SYSMON = 'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"';

export const claims: readonly Claim[] = [
  {
    id: 'sysmon-user-with-domain',
    claim: 'The user of a Sysmon row keeps its domain. A public test suite that replays the add-on takes only what stands behind the backslash; older versions of the add-on kept both.',
    search: `${SYSMON} EventCode=1 | table User user`,
    expected: 'user equals User',
  },
  {
    id: 'sysmon-image-load-in-processes',
    claim: 'Sysmon 7 is tagged process and report, so that Endpoint.Processes has a row for each image load, without a command line.',
    search: '| from datamodel:"Endpoint.Processes" | search EventCode=7 | stats count by process, parent_process, action',
    expected: 'rows, with process and parent_process unknown and action allowed',
  },
  {
    id: 'security-4688-process',
    claim: 'The process of a 4688 is its command line. A public test suite that replays the add-on finds it replaced by the image path where its first word has no backslash.',
    search: 'source="XmlWinEventLog:Security" EventCode=4688 CommandLine=* | table CommandLine process',
    expected: 'process equals CommandLine, for `tool.exe /x` too',
  },
  {
    id: 'security-4688-fields',
    claim: 'Without command line, process is the image path; parent_process is the parent image path; process ids are decimal; the user is who the process runs as, else who started it, without domain.',
    search: 'source="XmlWinEventLog:Security" EventCode=4688 | table process parent_process process_id parent_process_id user user_id process_integrity_level',
    expected: 'ids such as 7680, not 0x1e00; user alice for SubjectUserName alice and TargetUserName -',
  },
  {
    id: 'system-7036-7040-services',
    claim: 'Service Control Manager 7036 and 7040 reach Endpoint.Services, with the display name as service and, where 7040 has one, the key name as service_name.',
    search: '| from datamodel:"Endpoint.Services" | search EventCode IN (7036, 7040) | table service service_name status start_mode',
    expected: 'a row for each event; start_mode auto or manual',
  },
  {
    id: 'proxy-fields',
    claim: 'A proxy add-on fills Web.Web from the extended log format by the meaning of its fields.',
    search: '| from datamodel:"Web.Web" | table url http_method http_user_agent src dest status action',
    expected: 'url with scheme and host',
  },
  {
    id: 'data-model-unknown',
    claim: 'The data model fills the listed fields with the word unknown, and leaves the others missing.',
    search: '| from datamodel:"Endpoint.Processes" | search EventCode=4688 | stats count by original_file_name, process_hash, process_integrity_level | append [| from datamodel:"Endpoint.Processes" | search EventCode=4688 | stats count(process_guid)]',
    expected: 'original_file_name and process_hash unknown; no process_guid',
  },
  {
    id: 'xml-entities',
    claim: 'Values are compared with their references resolved: & and not &amp;. The add-on extracts them from the XML as they are written there.',
    search: 'source="XmlWinEventLog:*" "&amp;" | table _raw CommandLine ScriptBlockText',
    expected: 'a search for a value with & < or > meets the event as it does here',
  },
  {
    id: 'script-parts',
    claim: 'Scripts that PowerShell logs in several events 4104 are one event here; in Splunk they are one only after a transaction or stats by ScriptBlockId.',
    search: 'source="XmlWinEventLog:Microsoft-Windows-PowerShell/Operational" EventCode=4104 MessageTotal>1 | stats list(MessageNumber) by ScriptBlockId',
    expected: 'several events for each script',
  },
  {
    id: 'unnamed-data',
    claim: 'Values of event data without names, as in event 800, are Data0, Data1 and so on here.',
    search: 'source="XmlWinEventLog:Windows PowerShell" EventCode=800 | table *',
    expected: 'the fields in which the add-on puts them',
  },
];
