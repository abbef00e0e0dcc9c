import type { Frame } from '@heaptide/growth';
import { type Profile, stackFrames } from '@heaptide/profile';

/** What V8 and Node.js call their own, which allocates for whoever called it. */
const NOT_THE_PROGRAM = /^$|^node:/;

/** A function with all that the samples of a profile have live under it as the nearest of the program. */
export interface LiveSite {
  readonly frame: Frame;
  /** Of its largest sample; root first, the function itself included. */
  readonly path: readonly Frame[];
  readonly bytes: number;
}

/** Live bytes in all samples; 0 for a profile without them. */
export function liveBytes(profile: Profile): number {
  let sum = 0;
  for (const bytes of sampleBytes(profile)) sum += bytes;
  return sum;
}

/** The function of the program that has most live; `undefined` where the samples name none. */
export function largestSite(profile: Profile): LiveSite | undefined {
  interface Found {
    readonly frame: Frame;
    path: readonly Frame[];
    bytes: number;
    most: number;
  }
  const sites = new Map<string, Found>();
  let sample = 0;
  for (const bytes of sampleBytes(profile)) {
    const frames = stackFrames(profile, sample++).map(({ name, file, startLine, line, column }): Frame => ({
      function: name,
      file,
      line: startLine > 0 ? startLine : line,
      column: startLine > 0 && startLine !== line ? 0 : column,
    }));
    const own = frames.findIndex(({ file }) => !NOT_THE_PROGRAM.test(file));
    const frame = frames[own];
    if (frame === undefined) continue;
    const key = `${frame.function}\n${frame.file}\n${frame.line}`;
    const path = frames.slice(own).reverse();
    const site = sites.get(key);
    if (site === undefined) sites.set(key, { frame, path, bytes, most: bytes });
    else {
      site.bytes += bytes;
      if (bytes > site.most) Object.assign(site, { path, most: bytes });
    }
  }
  return [...sites.values()].sort((a, b) => b.bytes - a.bytes)[0];
}

function* sampleBytes({ samples, sampleTypes }: Profile): Generator<number> {
  const named = sampleTypes.findIndex(({ type }) => type === 'inuse_space' || type === 'space');
  if (named < 0) return;
  for (let row = named; row < samples.values.length; row += sampleTypes.length) yield samples.values[row]!;
}
