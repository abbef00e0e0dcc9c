import {
  type Capture,
  captureComment,
  type CaptureMetadata,
  captureOf,
  ProfileBuilder,
} from '@heaptide/profile';
import type { NamedCapture } from '@heaptide/targets';

const INTERVAL = 4096;
const START = Date.UTC(2026, 0, 1);

export interface SampleOptions {
  readonly metadata?: Partial<CaptureMetadata>;
  /** Profiles of other tools have none. */
  readonly foreign?: boolean;
  readonly timeNanos?: bigint;
  readonly sampleTypes?: readonly [objects: string, space: string];
}

/** What every reading adds to what `newSession` keeps. */
const PER_READING = 8;

/** Reading number `index` of a process in which `newSession` keeps eight samples from reading to reading. */
export function sampleCapture(index: number, options: SampleOptions = {}): Capture {
  const {
    metadata = {},
    foreign = false,
    timeNanos = 0n,
    sampleTypes = ['inuse_objects', 'inuse_space'],
  } = options;
  const live = PER_READING * (index + 1);
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: sampleTypes[0], unit: 'count' },
      { type: sampleTypes[1], unit: 'bytes' },
    ],
    periodType: { type: 'space', unit: 'bytes' },
    period: INTERVAL,
    timeNanos,
  });
  if (!foreign) builder.comment(captureComment(metadataOf(index, metadata)));
  const frame = (name: string) =>
    builder.location({
      lines: [
        {
          function: builder.func({ name, filename: '/app/session.js', startLine: 41 }),
          line: 41,
          column: 10,
        },
      ],
    });
  const stack = [frame('newSession'), frame('handle')];
  for (let n = 1; n <= live; n++) {
    const labels = foreign ? [] : [{ key: 'born', number: n * INTERVAL, unit: 'bytes' }];
    builder.sample({ stack, values: [16, INTERVAL], labels });
  }
  return captureOf(builder.build());
}

function metadataOf(index: number, changes: Partial<CaptureMetadata>): CaptureMetadata {
  const live = PER_READING * (index + 1) * INTERVAL;
  return {
    schema: 'heaptide.capture/1',
    time: new Date(START + index * 10_000).toISOString(),
    pid: 12,
    startedAt: new Date(START - 60_000).toISOString(),
    service: 'web',
    versions: { node: 'v20.20.2', heaptide: '0.1.0' },
    gc: 'forced',
    births: true,
    interval: INTERVAL,
    depth: 64,
    clock: live,
    heapUsed: 5e6 + live,
    heapTotal: 1e7 + live,
    heapLimit: 1e8,
    rss: 5e7 + live,
    external: 0,
    arrayBuffers: 0,
    work: { sessions: 1000 * (index + 1) },
    gaps: [],
    exactSites: true,
    ...changes,
  };
}

/** Readings `from` to `to`, as files that are named by their number. */
export function sampleSeries(
  from: number,
  to: number,
  options: SampleOptions = {},
  prefix = '',
): NamedCapture[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    name: `${prefix}${from + i}.pb.gz`,
    capture: sampleCapture(from + i, options),
  }));
}

/** The moment of reading `index`. */
export function sampleTime(index: number): string {
  return new Date(START + index * 10_000).toISOString();
}
