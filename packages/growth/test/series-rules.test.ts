import type { Capture, CaptureMetadata } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { Hunt } from '../src/index.js';
import { leak } from './site-examples.js';
import { syntheticSeries } from './synthetic-series.js';

const [first, second] = syntheticSeries([leak], { rounds: 2 }) as [Capture, Capture];

/** Takes two captures, the second of them with other metadata. */
function follow(metadata: Partial<CaptureMetadata>): void {
  const hunt = new Hunt();
  hunt.take(first);
  hunt.take({ profile: second.profile, metadata: { ...second.metadata!, ...metadata } });
}

const codeIs = (code: string): unknown => expect.objectContaining({ code });

describe('a series', () => {
  it.each<[string, Partial<CaptureMetadata>]>([
    ['one process', { pid: 2 }],
    ['one life of it', { startedAt: '2026-01-01T00:00:01.000Z' }],
    ['one sampling interval', { interval: 1024 }],
    ['one way of compiling', { exactSites: false }],
    ['one kind of memory', { kind: 'external' }],
    ['one thread', { thread: 3 }],
    ['captures in order of time', { time: '2025-12-31T00:00:00.000Z' }],
  ])('is of %s', (_, metadata) => {
    expect(() => follow({})).not.toThrow();
    expect(() => follow(metadata)).toThrow(codeIs('HT_E_MIXED_SERIES'));
  });

  it('may be sampled otherwise after a gap', () => {
    const { time } = second.metadata!;
    const gaps = [{ from: time, to: time, reason: 'the sampling interval was changed' }];
    expect(() => follow({ interval: 1024, exactSites: false, gaps })).not.toThrow();
    const before = { from: first.metadata!.startedAt, to: first.metadata!.time, reason: 'long ago' };
    expect(() => follow({ interval: 1024, gaps: [before] })).toThrow(codeIs('HT_E_MIXED_SERIES'));
  });

  it('needs metadata', () => {
    expect(() => new Hunt().take({ profile: first.profile, metadata: undefined })).toThrow(
      codeIs('HT_E_NO_METADATA'),
    );
  });
});
