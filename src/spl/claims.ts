/**
 * What the evaluator takes for true and the manuals do not settle: each with a search that needs no data of the asker's
 * and the rows that it gives here. Whoever has a Splunk can run them (`bitsjobs conformance`); our tests run them too.
 */
import { functionClaims } from './functions/claims.js';

export interface SplClaim {
  readonly id: string;
  readonly claim: string;
  /** Begins with makeresults, or reads one of `lookups`. */
  readonly search: string;
  /** Of the result, as Splunk shows it; of several values a list. Fields that are not named do not matter. */
  readonly expected: readonly Readonly<Record<string, string | readonly string[]>>[];
  /** CSV text, and the settings of its definition. */
  readonly lookups?: Readonly<Record<string, { readonly csv: string; readonly settings: Readonly<Record<string, string>> }>>;
}

const hosts = { csv: 'host,owner\nws1,alice\nws*,bob\n', settings: { match_type: 'WILDCARD(host)', case_sensitive_match: 'false' } };

/** Patterns as an allowlist has them, of two columns; what is special elsewhere stands for itself. */
const patterns = {
  csv: 'a,b,name\n"x?y.[z]%$q$`r`","*",punctuation\n"say ""hi"", you|*","*",quotes\n"c:\\dir\\*","*",backslash\n"*","b*",second\nboth*,b1,both\n',
  settings: { match_type: 'WILDCARD(a), WILDCARD(b)', case_sensitive_match: 'false', max_matches: '1000' },
};

/** Looks two values up in them. */
function patternClaim(id: string, claim: string, a: string, b: string, expected: string | readonly string[]): SplClaim {
  const search = `| makeresults | eval a=${JSON.stringify(a)}, b=${JSON.stringify(b)} | lookup local=true bitsjobs_conformance_patterns a b OUTPUT name | eval r=coalesce(name, "none")`;
  return { id, claim, search, expected: [{ r: expected }], lookups: { bitsjobs_conformance_patterns: patterns } };
}

export const splClaims: readonly SplClaim[] = [
  { id: 'concatenation-precedence', claim: 'The dot that joins texts binds as + does, from left to right.', search: '| makeresults | eval r=1+2 . "x"', expected: [{ r: '3x' }] },
  { id: 'lower-case-operators', claim: 'eval and where take and, or, not in lower case as operators.', search: '| makeresults | eval r=if(1=1 and not 1=2, "yes", "no")', expected: [{ r: 'yes' }] },
  { id: 'precision-of-products', claim: 'A product is rounded to the digits of the less precise factor where both have a fraction, and not where one is whole.', search: '| makeresults | eval a=8.250*0.2, b=3*0.5', expected: [{ a: '2', b: '1.5' }] },
  { id: 'not-of-null', claim: 'NOT of a comparison with a missing field is null, so that where drops the row.', search: '| makeresults | eval a="x" | where NOT (missing="x") | stats count', expected: [{ count: '0' }] },
  { id: 'null-or-true', claim: 'Null OR true is true.', search: '| makeresults | eval a="x" | where missing="y" OR a="x" | stats count', expected: [{ count: '1' }] },
  { id: 'numbers-as-texts', claim: '= in where compares as numbers what looks like numbers on both sides.', search: '| makeresults | eval a="1.0", b="1" | where a=b | stats count', expected: [{ count: '1' }] },
  { id: 'text-equality-in-search', claim: '= in search compares texts: 1 is not 1.0.', search: '| makeresults | eval a="1.0" | search a=1 | stats count', expected: [{ count: '0' }] },
  { id: 'several-values-in-where', claim: 'A comparison in where is true if any of several values meets it.', search: '| makeresults | eval a=split("x,y", ",") | where a="y" | stats count', expected: [{ count: '1' }] },
  { id: 'several-values-unequal-in-search', claim: '!= in search is true if any of several values differs.', search: '| makeresults | eval a=split("x,y", ",") | search a!=x | stats count', expected: [{ count: '1' }] },
  { id: 'search-or-before-and', claim: 'OR binds tighter than AND in search.', search: '| makeresults | eval a="1", c="1" | search a=1 b=1 OR c=1 | stats count', expected: [{ count: '1' }] },
  { id: 'search-cidr', claim: 'search matches an address against a network.', search: '| makeresults | eval ip="198.51.100.7" | search ip=198.51.100.0/24 | stats count', expected: [{ count: '1' }] },
  { id: 'search-star-escape', claim: 'A backslash before a star in search is a backslash, and the star a wildcard.', search: '| makeresults | eval p="a\\\\xb" | search p="a\\*b" | stats count', expected: [{ count: '1' }] },
  { id: 'add-number-and-text', claim: '+ of a number and a text that is none gives null.', search: '| makeresults | eval r=coalesce(1+"a", "null")', expected: [{ r: 'null' }] },
  { id: 'values-order', claim: 'values() is in the order of bytes: digits, upper case, lower case.', search: '| makeresults | eval a=split("b,A,a,10,9", ",") | mvexpand a | stats values(a) as r', expected: [{ r: ['10', '9', 'A', 'a', 'b'] }] },
  { id: 'stats-by-several-values', claim: 'stats by a field with several values counts the row in each group.', search: '| makeresults | eval a=split("x,y", ",") | stats count by a', expected: [{ a: 'x', count: '1' }, { a: 'y', count: '1' }] },
  { id: 'stats-by-missing', claim: 'stats by drops rows that lack a field.', search: '| makeresults | eval a="x" | stats count by a b | stats count', expected: [{ count: '0' }] },
  { id: 'stats-group-order', claim: 'Groups come in the order of their values, numbers by size.', search: '| makeresults | eval a=split("10,9,b", ",") | mvexpand a | stats count by a | fields a', expected: [{ a: '9' }, { a: '10' }, { a: 'b' }] },
  { id: 'rename-missing-erases', claim: 'rename of a missing field onto another erases it.', search: '| makeresults | eval b="x" | rename a as b | eval r=if(isnull(b), "gone", "there")', expected: [{ r: 'gone' }] },
  { id: 'lookup-all-matches', claim: 'A lookup with wildcards gives all rows that match, in the order of the file.', search: '| makeresults | eval host="WS1" | lookup bitsjobs_conformance_hosts host OUTPUT owner', expected: [{ owner: ['alice', 'bob'] }], lookups: { bitsjobs_conformance_hosts: hosts } },
  { id: 'lookup-missing-input', claim: 'A row without the input field is not looked up, and default_match does not fill it.', search: '| makeresults | lookup bitsjobs_conformance_default host OUTPUT owner | eval r=coalesce(owner, "none")', expected: [{ r: 'none' }], lookups: { bitsjobs_conformance_default: { csv: hosts.csv, settings: { min_matches: '1', default_match: 'nobody' } } } },
  { id: 'lookup-output-keeps', claim: 'OUTPUT leaves a field as it is where nothing matches.', search: '| makeresults | eval host="other", owner="old" | lookup bitsjobs_conformance_hosts host OUTPUT owner', expected: [{ owner: 'old' }], lookups: { bitsjobs_conformance_hosts: hosts } },
  patternClaim('lookup-two-wildcards', 'A row of a lookup matches if all of its columns do, and every such row is given.', 'BOTH1', 'b1', ['second', 'both']),
  patternClaim('lookup-punctuation', 'In a column of wildcards only the star is special.', 'x?y.[z]%$q$`r`', '-', 'punctuation'),
  patternClaim('lookup-question-mark', 'A question mark in a column of wildcards stands for itself.', 'x1y.[z]%$q$`r`', '-', 'none'),
  patternClaim('lookup-quotes', 'Quotes, commas and pipes of a CSV file are matched as they are.', 'say "hi", you|there', '-', 'quotes'),
  patternClaim('lookup-backslash', 'A backslash in a column of wildcards stands for itself. No search of ours depends on it.', 'c:\\dir\\x', '-', 'backslash'),
  { id: 'lookup-default-matches', claim: 'A lookup without max_matches gives the first hundred rows that match.', search: '| makeresults | eval word="any" | lookup bitsjobs_conformance_many word OUTPUT number | eval r=mvcount(number), last=mvindex(number, -1)', expected: [{ r: '100', last: '100' }], lookups: { bitsjobs_conformance_many: { csv: `word,number\n${Array.from({ length: 120 }, (_, index) => `any,${index + 1}\n`).join('')}`, settings: {} } } },
  { id: 'lookup-cleared-field', claim: 'A field set to null() before a lookup that finds nothing stays missing.', search: '| makeresults | eval a="none such", b="-", name="forged" | eval name=null() | lookup local=true bitsjobs_conformance_patterns a b OUTPUT name | eval r=coalesce(name, "missing")', expected: [{ r: 'missing' }], lookups: { bitsjobs_conformance_patterns: patterns } },
  { id: 'rex-last-max-match', claim: 'rex with max_match=0 gives every match.', search: '| makeresults | eval a="x1y2" | rex field=a max_match=0 "(?<d>\\d)"', expected: [{ d: ['1', '2'] }] },
  { id: 'replace-backslash', claim: 'In replace a backslash before a character that is no digit stays.', search: '| makeresults | eval r=replace("a.b", "\\.", "\\\\.")', expected: [{ r: 'a\\.b' }] },
  { id: 'exactperc-interpolates', claim: 'median and exactperc lie between two neighbours.', search: '| makeresults | eval a=split("1,2,3,4", ",") | mvexpand a | stats median(a) as m exactperc25(a) as p', expected: [{ m: '2.5', p: '1.75' }] },
  ...functionClaims,
];
