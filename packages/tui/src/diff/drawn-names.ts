import { safeText } from '@heaptide/report';
import type { SiteFunction } from '@heaptide/report/browse';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { measure, type MeasuredText } from '../drawing/measured-text.js';
import { functionName } from '../sites/site-names.js';
import { fullSitePlace, sitePlace } from './site-place.js';

/** The names of a function, safe and measured. */
export interface DrawnNames {
  readonly name: MeasuredText;
  /** The last two segments of the path, with the line. */
  readonly location: MeasuredText;
  /** The last segment, with the line: for narrow columns. */
  readonly fileName: MeasuredText;
  /** The whole path, with the line. */
  readonly place: MeasuredText;
}

const known = {
  ascii: new WeakMap<SiteFunction, DrawnNames>(),
  unicode: new WeakMap<SiteFunction, DrawnNames>(),
};

/** Made when a function is first drawn, and remembered as long as the model that it stands in. */
export function drawnNames(site: SiteFunction, { ascii }: Pick<DrawingStyle, 'ascii'>): DrawnNames {
  const names = known[ascii ? 'ascii' : 'unicode'];
  let found = names.get(site);
  if (found === undefined) {
    const safe = (text: string) => measure(safeText(text, { ascii }));
    found = {
      name: safe(functionName(site.function)),
      location: safe(sitePlace(site, { segments: 2 })),
      fileName: safe(sitePlace(site, { segments: 1 })),
      place: safe(fullSitePlace(site)),
    };
    names.set(site, found);
  }
  return found;
}
