import { ProfileBuilder, type Profile } from '@heaptide/profile';
import { expect, it } from 'vitest';
import { deltaCapture } from '../../src/worker/delta-capture.js';
import type { TakenCapture } from '../../src/worker/captures.js';

const SPACE = { type: 'inuse_space', unit: 'bytes' };

/** A profile with these bytes at functions of these names. */
function profileOf(time: number, bytes: Readonly<Record<string, number>>): Profile {
  const builder = new ProfileBuilder({
    sampleTypes: [SPACE],
    periodType: SPACE,
    period: 1024,
    timeNanos: BigInt(time) * 1_000_000n,
  });
  builder.comment(`#heaptide {"time":${time}}`);
  for (const [name, value] of Object.entries(bytes)) {
    const func = builder.func({ name, filename: '/app.js', startLine: 1 });
    builder.sample({
      stack: [builder.location({ lines: [{ function: func, line: 1, column: 1 }] })],
      values: [value],
    });
  }
  return builder.build();
}

/** What `take` gives in turn. */
function takes(...profiles: Profile[]): () => Promise<TakenCapture> {
  return () => Promise.resolve({ profile: profiles.shift()! } as TakenCapture);
}

function bytesByName(profile: Profile): Record<string, number> {
  const { samples, locations, functions, strings } = profile;
  const entries = Array.from({ length: samples.length }, (_, sample) => {
    const location = samples.stack[samples.stackOffsets[sample]!]!;
    const func = locations.lineFunction[locations.lineOffsets[location]!]!;
    return [strings.get(functions.name[func]!), samples.values[sample]!];
  });
  return Object.fromEntries(entries) as Record<string, number>;
}

it('takes the first profile from the second and tells the time between them', async () => {
  const before = profileOf(10_000, { grows: 100, shrinks: 50, stays: 7 });
  const after = profileOf(11_250, { grows: 130, shrinks: 20, stays: 7, comes: 5 });
  const begin = performance.now();
  const delta = await deltaCapture(takes(before, after), 1, new AbortController().signal);
  expect(performance.now() - begin).toBeGreaterThan(990);
  expect(bytesByName(delta)).toEqual({ grows: 30, shrinks: -30, comes: 5 });
  expect(delta).toMatchObject({
    timeNanos: 11_250_000_000n,
    durationNanos: 1_250_000_000n,
    period: 1024,
    comments: [],
  });
});

it('stops at once when nobody waits any more', async () => {
  const gone = new AbortController();
  setTimeout(() => gone.abort(), 20);
  const begin = performance.now();
  await expect(deltaCapture(takes(profileOf(1, {})), 60, gone.signal)).rejects.toThrow(/abort/i);
  expect(performance.now() - begin).toBeLessThan(1000);
});
