import type { GrowthReport } from '@heaptide/growth';
import { count } from '@heaptide/profile';
import { type Accumulation, type Death, shortName } from '@heaptide/report/postmortem';
import type { Accusation } from './accused-site.js';
import { isProof } from './join-site.js';
import type { Witness } from './judge-confidence.js';
import type { SnapshotFindings } from './snapshot-findings.js';

/** More than this share of what is live: two that hold so much each hold the same in part. */
const MOST = 0.5;
/** Parts of the heap whose fullness fits to objects that pile up. */
const FITTING: ReadonlySet<string | undefined> = new Set(['old_space', 'large_object_space']);

export interface Testimony {
  readonly accusation: Accusation | undefined;
  readonly report: GrowthReport | undefined;
  readonly suspect: SnapshotFindings['suspect'];
  readonly analysed: number;
  readonly death: Death;
}

/**
 * The sources that point to what is named. Captures and heap snapshots count as two only where they mean the same: tied by
 * the code, or each so large that they overlap. V8's words of its full heap count where something was named to fill it.
 */
export function witnessesOf({ accusation, report, suspect, analysed, death }: Testimony): Witness[] {
  const bySnapshots: Witness[] =
    suspect === undefined
      ? []
      : [
          {
            source: 'heap-snapshots',
            says: [
              analysed === 1
                ? 'one heap snapshot, in which it is the largest accumulation'
                : `${count(analysed)} heap snapshots${suspect.severity === 'leak' ? arrivedWords(suspect) : ''}`,
            ],
          },
        ];
  const { grows } = accusation ?? {};
  const byCaptures: Witness[] =
    grows === undefined || report === undefined || !agree(accusation, suspect)
      ? []
      : [
          {
            source: 'captures',
            says: [
              `${count(report.captures.length)} captures, in which `,
              { name: shortName(grows) },
              grows.confirmed ? ' keeps what it allocates' : ' grows',
            ],
          },
        ];
  const named = [...byCaptures, ...bySnapshots];
  const byV8: Witness[] =
    named.length > 0 && death.kind === 'v8-limit' && FITTING.has(death.space)
      ? [{ source: 'v8', says: [`V8, whose ${death.space!} was full`] }]
      : [];
  return [...named, ...byV8];
}

function arrivedWords({ arrived }: NonNullable<SnapshotFindings['suspect']>): string {
  return arrived === undefined
    ? ', between which it grew'
    : `, between which ${count(arrived)} came and stayed`;
}

/** Whether captures and heap snapshots mean the same thing, or nothing that the other denies. */
export function agree(accusation: Accusation | undefined, suspect: Accumulation | undefined): boolean {
  if (suspect === undefined || accusation === undefined) return true;
  return isProof(accusation.site.join) || (isMost(suspect) && isMostLive(accusation));
}

function isMost({ retainedSize, heapSize }: Accumulation): boolean {
  return retainedSize > MOST * heapSize;
}

/** Whether a site has most of what captures show live. */
export function isMostLive({ site: { inuseSpace, allSpace } }: Accusation): boolean {
  return inuseSpace > MOST * allSpace;
}
