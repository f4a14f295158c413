/**
 * Answers that were given before. Machines of a fleet run the same commands, and an answer depends on what was read of the row alone:
 * rows that agree in all fields that answers have been made of so far get the same one.
 */
import type { Row } from './port.js';

/** So many answers and characters are kept, then all are forgotten. */
const MOST = 4_096;
const MOST_CHARACTERS = 8_000_000;
/** When so many rows have been asked for and less than a tenth of them were known, remembering costs more than it saves: for a while it is left. */
const TRIAL = 1_000;
const WHILE = 100_000;

/** The same answers as the function given. */
export function remembering<Answer extends string | undefined>(answerTo: (row: Row) => Answer): (row: Row) => Answer {
  const answers = new Map<string, Answer>();
  const read: string[] = [];
  let characters = 0;
  let asked = 0;
  let known = 0;

  let values: (string | undefined)[] = [];
  let present: Row = () => undefined;
  let isTracked = true;
  /** Rows that are still answered without looking. */
  let left = 0;

  const forget = (): void => {
    answers.clear();
    characters = 0;
  };

  /** One for all rows, tracked or not: code that was compiled for one function is thrown away for another. */
  const fieldOf: Row = (field) => {
    const text = present(field);
    if (isTracked && !read.includes(field)) {
      read.push(field);
      values.push(text);
    }
    return text;
  };

  return (row) => {
    present = row;
    isTracked = left === 0;
    if (!isTracked) {
      left--;
      return answerTo(fieldOf);
    }
    asked++;
    values = read.map(row);
    const key = keyOf(values);
    if (answers.has(key)) {
      known++;
      return answers.get(key) as Answer;
    }
    if (asked >= TRIAL && known * 10 < asked) {
      forget();
      asked = known = 0;
      left = WHILE;
    }
    const before = read.length;
    const answer = answerTo(fieldOf);
    // What is known now was not asked of the answers before.
    if (read.length > before) forget();
    const whole = keyOf(values);
    characters += whole.length + (answer?.length ?? 0);
    if (answers.size >= MOST || characters > MOST_CHARACTERS) forget();
    answers.set(whole, answer);
    return answer;
  };
}

/** Lengths keep values apart, whatever stands in them. */
function keyOf(values: readonly (string | undefined)[]): string {
  return values.map((value) => `${value?.length ?? ''}:${value ?? ''}`).join('');
}
