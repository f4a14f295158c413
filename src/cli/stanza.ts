/** What a person calls a search: of a stanza `BITS - <name> - Rule` the name. */
export function plainName(stanza: string): string {
  return stanza.replace(/^\S+ - (.*) - Rule$/, '$1');
}
