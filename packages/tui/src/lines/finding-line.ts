import { type GrowthReport, type SiteReport, singular } from '@heaptide/growth';
import { bytesLike, safeText, signedLongBytes } from '@heaptide/report';
import { type DrawingStyle, createDrawingStyle } from '../drawing/drawing-style.js';
import { fullPlace, functionName } from '../sites/site-names.js';
import { VERDICT_SIGNS } from '../sites/verdict-sign.js';

/** How lines are written where nobody says otherwise: as plain text in Unicode. */
export const PLAIN_STYLE: DrawingStyle = createDrawingStyle({ color: false, ascii: false });

/** What stands of a site: its verdict, its place, and by how much it grows. */
export function findingLine(
  site: SiteReport,
  { unit }: Pick<GrowthReport, 'unit'>,
  style = PLAIN_STYLE,
): string {
  const standing = style.paint(VERDICT_SIGNS[site.verdict].tone, standingOf(site));
  return [standing, ...siteText(site, style), ...growthText(site, unit, style)].join('  ');
}

/** `LEAK confirmed`. */
export function standingOf({ verdict, confirmed }: SiteReport): string {
  return VERDICT_SIGNS[verdict].word + (confirmed ? ' confirmed' : '');
}

/** Name and place. */
export function siteText(site: SiteReport, { ascii }: DrawingStyle): readonly string[] {
  return [safeText(functionName(site.function), { ascii }), safeText(fullPlace(site), { ascii })];
}

function growthText({ slope }: SiteReport, unit: string, { ascii }: DrawingStyle): readonly string[] {
  const perMinute = `${signedLongBytes(slope.perSecond * 60)}/min`;
  if (unit === 'second') return [perMinute, 'by time only'];
  const interval = `${bytesLike(slope.low, slope.perUnit)}-${bytesLike(slope.high, slope.perUnit)}`;
  return [
    `${signedLongBytes(slope.perUnit)}/${safeText(singular(unit), { ascii })} (${interval})`,
    perMinute,
  ];
}
