/** Macros that the Splunk Common Information Model brings, as its macros.conf defines them. */
export const cimMacros: ReadonlyMap<string, { readonly args: readonly string[]; readonly definition: string }> = new Map([
  ['drop_dm_object_name(1)', { args: ['object'], definition: 'rename $object$.* as *' }],
  ['summariesonly', { args: [], definition: 'summariesonly=false' }],
]);
