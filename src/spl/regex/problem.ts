/** Why a pattern cannot be translated. Thrown inside this folder only: `translateRegex` gives it back as a value. */
export class Unsayable extends Error {
  /** Offset in the pattern. */
  readonly at: number;

  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}
