import { expect, it } from 'vitest';
import type { SamplingProfile } from '../../src/reading/heap-reading.js';
import { Sampler } from '../../src/isolate/sampler.js';

const frame = { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
const profile: SamplingProfile = { head: { id: 1, callFrame: frame, children: [] }, samples: [] };
const sizes = { name: '(root)', scriptName: '', allocations: [], children: [] };

/** V8 and the binding in front of it, with the same rules: one sampler, and the binding knows only its own starts. */
class FakeV8 {
  running = false;
  bindingStarted = false;
  clock = 0;
  readonly calls: string[] = [];

  readonly options = {
    interval: 4096,
    depth: 32,
    now: () => this.clock,
    readProfile: () => (this.running ? profile : undefined),
    binding: {
      start: (interval: number, depth: number) => {
        if (this.bindingStarted) {
          throw new Error(
            `Heap profiler is already started  with intervalBytes 524288 and stackDepth ${depth}`,
          );
        }
        this.calls.push(`start ${interval} ${depth}`);
        this.running = this.bindingStarted = true;
      },
      stop: () => {
        this.calls.push('stop');
        this.running = this.bindingStarted = false;
      },
      v8Profile: () => {
        if (!this.bindingStarted) throw new Error('Heap profiler is not enabled.');
        return sizes;
      },
    },
  };
}

it('starts its own sampler, reads both trees, and stops it', () => {
  const v8 = new FakeV8();
  const sampler = new Sampler(v8.options);
  sampler.start();
  expect(sampler.read()).toEqual({ profile, sizes });
  expect(sampler.state).toEqual({ owner: 'heaptide', interval: 4096, depth: 32, epoch: 0, gaps: [] });
  sampler.stop();
  sampler.stop();
  expect(v8.calls).toEqual(['start 4096 32', 'stop']);
});

it('reads a sampler that DevTools started, without sizes, and never stops it', () => {
  const v8 = new FakeV8();
  v8.running = true;
  const sampler = new Sampler(v8.options);
  sampler.start();
  expect(sampler.read()).toEqual({ profile });
  expect(sampler.state).toEqual({ owner: 'foreign', depth: 128, epoch: 0, gaps: [] });
  sampler.stop();
  expect(v8.calls).toEqual([]);
});

it('learns the interval of a sampler that another user of the binding started', () => {
  const v8 = new FakeV8();
  v8.running = v8.bindingStarted = true;
  const sampler = new Sampler(v8.options);
  sampler.start();
  expect(sampler.state).toMatchObject({ owner: 'foreign', interval: 524_288, depth: 128 });
  expect(sampler.read()).toEqual({ profile, sizes });
  sampler.stop();
  expect(v8.calls).toEqual([]);
});

it('starts again after somebody else stopped the sampler, and records the gap', () => {
  const v8 = new FakeV8();
  const sampler = new Sampler(v8.options);
  sampler.start();
  v8.clock = 1000;
  sampler.read();
  v8.running = false;
  v8.clock = 5000;
  expect(sampler.read()).toEqual({ profile, sizes });
  expect(sampler.state).toMatchObject({
    owner: 'heaptide',
    epoch: 1,
    gaps: [{ from: '1970-01-01T00:00:01.000Z', to: '1970-01-01T00:00:05.000Z' }],
  });
  expect(v8.calls).toEqual(['start 4096 32', 'stop', 'start 4096 32']);
});

it('reads nothing before it was started or after it was stopped', () => {
  const sampler = new Sampler(new FakeV8().options);
  expect(() => sampler.read()).toThrow('does not run');
  sampler.start();
  sampler.stop();
  expect(() => sampler.read()).toThrow('does not run');
});
