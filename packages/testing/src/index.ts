export { expectNoGrowth } from './expect-no-growth.js';
export { GrowthError } from './growth-error.js';
export type { GrowthOptions } from './growth-options.js';
export { type GrowthMeasurement, measureGrowth, type Work } from './measure-growth.js';
export { heaptideMatchers } from './heaptide-matchers.js';
export type { GrowthReport, SiteReport } from '@heaptide/growth';
