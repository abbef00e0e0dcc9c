import type { Death, Phrase } from '@heaptide/report/postmortem';
import type { ProcessEvidence } from './evidence/evidence.js';
import type { CaptureFindings } from './judge-captures.js';
import { snapshotNeeds } from './limit-phrases.js';
import type { SnapshotFindings } from './snapshot-findings.js';

export interface GapOptions {
  readonly process: ProcessEvidence;
  readonly captures: CaptureFindings | undefined;
  readonly snapshots: SnapshotFindings;
  readonly death: Death;
  /** Bytes of the heap in the end, where that is known. */
  readonly heapUsed: number | undefined;
}

/** What cannot be told of a death, and why: a sentence for each piece that is missing or not whole. */
export function gapPhrases(options: GapOptions): Phrase[] {
  const { captures, snapshots } = options;
  const notes = [...(captures?.notes ?? []), ...snapshots.notes];
  return [...brokenSnapshots(options), ...missingSources(options), ...notes.map((note): Phrase => [note])];
}

function brokenSnapshots({ process, snapshots, heapUsed }: GapOptions): Phrase[] {
  return process.snapshots.flatMap(({ path, state, section }): Phrase[] => {
    if (state === 'empty') {
      const why = `is empty: the process was killed while V8 built it in memory, which takes ${snapshotNeeds(heapUsed)}`;
      return [['heap snapshot ', { name: path }, ` ${why}`]];
    }
    if (state !== 'cut') return [];
    const where = section === undefined ? 'ends too soon' : `ends too soon, at its ${section}`;
    const { histogram } = snapshots;
    const counts = histogram?.path === path ? `; of what is there: ${histogram.words}` : '';
    return [
      [
        'heap snapshot ',
        { name: path },
        ` ${where}: it tells how much there is of each type, not who keeps it${counts}`,
      ],
    ];
  });
}

function missingSources({ process, captures, snapshots, death }: GapOptions): Phrase[] {
  const { reports, logs, pods } = process;
  if (captures !== undefined && snapshots.analysed > 0) return [];
  if (captures !== undefined)
    return [['captures tell who allocates what grows, not what keeps it; a heap snapshot would']];
  if (snapshots.analysed === 1)
    return [['one heap snapshot tells what is largest, not what grew; a second one, or captures, would']];
  if (snapshots.analysed > 1)
    return [['heap snapshots tell what keeps the objects, not which line allocated them; captures would']];
  if (reports.length > 0) {
    const space = death.space === undefined ? 'how full the heap was' : `that ${death.space} was fullest`;
    return [[`a node report tells ${space}, not what filled it; captures or heap snapshots would`]];
  }
  if (logs.length > 0 || pods.length > 0)
    return [
      ['logs and the status of a pod tell how a process died, not of what; captures or heap snapshots would'],
    ];
  return [['nothing that was left tells of this death']];
}
