import { readLastCapture, type ReceivedCapture } from '@heaptide/targets';
import { assumedMetadata } from '../growth/assumed-metadata.js';
import type { ComparedTargets } from './engine-order.js';

/**
 * The captures that two targets name, in this order. Profiles that others wrote get metadata that say no more than they hold.
 * @throws {HeaptideError} what {@link readLastCapture} throws.
 */
export async function readCompared({ targets, reach }: ComparedTargets): Promise<readonly ReceivedCapture[]> {
  const captures: ReceivedCapture[] = [];
  for (const [index, target] of targets.entries()) {
    const { capture, bytes } = await readLastCapture(target, { reach });
    const { profile, metadata = assumedMetadata(profile, { index, timed: profile.timeNanos > 0n }) } =
      capture;
    captures.push({ bytes, capture: { profile, metadata } });
  }
  return captures;
}
