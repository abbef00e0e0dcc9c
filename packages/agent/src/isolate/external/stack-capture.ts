import { runInNewContext } from 'node:vm';
import type { ExternalFrame } from '../../reading/external-reading.js';

/** Takes the stack of the hook that has called `callee`, leaf first, from where the hook was called. */
export type StackCapture = (callee: (...args: never[]) => unknown) => ExternalFrame[];

type CallSites = (callee: (...args: never[]) => unknown) => readonly NodeJS.CallSite[];

/** `Buffer.from`, its three inner functions, and two hooks. */
const MOST_LEFT_OUT = 6;

const CALL_SITES = `
  Error.prepareStackTrace = (error, callSites) => callSites;
  ((limit) => {
    Error.stackTraceLimit = limit;
    return (callee) => {
      const holder = {};
      Error.captureStackTrace(holder, callee);
      return holder.stack;
    };
  })
`;

/**
 * A capture of at most `depth` frames. `stackTraceLimit` and `prepareStackTrace` belong to the Error of a realm, so it
 * has one of its own (150 KB): the application's Error is neither read nor touched, not even for a moment, and may be
 * frozen, patched or under source maps. Positions are those of the script that runs.
 */
export function stackCapture(depth: number): StackCapture {
  const callSites = (runInNewContext(CALL_SITES) as (limit: number) => CallSites)(depth + MOST_LEFT_OUT);
  return (callee) => {
    const frames: ExternalFrame[] = [];
    for (const site of callSites(callee)) {
      // A builtin or an eval has no script, and nobody could look it up.
      const url = site.getScriptNameOrSourceURL();
      if (!url) continue;
      frames.push({
        name: site.getFunctionName() ?? '',
        url,
        line: site.getLineNumber() ?? 0,
        column: site.getColumnNumber() ?? 0,
      });
    }
    const leaf = callerOfHook(frames);
    return frames.slice(leaf, leaf + depth);
  };
}

/**
 * Where the frames of hooks and of Buffer end: a method of Buffer that gets its memory through another one leaves
 * hook, `node:buffer`, hook.
 */
function callerOfHook(frames: readonly ExternalFrame[]): number {
  let index = 1;
  while (frames[index]?.url === 'node:buffer') index += 1;
  return index > 1 && frames[index]?.url === frames[0]?.url ? index + 1 : index;
}
