/** `| bitsscore`: rows in, what they say about BITS and how bad it is out. */
import { columnNames } from '../score/index.js';
import type { ColumnName } from '../score/index.js';
import { signs as signsOfBits } from '../windows/index.js';
import { readOptions } from './arguments.js';
import type { Options } from './arguments.js';
import type { Command, Row, Session } from './port.js';
import type { Column, Value } from './protocol/cell.js';

export interface Scorer {
  /** What it may ask for, in the names of data models, add-ons and logs. */
  readonly fields: readonly string[];
  /** Scores the rows of a table that has these of the fields; nothing for a row that says nothing about BITS. */
  readonly scoring: (present: readonly string[], options: Pick<Options, 'threshold' | 'explain'>) => (row: Row) => Readonly<Partial<Record<ColumnName, Value>>> | undefined;
  /** What is wrong with the settings, for the person who searches. */
  readonly warnings: readonly string[];
}

/** Of a whole event there is no telling before it is read. */
const ANYTHING: readonly string[] = [''];

const SINGLE: ReadonlySet<ColumnName> = new Set(['bits_score', 'bits_severity', 'bits_decoded']);

/**
 * `signs`, by field: words of which one must stand in one of the fields of a row, else it says nothing. `report` is told the first error
 * that a row brings about, and the search goes on; without it, as in the lab, that is a bug like any other and is thrown.
 */
export function bitsscore(scorer: Scorer, signs: ReadonlyMap<string, readonly string[]> = signsOfBits, report: (error: unknown) => void = thrown): Command {
  return (args) => {
    const options = readOptions(args);
    if ('problems' in options) return options;
    const fields = fieldsOf(scorer.fields, options);
    const columns = columnNames.map((name): Column => ({ name: name.replace('bits_', () => options.prefix), several: !SINGLE.has(name) }));
    const requiredFields = [...new Set([...fields.values()].flat())];
    const clash = columns.find(({ name }) => requiredFields.includes(name));
    if (clash !== undefined) return { problems: [`prefix="${options.prefix}" makes the field ${clash.name}, which the command reads: choose another prefix`] };
    const faults = new Faults(report);
    return { requiredFields, columns, fields, signs: new Map([...signs, ['_raw', ANYTHING]]), reader: readerOf(scorer, options, faults), warnings: scorer.warnings, complaints: () => faults.complaints() };
  };
}

function thrown(error: unknown): never {
  throw error;
}

function fieldsOf(names: readonly string[], { raw, process }: Options): ReadonlyMap<string, readonly string[]> {
  const read = [...names.filter((name) => name !== '_raw'), ...(raw ? ['_raw'] : [])];
  return new Map(read.map((name) => [name, name === 'process' ? [...process, name] : [name]]));
}

function readerOf(scorer: Scorer, options: Options, faults: Faults): Session['reader'] {
  return (present) => {
    const score = scorer.scoring(present, options);
    return (row) => {
      try {
        const scored = score(row);
        return scored && columnNames.map((name) => scored[name] ?? '');
      } catch (error) {
        return faults.answerTo(error);
      }
    };
  };
}

/** Reading is total (src/windows), so that an error is a fault of ours. It must cost the search no other row, and nobody may take such a row for a harmless one. */
class Faults {
  private readonly report: (error: unknown) => void;
  private hasReported = false;
  private untold: string[] = [];

  constructor(report: (error: unknown) => void) {
    this.report = report;
  }

  answerTo(error: unknown): readonly Value[] {
    if (!this.hasReported) {
      this.hasReported = true;
      this.untold = ['rows could not be scored, which is a fault of this app: their bits_reasons say so, and bitsscore.log (index=_internal) says where'];
      this.report(error);
    }
    return columnNames.map((name) => (name === 'bits_reasons' ? 'this row could not be scored, which is a fault of this app: bitsscore.log says where' : ''));
  }

  complaints(): readonly string[] {
    return this.untold.splice(0);
  }
}
