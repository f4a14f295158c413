/**
 * The terms of search, and of `where` in tstats: the right side of a comparison is always a value; binding, tightest
 * first, is NOT, OR, AND (Search Reference, search), and terms side by side are ANDed. NOT, OR, AND and IN are
 * operators in upper case only.
 */
import type { Cursor } from './cursor.js';
import type { Token } from './lexer.js';
import type { Search } from './search.js';
import { nameText, quoteString, unescapeTerm } from './text.js';

interface Placed {
  readonly start: number;
  readonly end: number;
}

export type TermOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Terms = Placed &
  (
    | { readonly kind: 'and' | 'or'; readonly terms: readonly Terms[] }
    | { readonly kind: 'not'; readonly term: Terms }
    /** `value` without quotes and escapes; of an unresolved macro, its call. */
    | { readonly kind: 'comparison'; readonly field: string; readonly operator: TermOperator; readonly value: string; readonly directive?: Directive; readonly isMacro?: true }
    /** `macros`: calls that stand for values. */
    | { readonly kind: 'in'; readonly field: string; readonly values: readonly string[]; readonly macros?: readonly string[] }
    /** A word or phrase of the raw event. */
    | { readonly kind: 'phrase'; readonly value: string; readonly quoted: boolean; readonly directive?: Directive }
    | { readonly kind: 'macro'; readonly text: string }
    | { readonly kind: 'subsearch'; readonly search: Search }
  );

export type Directive = 'CASE' | 'TERM';

/** As far as terms go: to the end of the command, a closing parenthesis, or one of the words given in any case. */
export function readTerms(cursor: Cursor, stop: readonly string[] = []): Terms | undefined {
  return new Reader(cursor, stop).all();
}

class Reader {
  private readonly cursor: Cursor;
  private readonly stop: readonly string[];

  constructor(cursor: Cursor, stop: readonly string[]) {
    this.cursor = cursor;
    this.stop = stop;
  }

  private get ended(): boolean {
    return this.cursor.done || this.cursor.is('rparen') || this.cursor.isWord(...this.stop);
  }

  private isOperator(word: string): boolean {
    const token = this.cursor.peek();
    return token?.kind === 'word' && token.text === word;
  }

  all(): Terms | undefined {
    const terms: Terms[] = [];
    while (!this.ended) {
      terms.push(this.alternatives());
      if (this.isOperator('AND')) this.operator('AND');
    }
    return join('and', terms);
  }

  /** An operator that needs a term behind it. */
  private operator(word: string): Token {
    const token = this.cursor.take();
    if (this.ended) this.cursor.fail('S208', `a term is missing behind ${word}`, token);
    return token;
  }

  private alternatives(): Terms {
    const terms = [this.negatable()];
    while (this.isOperator('OR')) {
      this.operator('OR');
      terms.push(this.negatable());
    }
    return join('or', terms) ?? this.cursor.fail('S208', 'a term is missing');
  }

  private negatable(): Terms {
    for (const word of ['AND', 'OR']) {
      if (this.isOperator(word)) this.cursor.fail('S208', `a term is missing before ${word}`);
    }
    if (!this.isOperator('NOT')) return this.term();
    const { start } = this.operator('NOT');
    const term = this.cursor.nested(() => this.negatable());
    return { kind: 'not', term, start, end: term.end };
  }

  private term(): Terms {
    const token = this.cursor.peek();
    if (!token) return this.cursor.fail('S208', 'a term is missing');
    const { start, end } = token;
    switch (token.kind) {
      case 'lparen':
        return this.parenthesised();
      case 'open': {
        const search = this.cursor.takeSubsearch();
        return { kind: 'subsearch', search, start, end: search.end };
      }
      case 'macro':
        this.cursor.take();
        return { kind: 'macro', text: token.text, start, end };
      case 'word':
      case 'string':
      case 'quoted':
        return this.comparisonOrPhrase(token);
      case 'comma':
        return this.cursor.fail('S208', 'a comma divides values in IN ( ) only', token);
      default:
        return this.cursor.fail('S208', `a field is missing before ${token.text}`, token);
    }
  }

  private parenthesised(): Terms {
    const open = this.cursor.take();
    const inner = this.cursor.nested(() => new Reader(this.cursor, this.stop).all());
    const close = this.cursor.takeIf('rparen');
    // The place is where it is noticed: what is missing is nearer to it than to what was opened.
    if (!close) return this.cursor.fail('S104', `the ( of ${this.cursor.text.slice(open.start, open.start + 30)} is not closed`);
    return inner ?? this.cursor.fail('S208', 'there is nothing between the parentheses', { start: open.start, end: close.end });
  }

  private comparisonOrPhrase(token: Token): Terms {
    const directive = this.directive();
    if (directive) return { kind: 'phrase', quoted: true, ...directive };
    this.cursor.take();
    if (this.cursor.is('operator')) return this.comparison(token);
    if (this.isOperator('IN')) return this.inList(token);
    this.noNeighbour(token);
    return { kind: 'phrase', value: unescapeTerm(token.text), quoted: token.kind === 'string', start: token.start, end: token.end };
  }

  /** `CASE(text)` and `TERM(text)`. */
  private directive(): { value: string; directive: Directive; start: number; end: number } | undefined {
    const token = this.cursor.peek();
    if (token?.kind !== 'word' || (token.text !== 'CASE' && token.text !== 'TERM') || this.cursor.text[token.end] !== '(') return undefined;
    this.cursor.take();
    const open = this.cursor.take();
    const inner = this.cursor.takeIf('string') ?? this.cursor.takeIf('word') ?? this.cursor.fail('S208', `${token.text}( ) needs a text`, token);
    const close = this.cursor.takeIf('rparen') ?? this.cursor.fail('S104', 'a ( is not closed', open);
    return { value: unescapeTerm(inner.text), directive: token.text, start: token.start, end: close.end };
  }

  private comparison(field: Token): Terms {
    const operator = this.cursor.take();
    if (operator.text === '==') this.cursor.fail('S208', 'search compares by =, not by ==', operator);
    const name = this.fieldName(field);
    const directive = this.directive();
    const common = { kind: 'comparison', field: name, operator: operator.text as TermOperator, start: field.start } as const;
    if (directive) return { ...common, ...directive, start: field.start };
    const value = this.value(operator);
    return value.kind === 'macro' ? { ...common, value: value.text, isMacro: true, end: value.end } : { ...common, value: unescapeTerm(value.text), end: value.end };
  }

  private value(operator: Token): Token {
    const token = this.cursor.peek();
    const isWord = token?.kind === 'word' || token?.kind === 'quoted';
    const missing = !token || this.ended || (isWord && ['AND', 'OR', 'NOT', 'IN'].includes(token.text)) || !(isWord || token.kind === 'string' || token.kind === 'macro');
    if (missing) this.cursor.fail('S208', `a value is missing behind ${operator.text}`, operator);
    const taken = this.withCall(this.cursor.take());
    this.noNeighbour(taken);
    return taken;
  }

  /** `=*GetCurrent()*`: empty parentheses inside a word belong to it, as Splunk takes them. */
  private withCall(token: Token): Token {
    const { text } = this.cursor;
    const [found = ''] = token.kind === 'word' && text.startsWith('()', token.end) ? (/^\(\)[^\s"'`|()[\],=<>]*/.exec(text.slice(token.end, token.end + 200)) ?? []) : [];
    if (found === '') return token;
    this.cursor.at = token.end + found.length;
    return { ...token, text: token.text + found, end: token.end + found.length };
  }

  /** `*a"b` is a quote too many or too few: a value is quoted as a whole. (`"a"AND` is taken by Splunk.) */
  private noNeighbour(token: Token): void {
    const next = this.cursor.peek();
    if (next?.start !== token.end || next.kind !== 'string') return;
    this.cursor.fail('S208', 'a double quote stands inside a word', { start: token.start, end: next.start + 1 });
  }

  private inList(field: Token): Terms {
    const word = this.cursor.take();
    const open = this.cursor.takeIf('lparen') ?? this.cursor.fail('S208', 'IN needs a list in parentheses', word);
    const values: string[] = [];
    const macros: string[] = [];
    this.commas();
    while (!this.cursor.is('rparen')) {
      if (this.cursor.done || this.isOperator('AND') || this.isOperator('OR') || this.isOperator('NOT') || this.cursor.isWord(...this.stop) || this.cursor.isAssignment()) {
        this.cursor.fail('S104', 'a ) is missing behind the list of IN');
      }
      const token = this.listed();
      if (token.kind === 'macro') macros.push(token.text);
      else values.push(unescapeTerm(token.text));
      this.commas();
    }
    const { end } = this.cursor.take();
    if (values.length + macros.length === 0) this.cursor.fail('S208', 'the list of IN is empty', open);
    return { kind: 'in', field: this.fieldName(field), values, ...(macros.length > 0 && { macros }), start: field.start, end };
  }

  /** Any number of them, behind the last value too: searches that run in the field have them. */
  private commas(): void {
    while (this.cursor.takeIf('comma'));
  }

  private listed(): Token {
    const token = this.cursor.take();
    if (!['word', 'string', 'quoted', 'macro'].includes(token.kind)) this.cursor.fail('S208', 'a value is missing in the list of IN', token);
    this.noNeighbour(token);
    return token;
  }

  private fieldName(token: Token): string {
    return token.kind === 'quoted' ? token.text.slice(1, -1) : unescapeTerm(token.text);
  }
}

function join(kind: 'and' | 'or', terms: readonly Terms[]): Terms | undefined {
  const [first] = terms;
  const last = terms.at(-1);
  if (!first || !last || terms.length === 1) return first;
  return { kind, terms, start: first.start, end: last.end };
}

/** With as few parentheses as the reading needs, AND always written. */
export function printTerms(terms: Terms): string {
  switch (terms.kind) {
    case 'and':
      // OR binds tighter than AND and needs no parentheses; a reader does.
      return terms.terms.map((term) => (term.kind === 'and' || term.kind === 'or' ? `(${printTerms(term)})` : printTerms(term))).join(' AND ');
    case 'or':
      return terms.terms.map((term) => (term.kind === 'and' || term.kind === 'or' ? `(${printTerms(term)})` : printTerms(term))).join(' OR ');
    case 'not':
      return `NOT ${terms.term.kind === 'and' || terms.term.kind === 'or' ? `(${printTerms(terms.term)})` : printTerms(terms.term)}`;
    case 'comparison':
      return `${nameText(terms.field)}${terms.operator}${directed(terms)}`;
    case 'in':
      return `${nameText(terms.field)} IN (${[...terms.values.map(quoteString), ...(terms.macros ?? [])].join(', ')})`;
    case 'phrase':
      return terms.directive ? directed(terms) : terms.quoted ? quoteString(terms.value) : terms.value.replace(/[\\|]/g, '\\$&');
    case 'subsearch':
      return `[${terms.search.stages.map((stage) => stage.print()).join(' | ')}]`;
    default:
      return terms.text;
  }
}

function directed({ value, directive, isMacro }: { readonly value: string; readonly directive?: Directive; readonly isMacro?: true }): string {
  if (isMacro) return value;
  return directive ? `${directive}(${quoteString(value)})` : quoteString(value);
}

export function hasSubsearch(terms: Terms): boolean {
  return leavesOf(terms).some(({ kind }) => kind === 'subsearch');
}

/** Every comparison, phrase, macro and subsearch in the terms. */
export function leavesOf(terms: Terms): Terms[] {
  if (terms.kind === 'and' || terms.kind === 'or') return terms.terms.flatMap(leavesOf);
  return terms.kind === 'not' ? leavesOf(terms.term) : [terms];
}
