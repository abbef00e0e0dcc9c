import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 collect sooner in this process: a watch of a service with 10,000 sites is 250 MB instead of 430, at a third more CPU
 * time of the thread that judges. To be called in every thread, at its beginning.
 */
export function keepHeapSmall(): void {
  // Of what has outlived a collection, half as much again may come before the next one.
  setFlagsFromString('--heap-growing-percent=50');
  // The nursery stays as small as it is at first.
  setFlagsFromString('--semi-space-growth-factor=1');
}
