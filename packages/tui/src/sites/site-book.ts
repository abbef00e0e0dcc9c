import type { GrowthReport, SiteReport } from '@heaptide/growth';
import { type Baseline, growthSince } from './baseline.js';
import { measure } from '../drawing/measured-text.js';
import { safeText } from '@heaptide/report';
import { fullPlace, functionName, placeName } from './site-names.js';
import { SiteTable } from './site-table.js';
import { type RowGrowth, type SiteRow, samplingError, siteKey } from './site-row.js';

/** The part of a row that does not change from report to report. */
type KnownNames = Pick<SiteRow, 'key' | 'name' | 'location' | 'fileName' | 'place' | 'nameKey' | 'fileKey'>;

export interface RowsRequest {
  readonly report: GrowthReport;
  /** Mean bytes between two samples; 0 when unknown. */
  readonly interval: number;
  readonly baseline: Baseline | undefined;
}

/**
 * Turns reports into table rows. Names are made safe and measured when a site first appears, never again;
 * the names of sites that are gone are forgotten.
 */
export class SiteBook {
  readonly #ascii: boolean;
  #known = new SiteTable<KnownNames>();

  constructor({ ascii }: { readonly ascii: boolean }) {
    this.#ascii = ascii;
  }

  /** Rows in the order of the report. */
  rows({ report, interval, baseline }: RowsRequest): readonly SiteRow[] {
    const known = new SiteTable<KnownNames>();
    const units = report.unit === 'second' ? undefined : (report.captures.at(-1)?.work[report.unit] ?? 0);
    const rows = report.sites.map((site): SiteRow => {
      const names = this.#known.get(site) ?? this.#read(site);
      known.set(site, names);
      const inuse = site.inuseSpace.at(-1) ?? 0;
      const growth =
        baseline === undefined
          ? growthPerMinute(site, units !== undefined)
          : growthSince(baseline, { key: names.key, inuse, interval, units });
      return {
        key: names.key,
        name: names.name,
        location: names.location,
        fileName: names.fileName,
        place: names.place,
        nameKey: names.nameKey,
        fileKey: names.fileKey,
        inuse,
        inuseError: samplingError(inuse, interval),
        growth,
        site,
      };
    });
    this.#known = known;
    return rows;
  }

  #read(site: SiteReport): KnownNames {
    const options = { ascii: this.#ascii };
    const name = safeText(functionName(site.function), options);
    const place = safeText(fullPlace(site), options);
    const tail = (segments: number) => measure(safeText(placeName(site, { segments }), options));
    return {
      key: siteKey(site),
      name: measure(name),
      location: tail(2),
      fileName: tail(1),
      place,
      nameKey: name.toLowerCase(),
      fileKey: place.toLowerCase(),
    };
  }
}

function growthPerMinute({ slope }: SiteReport, byWork: boolean): RowGrowth {
  if (slope.perUnit === 0) return { change: undefined, error: undefined, perUnit: undefined };
  const change = slope.perSecond * 60;
  return {
    change,
    error: Math.abs((change * (slope.high - slope.low)) / 2 / slope.perUnit),
    perUnit: byWork ? slope.perUnit : undefined,
  };
}
