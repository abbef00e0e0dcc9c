import { Session } from 'node:inspector';
import { Script } from 'node:vm';

/**
 * Has V8 throw away all optimized code of this isolate, which is then made anew as V8's flags say by now.
 *
 * What does it is the start of precise coverage, since optimized code would not count the calls of what it has inlined
 * (Coverage::SelectMode in V8's src/debug/debug-coverage.cc). The mode belongs to the isolate: the end of this session
 * would end the coverage of everybody else, so {@link measuresCoverage} has to be asked first.
 */
export function deoptimizeAll(): void {
  const session = new Session();
  session.connect();
  const post = (method: string, params: object = {}): void =>
    // A session of the own thread answers before post returns.
    session.post(method, params, (error) => {
      if (error !== null) throw error;
    });
  try {
    post('Profiler.enable');
    post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    post('Profiler.stopPreciseCoverage');
    post('Profiler.disable');
  } finally {
    session.disconnect();
  }
}

/** The functions of a script, as far as they matter here. */
interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly {
    readonly functionName: string;
    readonly ranges: readonly { count: number }[];
  }[];
}

const PROBE = '(function probed() {})()';
let probes = 0;

/**
 * Whether somebody measures precise coverage in this isolate, in any of its modes. Nothing tells, but only then V8 keeps
 * the counts of functions that are gone: so one is called and collected, and then looked for in the coverage that V8 has
 * for everybody. `collectYoung` has to do a scavenge at least. The session does not enable the domain, because already
 * its disabling would end the coverage of the others. Takes a few milliseconds, some 30 with 10 MB of source text.
 */
export function measuresCoverage(collectYoung: () => void): boolean {
  const url = `heaptide:probe-${++probes}`;
  // Its script must live on, or there would be nothing to be found.
  const script = new Script(PROBE, { filename: url });
  script.runInThisContext();
  collectYoung();
  const functions = bestEffortCoverage().find((covered) => covered.url === url)?.functions ?? [];
  const probed = functions.find(({ functionName }) => functionName === 'probed');
  // Where it cannot be told, V8 is as others may need it.
  return probed === undefined || probed.ranges.some(({ count }) => count > 0);
}

function bestEffortCoverage(): readonly ScriptCoverage[] {
  const session = new Session();
  session.connect();
  try {
    let covered: readonly ScriptCoverage[] = [];
    session.post('Profiler.getBestEffortCoverage', (error, { result }) => {
      if (error === null) covered = result;
    });
    return covered;
  } finally {
    session.disconnect();
  }
}
