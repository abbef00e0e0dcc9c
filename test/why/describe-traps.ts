import { readFileSync } from 'node:fs';
import type { WhyAnswer } from '@heaptide/why';
import { describe, expect, it } from 'vitest';
import type { NodeVersion } from '../support/node-releases.js';
import { answerWords } from './answer-words.js';
import { askRunning } from './ask-program.js';
import { findSite } from './find-site.js';
import { judgeAnswer } from './judge-answer.js';
import { pathInFolder, type ProgramSite, type RightAnswer } from './manifest.js';
import { SLOW_MACHINE } from './slow-machine.js';
import { startWorking, type WorkingProgram } from './working-program.js';
import { postWork, WorkLoad } from './work-load.js';

/** A program of programs/traps. */
export interface Trap {
  readonly name: string;
  readonly site: ProgramSite;
  readonly right: RightAnswer;
  /** Longest that the event loop may stand still, in milliseconds. */
  readonly longestBlockMs: number;
  /** How often an object's keys may be listed in one go beside that: it takes one step, however many they are. */
  readonly listings?: number;
}

/** A shared machine's own hiccups are among them. */
const BLOCK_MS = 150;
const TOTAL_MS = 15_000;
const WARM_UP = 1000;
const LOAD = { units: 10, everyMs: 10 };

export const TRAPS: readonly Trap[] = [
  {
    name: 'hostile-objects',
    site: { function: 'make' },
    right: { state: 'held', holder: 'kept', kind: 'Map' },
    longestBlockMs: BLOCK_MS,
  },
  {
    name: 'patched-builtins',
    site: { function: 'make' },
    right: { state: 'held', holder: '#kept', kind: 'Map' },
    longestBlockMs: BLOCK_MS,
  },
  {
    name: 'polluted-prototype',
    site: { function: 'make' },
    right: { state: 'held', holder: 'kept', kind: 'Map' },
    longestBlockMs: BLOCK_MS,
  },
  {
    name: 'huge-collections',
    site: { function: 'make' },
    right: { state: 'held', holder: 'kept', kind: 'Array' },
    longestBlockMs: 2 * BLOCK_MS,
  },
  {
    name: 'huge-dictionary',
    site: { function: 'make' },
    right: { state: 'held', holder: 'kept', kind: 'Array' },
    longestBlockMs: BLOCK_MS,
    listings: 2,
  },
  {
    name: 'dead-zone',
    site: { function: 'make' },
    right: { state: 'held', holder: 'kept', kind: 'Map' },
    longestBlockMs: BLOCK_MS,
  },
  {
    name: 'class-hierarchies',
    site: { function: 'make' },
    right: { state: 'held', holder: '#kept', kind: 'Map' },
    longestBlockMs: BLOCK_MS,
  },
];

/**
 * Declares the tests of what a question must never run, and what it must never wait for. Each program counts what of it was
 * run; each leaks, too, and the answer has to be right all the same.
 */
export function describeTraps({ version, execPath }: NodeVersion, traps: readonly Trap[] = TRAPS): void {
  describe(`a program with traps, Node ${version}`, () => {
    it.each(traps)('$name: none is sprung, and the answer is right', async (trap) => {
      const { answer, sprung, blockMs, listingMs, springable } = await askTrap(trap, execPath);
      console.log(`${trap.name}: ${Math.round(blockMs)} ms block; ${JSON.stringify(answer.cost)}`);
      expect(sprung).toEqual({});
      expect(judgeAnswer({ right: [trap.right] }, answer), answerWords(answer)).toBe('right');
      expect(blockMs).toBeLessThan(trap.longestBlockMs + (trap.listings ?? 0) * listingMs);
      expect(answer.cost.totalMs).toBeLessThan(TOTAL_MS);
      // That nothing was counted means something only where it would have been.
      if (hasCounters(trap)) expect(springable).not.toEqual({});
    });

    it('that has replaced what objects are read with is not asked, and told why', async () => {
      const file = pathInFolder('programs/traps/patched-reflection.mjs');
      const running = await startWorking(file, execPath);
      try {
        await postWork(running.work, WARM_UP);
        const site = { function: 'make', file, line: 6, column: 14 };
        await expect(askRunning(running, { site })).rejects.toMatchObject({
          code: 'HT_E_WHY',
          message: expect.stringMatching(/has replaced/) as string,
        });
        expect(await tell(running, 'sprung')).toEqual({});
        await tell(running, 'spring');
        expect(await tell(running, 'sprung')).toEqual({ ownKeys: 1 });
      } finally {
        await running.stop();
      }
    });
  });
}

function hasCounters({ name }: Trap): boolean {
  return !['huge-collections', 'huge-dictionary', 'dead-zone'].includes(name);
}

interface Sprung {
  readonly answer: WhyAnswer;
  readonly sprung: unknown;
  readonly blockMs: number;
  /** How long it takes the program itself to list the keys of its largest object. */
  readonly listingMs: number;
  /** What was counted once every trap had been sprung on purpose. */
  readonly springable: unknown;
}

async function askTrap({ name, site }: Trap, execPath: string): Promise<Sprung> {
  const file = pathInFolder(`programs/traps/${name}.mjs`);
  const running = await startWorking(file, execPath);
  try {
    await postWork(running.work, WARM_UP);
    const load = new WorkLoad(running.work, LOAD);
    await tell(running, 'block');
    const place = { function: site.function, file, ...findSite(readFileSync(file, 'utf8'), site) };
    const answer = await askRunning(running, { site: place, limits: SLOW_MACHINE }).finally(() =>
      load.stop(),
    );
    const [sprung, block] = [await tell(running, 'sprung'), await tell(running, 'block')];
    const { listingMs = 0 } = (await tell(running, 'facts')) as { listingMs?: number };
    await tell(running, 'spring');
    const springable = await tell(running, 'sprung');
    return { answer, sprung, blockMs: Number(block), listingMs, springable };
  } finally {
    await running.stop();
  }
}

async function tell({ work }: WorkingProgram, path: string): Promise<unknown> {
  const answer = await fetch(new URL(path, work), { signal: AbortSignal.timeout(10_000) });
  return JSON.parse(await answer.text()) as unknown;
}
