import { Session } from 'node:inspector';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { garbageCollector } from '../../../src/isolate/collect-garbage.js';
import { deoptimizeAll, measuresCoverage } from '../../../src/isolate/exact/precise-coverage.js';

const collect = garbageCollector();
const measured = (): boolean => measuresCoverage(() => collect({ type: 'minor' }));

function counted(n: number): number {
  return n + 1;
}

/** Somebody who measures coverage. */
let somebody: Session;

beforeEach(() => {
  somebody = new Session();
  somebody.connect();
  somebody.post('Profiler.enable');
});

afterEach(() => somebody.disconnect());

/** What they see of the calls of `counted` since they looked last. */
function callsSeen(): number | undefined {
  let calls: number | undefined;
  somebody.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error !== null) throw error;
    const functions = answer.result.flatMap((script) => script.functions);
    calls = functions.find(({ functionName }) => functionName === 'counted')?.ranges[0]?.count;
  });
  return calls;
}

it('tells that nobody measures coverage, also after it has done so itself', () => {
  expect(measured()).toBe(false);
  deoptimizeAll();
  expect(measured()).toBe(false);
});

describe.each([
  { callCount: true, detailed: true },
  { callCount: true, detailed: false },
  { callCount: false, detailed: true },
  { callCount: false, detailed: false },
])('with somebody who measures %o', (mode) => {
  it('tells, until they have ended', () => {
    somebody.post('Profiler.startPreciseCoverage', mode);
    expect(measured()).toBe(true);
    expect(measured()).toBe(true);
    somebody.post('Profiler.stopPreciseCoverage');
    expect(measured()).toBe(false);
  });
});

it('does not come between them and their counts', () => {
  somebody.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  callsSeen();
  for (let n = 0; n < 5; n++) counted(n);
  expect(measured()).toBe(true);
  for (let n = 0; n < 2; n++) counted(n);
  expect(callsSeen()).toBe(7);
});

it('would end their coverage by deoptimizing, which is why it is asked', () => {
  somebody.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  deoptimizeAll();
  expect(measured()).toBe(false);
});

it('leaves a CPU profile alone that somebody takes', () => {
  somebody.post('Profiler.start');
  deoptimizeAll();
  const end = performance.now() + 20;
  for (let n = 0; performance.now() < end; n++) counted(n);
  let samples = 0;
  somebody.post('Profiler.stop', (error, answer) => {
    if (error === null) samples = answer.profile.samples!.length;
  });
  expect(samples).toBeGreaterThan(3);
});
