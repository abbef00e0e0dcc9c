import { describe, expect, it } from 'vitest';
import { FakeV8, sample, SIZES } from './fake-v8.js';

const KIB = 1024;

it('starts its own sampler, reads both trees, and stops it', () => {
  const v8 = new FakeV8();
  const keeper = v8.keeper();
  keeper.start();
  expect(keeper.read()).toEqual({ profile: v8.readSamples(), sizes: SIZES });
  expect(keeper.state).toMatchObject({
    owner: 'heaptide',
    native: true,
    interval: 4096,
    depth: 32,
    collects: false,
  });
  keeper.stop();
  keeper.stop();
  expect(v8.calls).toEqual(['start 4096 32', 'stop']);
});

it('reads nothing before it was started or after it was stopped', () => {
  const keeper = new FakeV8().keeper();
  expect(() => keeper.read()).toThrow('does not run');
  keeper.start();
  keeper.stop();
  expect(() => keeper.read()).toThrow('does not run');
  expect(() => keeper.state).toThrow('does not run');
});

describe('a sampler that somebody else started', () => {
  it('is read and never stopped', () => {
    const v8 = new FakeV8();
    v8.running = true;
    const keeper = v8.keeper();
    keeper.start();
    keeper.read();
    expect(keeper.state).toMatchObject({ owner: 'foreign', interval: 512 * KIB, depth: 128, collects: true });
    keeper.stop();
    expect(v8.calls).toEqual([]);
  });

  it('tells its interval where it is the add-on, which collects nothing', () => {
    const v8 = new FakeV8();
    v8.running = true;
    const keeper = v8.keeper({ askForeignInterval: () => 16 * KIB });
    keeper.start();
    v8.samples = [sample(1, 9000)];
    keeper.read();
    expect(keeper.state).toMatchObject({ owner: 'foreign', interval: 16 * KIB, collects: false });
  });

  it('gives its interval away by its samples', () => {
    const v8 = new FakeV8();
    v8.running = true;
    const keeper = v8.keeper();
    keeper.start();
    v8.samples = [sample(3, 40_000), sample(4, 8 * KIB + 24)];
    keeper.read();
    expect(keeper.state).toMatchObject({ interval: 8 * KIB, clock: 4 * 8 * KIB, gaps: [] });
    v8.samples = [...v8.samples, sample(5, 4 * KIB)];
    keeper.read();
    expect(keeper.state).toMatchObject({
      interval: 4 * KIB,
      clockBase: 4 * 8 * KIB,
      gaps: [{ reason: expect.stringContaining('became known') as string }],
    });
  });

  it('is replaced by ours, as it was asked for, when it is gone', () => {
    const v8 = new FakeV8();
    v8.running = true;
    const keeper = v8.keeper();
    keeper.start();
    v8.running = false;
    keeper.check();
    expect(keeper.state).toMatchObject({ owner: 'heaptide', interval: 4096, gaps: [{}] });
    expect(v8.calls).toEqual(['start 4096 32']);
  });
});

describe('when somebody else stopped our sampler', () => {
  it.each(['check', 'read'] as const)('%s starts it again and records the gap', (act) => {
    const v8 = new FakeV8();
    const keeper = v8.keeper();
    keeper.start();
    v8.samples = [sample(7)];
    v8.clock = 1000;
    keeper.read();
    v8.running = false;
    v8.samples = [];
    v8.clock = 5000;
    keeper[act]();
    expect(keeper.state).toMatchObject({
      owner: 'heaptide',
      clockBase: 7 * 4096,
      gaps: [
        {
          from: '1970-01-01T00:00:01.000Z',
          to: '1970-01-01T00:00:05.000Z',
          reason: 'somebody else stopped the sampler',
        },
      ],
    });
    expect(v8.calls).toEqual(['start 4096 32', 'start 4096 32']);
  });

  it('a check narrows the gap', () => {
    const v8 = new FakeV8();
    const keeper = v8.keeper();
    keeper.start();
    v8.clock = 4000;
    keeper.check();
    v8.running = false;
    v8.clock = 5000;
    keeper.check();
    expect(keeper.state.gaps[0]).toMatchObject({ from: '1970-01-01T00:00:04.000Z' });
  });

  it('and started one of their own in its place, that one is recognised by its ordinals, read and left alone', () => {
    const v8 = new FakeV8();
    const keeper = v8.keeper();
    keeper.start();
    v8.samples = [sample(3), sample(8)];
    keeper.read();
    v8.samples = [sample(1, 8 * KIB), sample(2, 8 * KIB)];
    keeper.read();
    expect(keeper.state).toMatchObject({
      owner: 'foreign',
      interval: 8 * KIB,
      clockBase: 8 * 4096,
      gaps: [{ reason: expect.stringContaining('one of their own') as string }],
    });
    keeper.stop();
    expect(v8.calls).toEqual(['start 4096 32']);
  });

  it('deaths and births alone are not taken for another sampler', () => {
    const v8 = new FakeV8();
    const keeper = v8.keeper();
    keeper.start();
    v8.samples = [sample(3), sample(8)];
    keeper.read();
    v8.samples = [sample(3), sample(9)];
    keeper.read();
    expect(keeper.state).toMatchObject({ owner: 'heaptide', gaps: [] });
  });
});

describe('when it is to start anew', () => {
  it('forgets all samples, says why, and goes on as before', () => {
    const v8 = new FakeV8();
    const keeper = v8.keeper();
    keeper.start();
    v8.samples = [sample(9)];
    expect(keeper.startAnew('because', undefined)).toBe(true);
    expect(keeper.state).toMatchObject({
      interval: 4096,
      clockBase: 9 * 4096,
      gaps: [{ reason: 'because' }],
    });
    expect(v8.calls).toEqual(['start 4096 32', 'stop', 'start 4096 32']);
  });

  it('takes another interval for as long as is wanted, of which the governor keeps its hands', () => {
    const v8 = new FakeV8();
    const keeper = v8.keeper({ interval: 'auto' });
    keeper.start();
    keeper.startAnew('finer', 8192);
    expect(keeper.state).toMatchObject({ interval: 8192, reason: { text: 'as asked for a while' } });
    for (v8.clock = 0; v8.clock <= 10_000; v8.clock += 1000) keeper.adjust();
    expect(keeper.state.interval).toBe(8192);
    keeper.startAnew('finer still', 4096);
    keeper.startAnew('as before', undefined);
    expect(keeper.state).toMatchObject({ interval: 512 * KIB, reason: { asked: 'auto' } });
    expect(keeper.state.gaps.map(({ reason }) => reason)).toEqual(['finer', 'finer still', 'as before']);
  });

  it('leaves a sampler alone that is somebody else’s', () => {
    const v8 = new FakeV8();
    v8.running = true;
    const keeper = v8.keeper();
    keeper.start();
    expect(keeper.startAnew('because', 8192)).toBe(false);
    expect([v8.calls, keeper.state.gaps]).toEqual([[], []]);
  });
});

it('keeps the newest sixteen gaps', () => {
  const v8 = new FakeV8();
  const keeper = v8.keeper();
  keeper.start();
  for (v8.clock = 1; v8.clock <= 20; v8.clock++) {
    v8.running = false;
    keeper.check();
  }
  expect(keeper.state.gaps).toHaveLength(16);
  expect(keeper.state.gaps.at(-1)!.to).toBe('1970-01-01T00:00:00.020Z');
});

describe('with the interval left to it', () => {
  it('samples coarsely until it knows the rate, then changes once, with a gap', () => {
    const v8 = new FakeV8();
    const keeper = v8.keeper({ interval: 'auto' });
    keeper.start();
    expect(keeper.state).toMatchObject({ interval: 512 * KIB, reason: { asked: 'auto' } });
    const seen = new Map<number, number>();
    for (v8.clock = 0; v8.clock <= 10_000; v8.clock += 1000) {
      // 20 MiB/s
      const allocated = (20 * KIB * KIB * (v8.clock - v8.startedAt)) / 1000;
      v8.samples = [sample(1 + Math.floor(allocated / keeper.state.interval))];
      keeper.adjust();
      seen.set(v8.clock, keeper.state.interval);
    }
    expect([seen.get(4000), seen.get(5000), seen.get(10_000)]).toEqual([512 * KIB, 32 * KIB, 32 * KIB]);
    expect(keeper.state).toMatchObject({
      reason: { asked: 'auto', rate: 20 * KIB * KIB },
      gaps: [{ reason: 'the sampling interval was changed from 524288 to 32768 bytes' }],
    });
    expect(v8.calls).toEqual(['start 524288 32', 'stop', 'start 32768 32']);
  });

  it('leaves alone what was asked for', () => {
    const v8 = new FakeV8();
    const keeper = v8.keeper({ interval: 1024 });
    keeper.start();
    for (v8.clock = 0; v8.clock <= 10_000; v8.clock += 1000) keeper.adjust();
    expect(v8.calls).toEqual(['start 1024 32']);
  });

  it('takes a middling one where looking would collect garbage', () => {
    const v8 = new FakeV8();
    Object.assign(v8, { native: false });
    const keeper = v8.keeper({ interval: 'auto' });
    keeper.start();
    expect(keeper.state).toMatchObject({
      native: false,
      interval: 64 * KIB,
      collects: true,
      reason: { asked: 'auto' },
    });
    for (v8.clock = 0; v8.clock <= 10_000; v8.clock += 1000) keeper.adjust();
    expect(v8.calls).toEqual(['start 65536 32']);
  });
});
