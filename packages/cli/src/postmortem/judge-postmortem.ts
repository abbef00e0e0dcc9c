import { namelessGrowth } from './nameless-growth.js';
import type { FileLine, Phrase, PostmortemReport } from '@heaptide/report/postmortem';
import { accusedSite } from './accused-site.js';
import { captureGrowth } from './capture-growth.js';
import type { Evidence, ProcessEvidence } from './evidence/evidence.js';
import { gapPhrases } from './gap-phrases.js';
import type { CaptureFindings } from './judge-captures.js';
import { confidenceOf } from './judge-confidence.js';
import { judgeDeath } from './judge-death.js';
import { judgeVerdict } from './judge-verdict.js';
import { limitPhrases, type Limits } from './limit-phrases.js';
import { logGrowth } from './log-growth.js';
import { nextSteps } from './next-steps.js';
import { ruledOut } from './ruled-out.js';
import type { SnapshotFindings } from './snapshot-findings.js';
import { agree, witnessesOf } from './witnesses.js';

/** What is known of one dead process, each kind of evidence judged by itself. */
export interface JudgedEvidence {
  readonly process: ProcessEvidence;
  readonly captures: CaptureFindings | undefined;
  readonly snapshots: SnapshotFindings;
  readonly files: Evidence['files'];
  /** What else is to be said, such as of other processes. Raw text. */
  readonly notes: readonly string[];
}

/** Brings together what each kind of evidence says of one dead process: a pure function of it. */
export function judgePostmortem({
  process,
  captures,
  snapshots,
  files,
  notes,
}: JudgedEvidence): PostmortemReport {
  const death = judgeDeath(process);
  const limits = limitsOf(process);
  const { suspect } = snapshots;
  const accusation = captures === undefined ? undefined : accusedSite(captures, suspect);
  // Growth that captures prove goes before what is merely largest in one snapshot.
  const isDenied =
    suspect?.severity === 'accumulation' &&
    accusation?.grows?.confirmed === true &&
    !agree(accusation, suspect);
  const held = isDenied ? undefined : suspect;
  const testimony = {
    accusation,
    report: captures?.report,
    suspect: held,
    analysed: snapshots.analysed,
    death,
  };
  const verdict = judgeVerdict(testimony);
  const witnesses = witnessesOf(testimony);
  const site = accusation?.site;
  const accumulation = held === undefined ? undefined : withoutSeverity(held);
  const nameless =
    site === undefined && accumulation === undefined ? namelessGrowth(captures?.report) : undefined;
  const heapUsed =
    process.captures.at(-1)?.capture.metadata?.heapUsed ??
    process.reports.at(-1)?.heap?.used ??
    suspect?.heapSize;
  return {
    process: {
      ...(process.name === undefined ? {} : { name: process.name }),
      ...(process.pid === undefined ? {} : { pid: process.pid }),
      ...(process.nodeVersion === undefined ? {} : { nodeVersion: process.nodeVersion }),
    },
    death,
    verdict,
    ...(accumulation === undefined ? {} : { accumulation }),
    ...(site === undefined ? {} : { site }),
    ...(nameless === undefined ? {} : { nameless }),
    growth: [
      ...(captures === undefined ? [] : captureGrowth(captures, accusation?.grows)),
      ...snapshots.growth,
      ...logGrowth(process.logs),
    ],
    notIt: ruledOut(captures?.captures ?? [], snapshots),
    limits: limitPhrases(limits, death),
    confidence: confidenceOf(witnesses),
    agreeing: witnesses.map(({ says }) => says),
    gaps: [
      ...(isDenied ? [deniedPhrase(suspect)] : []),
      ...gapPhrases({ process, captures, snapshots, death, heapUsed }),
      ...notes.map((note): Phrase => [note]),
    ],
    files: files.map(({ path, kind, state, note }): FileLine => ({ path, kind, state, note })),
    next: nextSteps({ verdict, accumulation, site, death, limits, process }),
  };
}

type Suspect = NonNullable<SnapshotFindings['suspect']>;

function withoutSeverity({ holder, leakedClass, count, retainedSize, heapSize, path, declaredAt }: Suspect) {
  return {
    ...{ holder, leakedClass, count, retainedSize, heapSize, path },
    ...(declaredAt === undefined ? {} : { declaredAt }),
  };
}

function deniedPhrase({ holder, leakedClass }: Suspect): Phrase {
  return [
    'the heap snapshot has most under ',
    { name: holder.name },
    ' (',
    { name: leakedClass },
    '), which is not what the captures show to grow; what keeps that was not found',
  ];
}

/** The limits as captures, reports and pods have them. */
function limitsOf({ captures, reports, pods }: ProcessEvidence): Limits {
  const read = captures.flatMap(({ capture: { metadata } }) => metadata ?? []);
  const { container, pod } = pods.at(-1) ?? {};
  const heap = read.map(({ heapLimit }) => heapLimit).find((limit) => limit > 0);
  return {
    heap: reports.at(-1)?.maxOldSpace ?? heap,
    heapInTheEnd: reports.at(-1)?.heap?.limit ?? read.findLast(({ heapLimit }) => heapLimit > 0)?.heapLimit,
    container:
      read.findLast(({ cgroup }) => cgroup !== undefined)?.cgroup?.limit ??
      reports.at(-1)?.memoryLimit ??
      container?.memoryLimit ??
      pod?.memoryLimit,
  };
}
