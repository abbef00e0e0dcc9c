import type { SiteReport } from '@heaptide/growth';
import { growthMessage } from './growth-message.js';
import type { GrowthMeasurement } from './measure-growth.js';

/** A function that was not to grow does. The message names the sites, the bytes per call and the call paths. */
export class GrowthError extends Error {
  override readonly name = 'GrowthError';
  readonly measurement: GrowthMeasurement;

  constructor(measurement: GrowthMeasurement, sites: readonly SiteReport[]) {
    super(growthMessage(measurement, sites));
    this.measurement = measurement;
  }
}
