import type { WhyAnswer, WhyStep } from '@heaptide/why';
import { expect, test } from 'vitest';
import { askBySnapshot } from '../../../packages/cli/dist/why/snapshot-mode.js';
import { siteOf, type SnapshotProgram } from './snapshot-programs.js';
import { withProgram } from './with-program.js';

const LIMIT_MS = 90_000;

/** Declares a test for each program: what it is asked is answered with what is told of it. */
export function describeHolders(programs: readonly SnapshotProgram[], execPath: string): void {
  for (const program of programs) {
    test(`${program.name}: ${program.state}`, { timeout: LIMIT_MS }, async () => {
      const steps: WhyStep[] = [];
      const answer = await withProgram(program, { execPath }, (connection) =>
        askBySnapshot({
          connection,
          question: {
            site: siteOf(program),
            onStep: (step) => steps.push(step),
            signal: AbortSignal.timeout(LIMIT_MS),
          },
        }),
      );
      expect(answer).toMatchObject({ schema: 'heaptide.why/1', state: program.state });
      if (program.holder === undefined) expect(answer.snapshot).toBeUndefined();
      else expectSnapshot(answer, program);
      expect(steps.includes('stopping for a heap snapshot')).toBe(program.holder !== undefined);
    });
  }
}

function expectSnapshot(
  answer: WhyAnswer,
  { name, state, holder, path, grows, walk }: SnapshotProgram,
): void {
  const snapshot = answer.snapshot!;
  expect(snapshot.of).toBeGreaterThanOrEqual(12);
  expect(snapshot.found).toBe(snapshot.of);
  expect(snapshot.held).toBeGreaterThanOrEqual(snapshot.of * 0.9);
  expect(snapshot.holder).toEqual({
    class: holder!.class,
    name: expect.stringMatching(holder!.name) as string,
    id: expect.any(Number) as number,
  });
  // Each has an array of eight strings.
  expect(snapshot.perObject).toBeGreaterThan(150);
  expect(snapshot.perObject).toBeLessThan(2000);
  expect(snapshot.retainedSize).toBeGreaterThan(2000 * 150);
  expect(snapshot.stoppedMs).toBeGreaterThan(0);
  const steps = snapshot.path.map(({ label, class: of }) => `${label} ${of}`).join(' > ');
  if (path !== undefined) expect(steps).toMatch(path);
  // No key and no text of the program's data.
  expect(JSON.stringify(answer)).not.toMatch(/"(?:row|line|item|event|tag|part|link) \d+\.\d/);
  if (state !== 'held' || walk === 'held') return;
  expect(answer.text).toContain('keeps what');
  expect(answer.holder).toMatchObject({ class: holder!.class });
  expect(answer.canaries.inHolder).toBe(snapshot.held);
  const { entries } = answer.holder!;
  if (grows === true) expect(entries.at(-1)!).toBeGreaterThan(entries[0]!);
  else expect(entries, name).toEqual([]);
}
