import { randomFrom } from './random.js';
import { SimulatedSite } from './simulated-site.js';
import { BOUNDED, LEAKING, STABLE, type SiteKind } from './site-kinds.js';

/** What the looks at a simulated service come to. */
export interface ServiceFigures {
  readonly stable: Flagged;
  readonly bounded: Flagged;
  /** Leaks that were red at the last look, of all, by mean samples a round. */
  readonly found: ReadonlyMap<number, { readonly found: number; readonly of: number }>;
  /** The same by kind of leak. */
  readonly foundByKind: ReadonlyMap<string, { readonly found: number; readonly of: number }>;
  /** Kinds of the stable and bounded sites that were ever red. */
  readonly everRed: ReadonlyMap<string, number>;
}

export interface Flagged {
  readonly sites: number;
  readonly everRed: number;
  readonly everConfirmed: number;
  readonly redAtEnd: number;
  /** Red looks at sites, in a thousand, and confirmed ones. */
  readonly redPerThousand: number;
  readonly confirmedPerThousand: number;
}

export interface ServiceOptions {
  readonly seed: number;
  readonly stableSites?: number;
  readonly boundedSites?: number;
  /** Leaks of every kind and size. */
  readonly leaksOfEach?: number;
  readonly rounds?: number;
}

const LEAK_SIZES = [0.5, 1, 2, 4, 8];
const FIRST_LOOK = 5;

/** Runs a service of many sites for some rounds and looks at each site after every round from the fifth on. */
export function runService(options: ServiceOptions): ServiceFigures {
  const { seed, stableSites = 5000, boundedSites = 120, leaksOfEach = 10, rounds = 20 } = options;
  const random = randomFrom(seed);
  const work = Array.from({ length: rounds }, (_, reading) => reading + 1);
  const run = (kind: SiteKind, mean: number): { red: boolean[]; confirmed: boolean[] } => {
    const site = new SimulatedSite(kind, { meanArrivals: mean, random, sites: stableSites });
    const red: boolean[] = [];
    const confirmed: boolean[] = [];
    for (let reading = 0; reading < rounds; reading++) {
      site.advance(reading, work);
      if (reading + 1 < FIRST_LOOK) continue;
      red.push(site.red);
      confirmed.push(site.confirmed);
    }
    return { red, confirmed };
  };
  const everRed = new Map<string, number>();
  const flagged = (kinds: typeof STABLE, sites: number): Flagged => {
    const makers = Object.entries(kinds);
    let [ever, everConfirmed, atEnd, redLooks, confirmedLooks] = [0, 0, 0, 0, 0];
    for (let i = 0; i < sites; i++) {
      const [name, make] = makers[i % makers.length]!;
      const { red, confirmed } = run(make(random), random.logUniform(0.05, 20));
      if (red.includes(true)) everRed.set(name, (everRed.get(name) ?? 0) + 1);
      ever += Number(red.includes(true));
      everConfirmed += Number(confirmed.includes(true));
      atEnd += Number(red.at(-1));
      redLooks += red.filter(Boolean).length;
      confirmedLooks += confirmed.filter(Boolean).length;
    }
    const looks = (sites * (rounds - FIRST_LOOK + 1)) / 1000;
    return {
      sites,
      everRed: ever,
      everConfirmed,
      redAtEnd: atEnd,
      redPerThousand: redLooks / looks,
      confirmedPerThousand: confirmedLooks / looks,
    };
  };
  const stable = flagged(STABLE, stableSites);
  const bounded = flagged(BOUNDED, boundedSites);
  const found = new Map<number, { found: number; of: number }>();
  const foundByKind = new Map<string, { found: number; of: number }>();
  for (const [name, make] of Object.entries(LEAKING)) {
    for (const size of LEAK_SIZES) {
      for (let i = 0; i < leaksOfEach; i++) {
        const isFound = Number(run(make(random), size).red.at(-1));
        count(found, size, isFound);
        count(foundByKind, name, isFound);
      }
    }
  }
  return { stable, bounded, found, foundByKind, everRed };
}

function count<K>(counts: Map<K, { found: number; of: number }>, key: K, isFound: number): void {
  const { found, of } = counts.get(key) ?? { found: 0, of: 0 };
  counts.set(key, { found: found + isFound, of: of + 1 });
}
