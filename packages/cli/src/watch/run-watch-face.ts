import type { GrowthReport } from '@heaptide/growth';
import { renderGrowthJson } from '@heaptide/report';
import type { DrawingStyleOptions, FollowedWatch, WatchSessionOptions } from '@heaptide/tui';
import { textWidth } from '../views/text-width.js';
import { keeperLines } from '../why/why-text.js';
import type { FailOn } from './fail-on.js';
import { type WatchContext, watchEnd } from './watch-end.js';
import type { PrintedFace } from './watch-face.js';
import { resultLine } from './watch-result.js';

export interface FaceOptions extends WatchSessionOptions {
  readonly drawing: DrawingStyleOptions;
  readonly failOn: FailOn;
  /** Ends the watch: the time that was given, or the user. */
  readonly signal: AbortSignal;
  /** Adds to the last report what is to be known of it in the end. */
  readonly complete?: (report: GrowthReport) => Promise<GrowthReport>;
}

/** A watch that is printed; the signal of the context alone tells whether it was interrupted. */
export async function runWatchFace(
  face: PrintedFace,
  { drawing, failOn, complete = (report) => Promise.resolve(report), ...watched }: FaceOptions,
  context: WatchContext,
): Promise<FollowedWatch> {
  const { stdin, stdout, signal: interruption } = context;
  const tui = await import('@heaptide/tui');
  const style = tui.createDrawingStyle(drawing);
  const write = (text: string) => stdout.write(text);
  const completed = async (watch: Promise<FollowedWatch>): Promise<FollowedWatch> => {
    const ended = await watch;
    return ended.report === undefined ? ended : { ...ended, report: await complete(ended.report) };
  };
  const result = (ended: FollowedWatch) => {
    const isInterrupted = interruption.aborted;
    write(`${resultLine({ ...ended, isInterrupted, end: watchEnd(context), failOn })}\n`);
    return ended;
  };
  switch (face.kind) {
    case 'once':
      return tui.runWatchOnce({ ...watched, style, write });
    case 'ndjson':
      return tui.runWatchRecords({ ...watched, write });
    case 'json': {
      const ended = await completed(tui.followWatch(watched));
      if (ended.report !== undefined) write(renderGrowthJson(ended.report));
      return ended;
    }
    case 'accessible': {
      const { turnedOnBy } = face;
      const { ascii } = drawing;
      return result(await tui.runWatchAccessible({ ...watched, turnedOnBy, ascii, input: stdin, write }));
    }
    case 'lines': {
      const ended = await completed(tui.runWatchLines({ ...watched, style, write }));
      if (ended.report !== undefined) {
        for (const line of tui.closingLines(ended.report, style)) write(`${line}\n`);
        for (const line of keeperLines(ended.report, textWidth(stdout))) write(`${line}\n`);
      }
      return result(ended);
    }
  }
}
