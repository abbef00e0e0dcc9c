import { type FollowOptions, type FollowedWatch, followWatch } from './follow-watch.js';
import { jsonLine } from './json-line.js';
import { NOTHING_RECORDED, watchRecords } from './watch-records.js';

export interface WatchRecordsOptions extends Omit<FollowOptions, 'onChange'> {
  /** Takes text that ends in a line feed. */
  readonly write: (text: string) => void;
}

/**
 * The watch as newline-delimited JSON of schema `heaptide.watch/1`: one line per capture.
 * @throws {HeaptideError} when the very first capture fails.
 */
export function runWatchRecords(options: WatchRecordsOptions): Promise<FollowedWatch> {
  let memory = NOTHING_RECORDED;
  return followWatch({
    ...options,
    onChange: (state) => {
      const recorded = watchRecords(state, memory);
      memory = recorded.memory;
      for (const record of recorded.records) options.write(jsonLine(record));
    },
  });
}
