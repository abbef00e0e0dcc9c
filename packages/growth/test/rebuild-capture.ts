import { type Capture, ProfileBuilder, sampleLabels, stackFrames } from '@heaptide/profile';

export interface RebuildOptions {
  /** The sample that stands at a place, of so many. */
  readonly order?: (samples: number) => readonly number[];
  /** Every figure in bytes is multiplied by it, the interval and the births among them. */
  readonly scale?: number;
}

/** The same capture in other words: its tables are in the order in which the samples now need them. */
export function rebuildCapture({ profile, metadata }: Capture, options: RebuildOptions): Capture {
  const { order = inOrder, scale = 1 } = options;
  const { sampleTypes, period, samples } = profile;
  const builder = new ProfileBuilder({ sampleTypes, period: period * scale });
  for (const sample of order(samples.length)) {
    builder.sample({
      stack: stackFrames(profile, sample).map(({ name, file, line, column, startLine }) =>
        builder.location({
          lines: [{ function: builder.func({ name, filename: file, startLine }), line, column }],
        }),
      ),
      values: sampleTypes.map(({ unit }, type) => {
        const value = samples.values[sample * sampleTypes.length + type]!;
        return unit === 'bytes' ? value * scale : value;
      }),
      labels: sampleLabels(profile, sample).map((label) =>
        'number' in label && label.unit === 'bytes' ? { ...label, number: label.number * scale } : label,
      ),
    });
  }
  const { interval, clock, heapUsed, rss } = metadata!;
  const scaled = {
    interval: interval * scale,
    clock: clock * scale,
    heapUsed: heapUsed * scale,
    rss: rss * scale,
  };
  return { profile: builder.build(), metadata: { ...metadata!, ...scaled } };
}

function inOrder(samples: number): number[] {
  return Array.from({ length: samples }, (_, i) => i);
}
