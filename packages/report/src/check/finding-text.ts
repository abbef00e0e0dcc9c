import { type GrowthReport, singular } from '@heaptide/growth';
import { longBytes, signedLongBytes } from '@heaptide/profile';
import { safeText } from '../safe-text.js';
import type { CheckFinding } from './check-result.js';

/** `leak of +120 B per session (110 B to 130 B)`: what was found, in one phrase that is safe to print. */
export function findingText({ site }: CheckFinding, { unit }: Pick<GrowthReport, 'unit'>): string {
  const { perUnit, low, high } = site.slope;
  const kind = site.kind === undefined ? '' : ` ${site.kind}`;
  const range = `${longBytes(low)} to ${longBytes(high)}`;
  return `${site.verdict} of${kind} memory: ${signedLongBytes(perUnit)} per ${safeText(singular(unit))} (${range})`;
}

/** The call path from the root to the site, a line a frame. */
export function pathLines({ site }: CheckFinding): string[] {
  return site.path.map(
    ({ function: name, file, line, column }) => `${safeText(name)} ${safeText(file)}:${line}:${column}`,
  );
}
