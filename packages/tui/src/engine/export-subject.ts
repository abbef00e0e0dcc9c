import type { GrowthReport } from '@heaptide/growth';
import { HeaptideError } from '@heaptide/targets';
import type { ExportSubject } from '../takeaway/export-content.js';
import type { CaptureNumber } from './capture-entry.js';
import type { ProfileQueries } from './profile-queries.js';
import type { ExportRequest } from './watch-engine.js';

export interface ExportSources {
  readonly read: (capture: CaptureNumber) => Promise<Uint8Array>;
  readonly queries: Pick<ProfileQueries, 'flame'>;
  /** Absent before the first. */
  readonly report: GrowthReport | undefined;
}

/** @throws {HeaptideError} where there is nothing to export. */
export async function exportSubject(
  { kind, capture, base }: ExportRequest,
  { read, queries, report }: ExportSources,
): Promise<ExportSubject> {
  switch (kind) {
    case 'pprof':
      return { kind, bytes: await read(capture) };
    case 'svg':
      return { kind, tree: await queries.flame({ capture, base, metric: 'inuse_space', inverted: false }) };
    default:
      if (report === undefined) throw new HeaptideError('HT_E_NO_CAPTURES', 'no capture yet');
      return { kind, report };
  }
}
