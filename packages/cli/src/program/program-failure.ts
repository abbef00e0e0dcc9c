import { type ErrorCode, HeaptideError } from '@heaptide/profile';

/** A program, or the work that it was given, did not do its part; `lastLines` is what it said last. Hostile text. */
export class ProgramFailure extends HeaptideError {
  readonly lastLines: readonly string[];

  constructor(code: ErrorCode, message: string, lastLines: readonly string[]) {
    super(code, message);
    this.lastLines = lastLines;
  }
}
