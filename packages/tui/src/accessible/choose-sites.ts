import type { SiteReport } from '@heaptide/growth';
import { siteKey } from '../lines/site-key.js';
import { createRowFilter } from '../sites/row-filter.js';
import { type RowOrder, sortRows } from '../sites/row-order.js';
import { fullPlace, functionName } from '../sites/site-names.js';
import type { ReportBaseline } from './report-baseline.js';
import { inuseOf } from './spoken-site.js';

export interface SiteChoice {
  readonly filter: string;
  readonly order: RowOrder;
  readonly baseline: ReportBaseline | undefined;
}

/** The sites that match the filter, in the order that was chosen. */
export function chooseSites(
  sites: readonly SiteReport[],
  { filter, order, baseline }: SiteChoice,
): readonly SiteReport[] {
  const matches = createRowFilter(filter);
  const keys = sites.map((site) => ({
    nameKey: functionName(site.function).toLowerCase(),
    fileKey: fullPlace(site).toLowerCase(),
  }));
  const rows = Int32Array.from(sites.keys()).filter((row) => matches(keys[row]!));
  const sorted = sortRows(rows, order, {
    name: (row) => keys[row]!.nameKey,
    figure: (row, column) => {
      const site = sites[row]!;
      if (column === 'inuse') return inuseOf(site);
      if (baseline !== undefined) return inuseOf(site) - (baseline.inuse.get(siteKey(site)) ?? 0);
      const { perUnit, perSecond } = site.slope;
      return perUnit === 0 ? NaN : column === 'growth' ? perSecond : perUnit;
    },
  });
  return Array.from(sorted, (row) => sites[row]!);
}
