import type { ServiceFigures } from '../../packages/growth/test/simulation/run-service.js';

type Simulation = typeof import('../../packages/growth/test/simulation/run-service.js');

/** It is built from the sources of `growth`, which it drives below its public face. */
const SIMULATION = new URL('../growth/test/simulation/run-service.js', import.meta.url);

/** A simulated service of 5,000 stable sites, 120 that fill up, and leaks, for each seed. */
export async function simulateServices(seeds: readonly number[]): Promise<ServiceFigures[]> {
  const { runService } = (await import(SIMULATION.href)) as Simulation;
  return seeds.map((seed) => runService({ seed }));
}
