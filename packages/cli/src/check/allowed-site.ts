import type { Frame, SiteReport } from '@heaptide/growth';
import { longBytes } from '@heaptide/profile';
import type { AllowedSite } from '@heaptide/report/check';

/** Whether the entry names that function. A file is named by its last parts: `src/session.js` is `/app/src/session.js`. */
export function namesSite({ site }: Pick<AllowedSite, 'site'>, frame: Frame): boolean {
  // A name may begin with @, and a directory of node_modules has one in its path.
  const at = site.indexOf('@', 1);
  if (at < 0) return site === frame.function;
  const [, file, line] = /^(.*?)(?::(\d+))?$/.exec(site.slice(at + 1))!;
  return (
    site.slice(0, at) === frame.function &&
    endsWithParts(frame.file, file!) &&
    (line === undefined || Number(line) === frame.line)
  );
}

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

function endsWithParts(path: string, end: string): boolean {
  const whole = slashed(path);
  const wanted = slashed(end).replace(/^\.?\//, '');
  return wanted !== '' && (whole === wanted || whole.endsWith(`/${wanted}`));
}

function slashed(path: string): string {
  return path.replace(/^file:\/\//, '').replaceAll('\\', '/');
}
