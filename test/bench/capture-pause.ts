import { readCapture } from '@heaptide/profile';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { samplingVariant } from './agent-variants.js';
import { startMeasured } from './measured-program.js';

const PROGRAM = fileURLToPath(import.meta.resolve('../../test/bench/programs/large-heap.mjs'));
const INTERVAL = 16 * 1024;
const LIVE_SAMPLES = 5000;
const WARMING = 5;
const BETWEEN_MS = 100;

/** How long captures hold the main thread of one Node version up. */
export interface CapturePause {
  readonly node: string;
  readonly liveSamples: number;
  readonly callPaths: number;
  /** Milliseconds of main-thread time, one figure a capture. */
  readonly pauses: readonly number[];
  /** The same for as long a time without a capture. */
  readonly withoutCapture: readonly number[];
  /** Milliseconds until a capture has arrived. */
  readonly waits: readonly number[];
}

/**
 * Takes captures of a program with some 5,000 live samples whose event loop turns all the time. The pause is the sum of
 * the turns that took long while the capture was under way, less what the thread waited for a core meanwhile: reading the
 * trees, and what the inspector and the collector do around it.
 */
export async function measureCapturePause(execPath: string, captures: number): Promise<CapturePause> {
  const program = await startMeasured({
    execPath,
    args: [PROGRAM, '--bytes', String(LIVE_SAMPLES * INTERVAL)],
    variant: samplingVariant(INTERVAL),
  });
  try {
    const take = (query = ''): Promise<Uint8Array<ArrayBuffer>> => program.ask(`/debug/heap${query}`);
    const { profile, metadata } = await readCapture(await take('?births=1'));
    const callPaths = (await readCapture(await take())).profile.samples.length;
    for (let i = 0; i < WARMING; i++) await take();
    const spans: Span[] = [];
    for (let i = 0; i < captures; i++) {
      await sleep(BETWEEN_MS);
      const from = epochMs();
      await take();
      spans.push({ from, to: epochMs() });
    }
    const gaps = (await program.tell('/gaps')) as Gap[];
    return {
      node: metadata?.versions.node ?? '',
      liveSamples: profile.samples.length,
      callPaths,
      pauses: spans.map((span) => heldUp(gaps, span)),
      withoutCapture: spans.map(({ from, to }) => heldUp(gaps, { from: from - (to - from), to: from })),
      waits: spans.map(({ from, to }) => to - from),
    };
  } finally {
    await program.stop();
  }
}

/** Milliseconds since 1970, on the clock that programs/large-heap.mjs uses. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** A turn that took long: its end, and its milliseconds less those that it waited for a core. */
type Gap = readonly [end: number, busy: number];

function heldUp(gaps: readonly Gap[], { from, to }: Span): number {
  return gaps.reduce((sum, [end, busy]) => (end > from && end <= to ? sum + busy : sum), 0);
}

function epochMs(): number {
  return performance.timeOrigin + performance.now();
}
