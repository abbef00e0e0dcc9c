// TypeScript, run as what is made of it, with a source map.
// @ts-expect-error -- a program of the corpus, which has no types
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

interface Visit {
  readonly unit: number;
  readonly path: string;
}

class VisitLog {
  private readonly visits: Visit[] = [];

  add(unit: number): Visit {
    const visit: Visit = { unit, path: '/' };
    this.visits.push(visit);
    return visit;
  }
}

const log = new VisitLog();

// eslint-disable-next-line @typescript-eslint/no-unsafe-call
serveWork(function noteVisit(unit: number): number {
  return log.add(unit).path.length;
});
