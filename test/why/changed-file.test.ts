import process from 'node:process';
import { expect, it } from 'vitest';
import { askProgram } from './ask-program.js';
import { WHY_PROGRAMS } from './manifest.js';
import { SLOW_MACHINE } from './slow-machine.js';

const LIMIT_MS = 60_000;

it(
  'nothing is caught of what an earlier edition of the file has where the site is',
  async () => {
    const program = WHY_PROGRAMS.find(({ name }) => name === 'edited-module')!;
    const { state, canaries } = await askProgram(program, process.execPath, { limits: SLOW_MACHINE });
    expect([state, canaries.inHolder]).toEqual(['held', canaries.caught]);
    expect(canaries.caught).toBeGreaterThanOrEqual(8);
  },
  LIMIT_MS,
);
