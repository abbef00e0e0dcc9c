import type { CaptureFigures } from '@heaptide/growth';
import type { CorpusProgram } from './manifest.js';
import { unitsOfRounds } from './rounds.js';

/** Share of a manifest's figure from which a program counts as one that leaks. */
const LEAST_SHARE = 0.5;

/**
 * Whether a program leaks where it was run, as its manifest says that it does: what V8 keeps differs between versions.
 * Its memory, where the leak lives, must grow at half of the told rate at least, over all rounds or over their last half,
 * by least squares.
 */
export function growsAsTold(
  program: CorpusProgram,
  memory: readonly CaptureFigures[],
  shares: readonly number[],
): boolean {
  const { bytesPerUnit, heap, units } = program;
  if (bytesPerUnit === undefined) return true;
  let sum = 0;
  const done = unitsOfRounds(units, shares).map((round) => (sum += round));
  const bytes = memory.map(({ heapUsed, external, rss }) => (heap === 'native' ? rss : heapUsed + external));
  const half = Math.floor(bytes.length / 2);
  const rates = [slopeOf(done, bytes), slopeOf(done.slice(half), bytes.slice(half))];
  return Math.max(...rates) >= LEAST_SHARE * bytesPerUnit;
}

/** Of the straight line through the points that fits best. */
function slopeOf(x: readonly number[], y: readonly number[]): number {
  const meanX = mean(x);
  const meanY = mean(y);
  const products = x.map((at, i) => (at - meanX) * (y[i]! - meanY));
  const squares = x.map((at) => (at - meanX) ** 2);
  return mean(products) / mean(squares);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
