import type { SiteReport } from '@heaptide/growth';
import { longBytes } from '@heaptide/profile';
import type { AllowedSite } from '@heaptide/report/check';

/** Why an entry that names the site does not allow it, `undefined` where it does. `now` is in milliseconds since 1970. */
export function objectionTo(
  { until, maxBytesPerUnit }: AllowedSite,
  { slope }: Pick<SiteReport, 'slope'>,
  now: number,
): string | undefined {
  if (until !== undefined && now >= Date.parse(`${until}T00:00:00Z`) + 86_400_000) {
    return `it was allowed until ${until}`;
  }
  if (maxBytesPerUnit !== undefined && slope.low > maxBytesPerUnit) {
    return `only ${longBytes(maxBytesPerUnit)} are allowed`;
  }
  return undefined;
}
