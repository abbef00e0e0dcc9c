import type { ExternalSample } from './external-reading.js';
import { inverseProbability, type SampleWeight } from './size-classes.js';

/**
 * The objects and bytes that a sample stands for: the inverse of the probability 1 - exp(-size/interval) with which
 * such an allocation was sampled (Horvitz and Thompson's estimator). Each sample goes by the interval of its own time,
 * so intervals may change without bias.
 */
export function externalWeight({ size, interval }: Pick<ExternalSample, 'size' | 'interval'>): SampleWeight {
  const objects = inverseProbability(size, interval);
  return { objects, bytes: objects * size };
}
