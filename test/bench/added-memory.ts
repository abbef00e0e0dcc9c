import { setTimeout as sleep } from 'node:timers/promises';
import { AGENT_VARIANTS, type VariantName } from './agent-variants.js';
import { AllocatingServer } from './allocating-server.js';

/** Light, so that the heap of each process grows to much the same size. */
const OBJECTS = 20;
const REQUESTS = 5000;
const CAPTURES = 100;
const SETTLE_MS = 500;

/** Resident memory that a variant has more than the bare process of the same round, in bytes. */
export interface AddedMemory {
  readonly name: string;
  readonly bare: readonly number[];
  readonly added: readonly number[];
}

/** Starts a server of each variant in each round, has it serve the same requests, and compares resident memory. */
export async function measureAddedMemory(rounds: number): Promise<AddedMemory[]> {
  const found: RoundMemory[] = [];
  for (let round = 0; round < rounds; round++) found.push(await measureRound());
  const bare = found.map((each) => each.bare);
  const row = (name: string, figure: (each: RoundMemory) => number): AddedMemory => ({
    name,
    bare,
    added: found.map((each) => figure(each) - each.bare),
  });
  return [
    row('bare again', (each) => each.bareAgain),
    row('idle', (each) => each.idle),
    row('512k', (each) => each.sampling),
    row(`512k, after ${CAPTURES} captures`, (each) => each.afterCaptures),
  ];
}

interface RoundMemory {
  readonly bare: number;
  readonly bareAgain: number;
  readonly idle: number;
  readonly sampling: number;
  readonly afterCaptures: number;
}

async function measureRound(): Promise<RoundMemory> {
  const [bare] = await residentMemory('bare', 0);
  const [bareAgain] = await residentMemory('bare', 0);
  const [idle] = await residentMemory('idle', 0);
  const [sampling, afterCaptures] = await residentMemory('512k', CAPTURES);
  return { bare, bareAgain, idle, sampling, afterCaptures };
}

/** Before and after that many captures. */
async function residentMemory(variant: VariantName, captures: number): Promise<[number, number]> {
  const server = await AllocatingServer.start(AGENT_VARIANTS[variant], OBJECTS);
  try {
    await server.load({ requests: REQUESTS });
    await sleep(SETTLE_MS);
    const before = (await server.costs()).rss;
    for (let i = 0; i < captures; i++) await server.capture();
    return [before, (await server.costs()).rss];
  } finally {
    await server.stop();
  }
}
