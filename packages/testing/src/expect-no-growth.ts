import type { GrowthReport } from '@heaptide/growth';
import { GrowthError } from './growth-error.js';
import type { GrowthOptions } from './growth-options.js';
import { measureGrowth, type Work } from './measure-growth.js';

/**
 * Calls `work` some thousand times and resolves with the report when no allocation site was confirmed to keep memory from
 * call to call. It takes some 3 seconds, and longer where a call takes more than some milliseconds.
 *
 * @throws {GrowthError} which names the sites; {RangeError} for options out of range; whatever `work` throws.
 */
export async function expectNoGrowth(work: Work, options: GrowthOptions = {}): Promise<GrowthReport> {
  const measurement = await measureGrowth(work, options);
  const growing = measurement.report.sites.filter((site) => site.confirmed);
  if (growing.length > 0) throw new GrowthError(measurement, growing);
  return measurement.report;
}
