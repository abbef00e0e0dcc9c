import type { GrowthReport, SiteReport } from '@heaptide/growth';
import { Hunt } from '@heaptide/growth';
import { readCaptures } from '@heaptide/targets';
import type { CorpusProgram } from './manifest.js';

/** What was said after one round. */
export interface RoundVerdict {
  /** Rounds so far. */
  readonly round: number;
  readonly verdict: GrowthReport['verdict'];
  /** Sites that were called `leak` or `backlog`. */
  readonly red: readonly RedSite[];
}

export interface RedSite {
  readonly name: string;
  readonly verdict: SiteReport['verdict'];
  readonly confirmed: boolean;
  /** Its top frames hold a function that makes the leak. */
  readonly right: boolean;
}

/** Frames from the leaf within which a true function, and an accepted caller, must stand. */
const TOP_FRAMES = 8;
const TOP_CALLERS = 2;

/** Judges a recorded series after every round. */
export async function judgeRounds(directory: string, program: CorpusProgram): Promise<RoundVerdict[]> {
  const hunt = new Hunt();
  return (await readCaptures([directory])).map(({ capture }, i) => {
    const report = hunt.add(capture);
    return { round: i + 1, verdict: report.verdict, red: redSites(report, program) };
  });
}

function redSites(report: GrowthReport, program: CorpusProgram): RedSite[] {
  return report.sites
    .filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog')
    .map((site) => ({
      name: `${site.part?.kind ?? 'site'}:${site.function} ${site.file.split('/').at(-1)}`,
      verdict: site.verdict,
      confirmed: site.confirmed,
      right: isRight(site, program),
    }));
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
