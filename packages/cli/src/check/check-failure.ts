import { type ErrorCode, HeaptideError } from '@heaptide/profile';

/** The program or the work did not do its part; `lastLines` is what it said last. Hostile text. */
export class CheckFailure extends HeaptideError {
  readonly lastLines: readonly string[];

  constructor(code: ErrorCode, message: string, lastLines: readonly string[]) {
    super(code, message);
    this.lastLines = lastLines;
  }
}
