/** A few of the programs on the Node that runs this; test/long/why-matrix asks all of them on every release. */
import process from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import { WHY_PROGRAMS } from './manifest.js';
import { askAll, type WhyOutcome } from './outcomes.js';
import { SLOW_MACHINE } from './slow-machine.js';

const OFTEN = WHY_PROGRAMS.filter(({ often }) => often === true);
const LIMIT_MS = 110_000;

describe('who keeps what a site makes', () => {
  let outcomes: readonly WhyOutcome[];
  beforeAll(async () => {
    const nodes = [{ version: process.versions.node, execPath: process.execPath }];
    outcomes = await askAll({ programs: OFTEN, nodes, repeats: 1, atOnce: 2, limits: SLOW_MACHINE });
  }, LIMIT_MS);

  it.each(OFTEN)('$name', ({ name }) => {
    const { verdict, said } = outcomes.find(({ program }) => program.name === name)!;
    expect(verdict, said).toBe('right');
  });
});
