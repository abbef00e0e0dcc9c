import type { CaptureFigures, GrowthReport, OffHeapGrowth, SiteReport } from '@heaptide/growth';
import { Hunt } from '@heaptide/growth';
import { readCaptures } from '@heaptide/targets';
import type { CorpusProgram } from './manifest.js';

/** A recorded series, judged after every round. */
export interface JudgedSeries {
  readonly rounds: readonly RoundVerdict[];
  /** Memory at the end of each round. */
  readonly memory: readonly CaptureFigures[];
}

/** What was said after one round. */
export interface RoundVerdict {
  /** Rounds so far. */
  readonly round: number;
  readonly verdict: GrowthReport['verdict'];
  readonly reason: string;
  /** Sites that were called `leak` or `backlog`. */
  readonly red: readonly RedSite[];
  /** Names of the sites that were called `growing`. */
  readonly growing: readonly string[];
  /** Growth that was told of and that no site explains. */
  readonly offHeap: OffHeapGrowth['memory'] | undefined;
}

export interface RedSite {
  /** The same in every round. */
  readonly name: string;
  /** What the finding is on. */
  readonly scope: 'site' | 'path' | 'size' | 'callees';
  readonly verdict: SiteReport['verdict'];
  readonly confirmed: boolean;
  /** Its top frames hold a function that makes the leak. */
  readonly right: boolean;
}

/** Frames from the leaf within which a true function, and an accepted caller, must stand. */
const TOP_FRAMES = 8;
const TOP_CALLERS = 2;

export async function judgeRounds(directory: string, program: CorpusProgram): Promise<JudgedSeries> {
  const hunt = new Hunt();
  let memory: readonly CaptureFigures[] = [];
  const rounds = (await readCaptures([directory])).map(({ capture }, i): RoundVerdict => {
    const report = hunt.add(capture);
    memory = report.captures;
    return {
      round: i + 1,
      verdict: report.verdict,
      reason: report.reason,
      red: redSites(report, program),
      growing: report.sites.filter(({ verdict }) => verdict === 'growing').map(nameOf),
      offHeap: report.offHeap?.memory,
    };
  });
  return { rounds, memory };
}

function redSites(report: GrowthReport, program: CorpusProgram): RedSite[] {
  return report.sites
    .filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog')
    .map((site) => ({
      name: nameOf(site),
      scope: site.part?.kind ?? 'site',
      verdict: site.verdict,
      confirmed: site.confirmed,
      right: isRight(site, program),
    }));
}

function nameOf({ function: name, file, line, kind }: SiteReport): string {
  const memory = kind === 'external' ? 'external memory of ' : '';
  return `${memory}${name} (${file.split('/').at(-1)}:${line})`;
}

function isRight({ path }: SiteReport, { truth = [], alternates = [] }: CorpusProgram): boolean {
  const names = path.map((frame) => lastName(frame.function)).reverse();
  const true_ = truth.map((frame) => lastName(frame.function));
  return (
    names.slice(0, TOP_FRAMES).some((name) => true_.includes(name)) ||
    names.slice(0, TOP_CALLERS).some((name) => alternates.includes(name))
  );
}

/** V8 and pprof write a method with its class or without. */
function lastName(name: string): string {
  return name.split('.').at(-1)!;
}
