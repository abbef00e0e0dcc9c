import { advisedHeapOption, fitsContainer } from '@heaptide/kube';
import {
  type Accumulation,
  type AccusedSite,
  type Death,
  type Phrase,
  type PostmortemVerdict,
  shortName,
} from '@heaptide/report/postmortem';
import type { ProcessEvidence } from './evidence/evidence.js';
import type { Limits } from './limit-phrases.js';

export interface NextOptions {
  readonly verdict: PostmortemVerdict;
  readonly accumulation: Accumulation | undefined;
  readonly site: AccusedSite | undefined;
  readonly death: Death;
  readonly limits: Limits;
  readonly process: ProcessEvidence;
}

/** What to do now, and what to set so that the next death tells more. */
export function nextSteps(options: NextOptions): Phrase[] {
  return [...mending(options), ...measuring(options), ...fitting(options)];
}

function mending({ verdict, accumulation, site }: NextOptions): Phrase[] {
  if (verdict !== 'leak' && verdict !== 'backlog' && verdict !== 'growing') return [];
  const held: Phrase[] =
    accumulation === undefined
      ? []
      : [
          [
            'have ',
            { name: accumulation.holder.name },
            ' let go of ',
            { name: accumulation.leakedClass },
            ' once it is done with: by a bound, an expiry, or a removal where its life ends',
          ],
        ];
  const allocated: Phrase[] =
    site === undefined
      ? []
      : [
          [
            'follow what ',
            { name: shortName(site) },
            ' allocates (',
            { name: `${site.file}:${site.line}` },
            ') to where it is stored',
          ],
        ];
  return [
    ...held,
    ...(held.length > 0 ? [] : allocated),
    [
      'prove the fix: heaptide check on the program with the work that fills it; exit 1 means that it still grows',
    ],
  ];
}

function measuring({ verdict, process, limits: { container } }: NextOptions): Phrase[] {
  const { captures, snapshots } = process;
  const isFound = verdict === 'leak' || verdict === 'backlog';
  const steps: Phrase[] = [];
  if (captures.length === 0) {
    steps.push([
      'have the next life leave captures, which are kilobytes: HEAPTIDE_RING=/captures on a volume, with NODE_OPTIONS=--import=heaptide/register',
    ]);
  }
  const whole = snapshots.filter(({ state }) => state === 'ok').length;
  if (!isFound && whole === 1) {
    steps.push([
      'take another heap snapshot of the same process later, and give both: what is new in it and stays, grows',
    ]);
  }
  if (snapshots.some(({ state }) => state !== 'ok') && whole === 0) {
    steps.push([
      container === undefined
        ? 'leave --heapsnapshot-near-heap-limit out unless there is memory for ten heaps; captures need none'
        : 'leave --heapsnapshot-near-heap-limit out of this container, or raise its limit to ten heaps; captures need none',
    ]);
  }
  if (!isFound && process.reports.length === 0) {
    steps.push([
      'have V8 say what was full: NODE_OPTIONS=--report-on-fatalerror, with --report-dir on a volume (--diagnostic-dir does not do) and, from Node.js 22 on, --report-exclude-env',
    ]);
  }
  return steps;
}

function fitting({ death, limits: { heap, container } }: NextOptions): Phrase[] {
  if (death.kind !== 'kernel' || heap === undefined || container === undefined) return [];
  if (fitsContainer(heap, container)) return [];
  return [
    [
      `have V8 meet its own limit first: NODE_OPTIONS=${advisedHeapOption(container)}; with --report-on-fatalerror and --report-dir on a volume it leaves a report then`,
    ],
  ];
}
