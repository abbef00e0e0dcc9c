import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { jsonLine } from '../../lines/json-line.js';
import { systemClock } from '../../session/watch-clock.js';
import type { WorkloadState } from '../model/workload-state.js';
import { followWorkload, type FollowWorkloadOptions } from './follow-workload.js';
import { NOTHING_SAID_OF_PODS, workloadClosingLines, workloadLines } from './workload-lines.js';
import { workloadOnce } from './workload-once.js';
import { NO_RECORDS, workloadDocument, workloadRecords } from './workload-records.js';

export interface PrintWorkloadOptions extends Omit<FollowWorkloadOptions, 'onChange'> {
  /** Lines that are only ever appended; one table; one JSON document; or a line of JSON per capture. */
  readonly form: 'lines' | 'once' | 'json' | 'ndjson';
  readonly style: DrawingStyle;
  /** Takes text that ends in a line feed. */
  readonly write: (text: string) => void;
  readonly now?: () => number;
}

/**
 * The watch of a workload without a screen; gives what stands in the end.
 * @throws {HeaptideError} what the engine ends with.
 */
export async function printWorkload(options: PrintWorkloadOptions): Promise<WorkloadState> {
  const { form, style, write, now = () => systemClock.now(), ...followed } = options;
  const writeAll = (lines: readonly string[]) => lines.forEach((line) => write(`${line}\n`));
  switch (form) {
    case 'once': {
      const state = await followWorkload(followed);
      writeAll(workloadOnce(state, now(), style));
      return state;
    }
    case 'json': {
      const state = await followWorkload(followed);
      write(jsonLine(workloadDocument(state, now())));
      return state;
    }
    case 'ndjson': {
      let memory = NO_RECORDS;
      const onChange = (state: WorkloadState) => {
        const recorded = workloadRecords(state, memory, now());
        memory = recorded.memory;
        for (const record of recorded.records) write(jsonLine(record));
      };
      return followWorkload({ ...followed, onChange });
    }
    case 'lines': {
      let memory = NOTHING_SAID_OF_PODS;
      const onChange = (state: WorkloadState) => {
        const said = workloadLines(state, memory, now(), style);
        memory = said.memory;
        writeAll(said.lines);
      };
      const state = await followWorkload({ ...followed, onChange });
      writeAll(workloadClosingLines(state, style));
      return state;
    }
  }
}
