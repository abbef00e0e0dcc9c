import type { LiveSample, SamplingProfile, SizeNode } from '../../src/reading/heap-reading.js';
import { SamplerKeeper, type SamplerKeeperOptions } from '../../src/isolate/sampler-keeper.js';
import type { V8Sampler } from '../../src/isolate/v8-sampler.js';

const frame = { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
export const SIZES: SizeNode = {
  name: '(root)',
  scriptId: 0,
  lineNumber: 0,
  columnNumber: 0,
  allocations: [],
  children: [],
};

/** A live sample of that ordinal. */
export function sample(ordinal: number, size = 4096): LiveSample {
  return { ordinal, size, nodeId: 1 };
}

/** V8 with its one sampler, which everybody may start and stop. */
export class FakeV8 implements V8Sampler {
  readonly native: boolean = true;
  running = false;
  samples: readonly LiveSample[] = [];
  clock = 0;
  startedAt = 0;
  readonly calls: string[] = [];

  start(interval: number, depth: number): void {
    this.calls.push(`start ${interval} ${depth}`);
    this.running = true;
    this.startedAt = this.clock;
  }

  stop(): void {
    this.calls.push('stop');
    this.running = false;
  }

  isRunning(): boolean {
    return this.running;
  }

  readSamples(): SamplingProfile | undefined {
    return this.running
      ? { head: { id: 1, callFrame: frame, children: [] }, samples: this.samples }
      : undefined;
  }

  readSizes(): SizeNode {
    return SIZES;
  }

  keeper(options: Partial<SamplerKeeperOptions> = {}): SamplerKeeper {
    return new SamplerKeeper({
      v8: this,
      interval: 4096,
      depth: 32,
      now: () => this.clock,
      askForeignInterval: () => undefined,
      ...options,
    });
  }
}
