import type { Capture } from '@heaptide/profile';
import type { GrowthReport } from './growth-report.js';

export interface HuntOptions {
  /** Work counter to divide growth by; chosen from the captures when absent. */
  readonly unit?: string;
}

/** Takes the captures of one process in order and judges after each. */
export class Hunt {
  constructor(options: HuntOptions = {}) {
    void options;
  }

  /** Adds the next capture of the series and judges all so far. */
  add(capture: Capture): GrowthReport {
    throw new Error(String(capture));
  }
}
