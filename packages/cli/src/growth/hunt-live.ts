import { type GrowthReport, Hunt, type HuntOptions } from '@heaptide/growth';
import { type Capture, HeaptideError, type LiveProcess, pollCaptures, saveCapture } from '@heaptide/targets';
import type { CapturePlan } from './capture-plan.js';

export interface LiveOptions {
  readonly plan: CapturePlan;
  readonly hunt: HuntOptions;
  /** Directory that the captures are saved into. */
  readonly save: string | undefined;
  readonly mapCapture: (capture: Capture) => Capture;
  /** Ends the hunt before the plan does. */
  readonly isEnough?: (report: GrowthReport) => boolean;
  readonly talk: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface LiveHunt {
  /** Absent where not one capture was had. */
  readonly report: GrowthReport | undefined;
  /** What ended the hunt before its time; there is a report then. */
  readonly failure: HeaptideError | undefined;
}

/**
 * Reads a live process by a plan and judges after each capture, with a line for each. What has been judged is not lost when
 * `signal` aborts, when the process ends, or when a capture cannot be saved. Where another process answers in its stead, all
 * begins anew.
 * @throws {HeaptideError} what reading, saving and judging throw, as long as there is no report.
 */
export async function huntLive(live: Pick<LiveProcess, 'receive'>, options: LiveOptions): Promise<LiveHunt> {
  const { plan, save, mapCapture, isEnough = () => false, talk, signal } = options;
  const { everyMs, count, durationMs } = plan;
  const startedAt = performance.now();
  let hunt = new Hunt(options.hunt);
  let report: GrowthReport | undefined;
  let taken = 0;
  try {
    for await (const received of pollCaptures(live, { everyMs, count, gc: true, signal })) {
      if (save !== undefined) await saveCapture(received, save);
      const capture = mapCapture(received.capture);
      try {
        report = hunt.add(capture);
      } catch (error) {
        if (report === undefined || !isOtherSeries(error)) throw error;
        talk(`all begins anew after ${soFar(report)}; ${error.message}`);
        hunt = new Hunt(options.hunt);
        report = hunt.add(capture);
      }
      talk(`capture ${++taken} of ${count}: ${soFar(report)}`);
      if (isEnough(report) || performance.now() - startedAt + everyMs > durationMs) break;
    }
  } catch (error) {
    if (report === undefined || !(error instanceof HeaptideError)) throw error;
    return { report, failure: error };
  }
  return { report, failure: undefined };
}

function isOtherSeries(error: unknown): error is HeaptideError {
  return error instanceof HeaptideError && error.code === 'HT_E_MIXED_SERIES';
}

/** The verdict, the site that it is about, and what is still missing. */
function soFar({ verdict, reason, sites }: GrowthReport): string {
  const found = sites.find((site) => site.verdict === verdict);
  return `${verdict}${found === undefined ? '' : ` in ${found.function}`}: ${reason}`;
}
