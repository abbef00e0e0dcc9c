import { growthMessage } from './growth-message.js';
import type { GrowthOptions } from './growth-options.js';
import { measureGrowth, type Work } from './measure-growth.js';

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * For `expect.extend(heaptideMatchers)` in Vitest and Jest: `await expect(() => handle(request)).not.toGrow()`. Without
 * `not` it asks for a leak that is confirmed.
 */
export const heaptideMatchers = {
  /** @throws {TypeError} for what is no function, and what {@link measureGrowth} throws. */
  async toGrow(received: unknown, options: GrowthOptions = {}): Promise<MatcherResult> {
    if (typeof received !== 'function') {
      throw new TypeError('toGrow takes a function: await expect(() => work()).not.toGrow()');
    }
    const measurement = await measureGrowth(received as Work, options);
    const growing = measurement.report.sites.filter((site) => site.confirmed);
    const { calls, report } = measurement;
    return {
      pass: growing.length > 0,
      message: () =>
        growing.length > 0
          ? growthMessage(measurement, growing)
          : `no site was confirmed to grow in ${calls} calls: ${report.verdict}, ${report.reason}`,
    };
  },
};
